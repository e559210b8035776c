import { z } from 'zod';
import { EVIDENCE_KINDS, type Evidence } from '../domain/evidence.ts';
import type { ExtractionDeal } from './context.ts';

/** ISO 8601: a day, or a day and time. */
const when = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:$|[T ])/, 'not an ISO 8601 date');

const speakerSchema = z
  .object({
    name: z.string().nullish(),
    email: z.string().nullish(),
    side: z.enum(['seller', 'customer', 'unknown']).nullish()
  })
  .nullish();

/** A record of evidence as people write it by hand: what is optional may be left out. */
const evidenceSchema = z.object({
  id: z.string().min(1),
  kind: z.enum(EVIDENCE_KINDS),
  at: when,
  title: z.string().nullish(),
  url: z.string().nullish(),
  segments: z.array(z.object({ speaker: speakerSchema, text: z.string(), at: when.nullish() }))
});

const dateLineSchema = z.object({ text: z.string(), reference: when });

const crmSchema = z.record(z.string(), z.unknown());
const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const peopleSchema = z.array(
  z.object({
    id: z.string().optional(),
    name: z.string().min(1),
    email: z.string().nullish(),
    title: z.string().nullish(),
    side: z.enum(['seller', 'customer']).optional(),
    contactRole: z.string().nullish()
  })
);

/** What is wrong with an input, naming the field. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the record' : issue.path.join('.');
  throw new InputError(`${field}: ${issue?.message ?? 'not valid'}`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

/**
 * Reads one line of evidence. A segment without its own time has that of its record.
 *
 * @throws {InputError} naming the field that is missing or wrong
 */
export function parseEvidence(line: string): Evidence {
  const { id, kind, at, title, url, segments } = parse(evidenceSchema, json(line));
  return {
    id,
    kind,
    at,
    title: title ?? '',
    url: url ?? null,
    segments: segments.map((segment) => ({
      speaker: {
        name: segment.speaker?.name ?? null,
        email: segment.speaker?.email ?? null,
        side: segment.speaker?.side ?? 'unknown'
      },
      text: segment.text,
      at: segment.at ?? at
    }))
  };
}

/** @throws {InputError} naming the field that is missing or wrong */
export function parseDateLine(line: string): { text: string; reference: string } {
  return parse(dateLineSchema, json(line));
}

/**
 * Reads what the CRM knows: either field names and values, or an object with `crm` and, where known, `people`,
 * `competitors` and `dateOrder`.
 *
 * @throws {InputError} naming the field that is missing or wrong
 */
export function parseCrm(text: string): ExtractionDeal {
  const whole = parse(crmSchema, json(text));
  const nested = typeof whole['crm'] === 'object' && whole['crm'] !== null;
  const fields = parse(
    fieldsSchema,
    nested
      ? whole['crm']
      : Object.fromEntries(Object.entries(whole).filter(([, value]) => typeof value !== 'object' || value === null))
  );
  const people = parse(peopleSchema.optional(), whole['people']) ?? [];
  return {
    crm: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value === null ? null : String(value)])
    ),
    people: people.map((person, index) => ({
      id: person.id ?? `person ${index + 1}`,
      name: person.name,
      email: person.email ?? null,
      title: person.title ?? null,
      side: person.side ?? 'customer',
      contactRole: person.contactRole ?? null
    })),
    competitors: parse(z.array(z.string()).optional(), whole['competitors']) ?? [],
    dateOrder: parse(z.enum(['month first', 'day first']).optional(), whole['dateOrder']) ?? 'month first'
  };
}

/** A deal of which nothing is known. */
export const UNKNOWN_DEAL: ExtractionDeal = { crm: {}, people: [], competitors: [], dateOrder: 'month first' };
