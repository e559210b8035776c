import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Deal } from '../domain/deal.ts';
import { EVIDENCE_KINDS, type Evidence } from '../domain/evidence.ts';
import { type Connector, ConnectorError } from '../ports.ts';
import { People } from './people.ts';
import { connector, utc } from './source.ts';
import { cleanText } from './text.ts';

const moment = z.iso.datetime({ offset: true });
const line = z.object({
  id: z.string().min(1).max(120),
  kind: z.enum(EVIDENCE_KINDS),
  at: moment,
  title: z.string().max(1000).default(''),
  url: z.url().nullable().default(null),
  /** Opportunity or account by id or name; without it the deal is told by who takes part. */
  deal: z.string().optional(),
  segments: z.array(
    z.object({
      speaker: z.object({
        name: z.string().nullable().default(null),
        email: z.string().nullable().default(null),
        side: z.enum(['seller', 'customer', 'unknown']).default('unknown')
      }),
      text: z.string(),
      at: moment.optional()
    })
  )
});
type Line = z.infer<typeof line>;

/** So many bad lines are named; the rest is counted. */
const NAMED_LINES = 5;
const LONGEST_LINE = 20_000_000;

/** Evidence records as JSON lines, for demos, tests and systems without a connector of their own. */
export function fileConnector(path: string): Connector {
  return connector('Evidence file', async function* read(deal, _window, signal) {
    const people = new People(deal);
    const bad: string[] = [];
    let number = 0;
    const input = createReadStream(path, { encoding: 'utf8', signal });
    const lines = createInterface({ input, crlfDelay: Infinity });
    try {
      for await (const text of lines) {
        number++;
        if (text.trim() === '') continue;
        const parsed = parseLine(text);
        if (typeof parsed === 'string') bad.push(`line ${number}: ${parsed}`);
        else if (isOfDeal(parsed, deal, people)) yield evidenceOf(parsed, people);
      }
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      throw new ConnectorError(`the file cannot be read (${code})`, false, { cause: error });
    } finally {
      lines.close();
      input.destroy();
    }
    if (bad.length === 0) return;
    const more = bad.length > NAMED_LINES ? ` and ${bad.length - NAMED_LINES} more` : '';
    throw new ConnectorError(`${bad.slice(0, NAMED_LINES).join('; ')}${more}`, false);
  });
}

/** The record, or what is wrong with the line. */
function parseLine(text: string): Line | string {
  if (text.length > LONGEST_LINE) return `longer than ${LONGEST_LINE} characters`;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const result = line.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return `${issue?.path.join('.') || 'the record'}: ${issue?.message ?? 'not valid'}`;
}

/** One file may hold many customers: without a name, only who takes part tells whose it is. */
function isOfDeal({ deal: named, segments }: Line, deal: Deal, people: People): boolean {
  if (named !== undefined)
    return [deal.opportunityId, deal.opportunityName, deal.accountId, deal.accountName, deal.handoffId].includes(named);
  return segments.some(({ speaker }) => people.isCustomer(speaker));
}

function evidenceOf({ id, kind, at, title, url, segments }: Line, people: People): Evidence {
  const began = utc(at) ?? at;
  return {
    id,
    kind,
    at: began,
    title: cleanText(title),
    url,
    segments: segments.map(({ speaker, text, at: said }) => {
      const known = people.resolve(speaker);
      // Whoever wrote the file may know people whom the CRM does not; the CRM wins where it knows.
      const side = known.side === 'unknown' ? speaker.side : known.side;
      return { speaker: { ...known, side }, text: cleanText(text), at: utc(said ?? at) ?? began };
    })
  };
}
