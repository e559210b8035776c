import { keyOf } from '../brief/keys.ts';
import type { BriefDraft, BriefSummary, BriefWriter, Written } from '../brief/ports.ts';
import { type Existing, type Fields, type Row, rowsOf, subrequestsOf } from './bodies.ts';
import { isLocked, type OrgClient, type OrgRecord, refused, type SaveProblem } from './client.ts';
import { cached } from './deal.ts';
import { children, quotedId, text } from './records.ts';

/** What the package allows is read again after this long: an upgrade of the package adds fields. */
const FIELDS_MS = 600_000;
/** How often records that somebody else holds are tried again, and how long is waited before, in milliseconds. */
const LOCK_TRIES = 5;
const LOCK_WAIT_MS = 250;
/** `Gate_Results__c` and `Brief_Sources__c` hold this much. */
const LONGEST_JSON = 32_000;
const LONGEST_ERROR = 2_000;
/** A citation whose line is still locked cannot be linked yet. */
const PARENT_MISSING = new Set(['INVALID_FIELD', 'INVALID_CROSS_REFERENCE_KEY']);

export interface WriterOptions {
  client: OrgClient;
  now?: () => Date;
  /** Waits; tests do not. */
  wait?: (ms: number) => Promise<void>;
}

/** Writes a brief with three calls: begin, the proposals, ask for review. */
export function createBriefWriter({ client, now = () => new Date(), wait = sleep }: WriterOptions): BriefWriter {
  const handoffFields = cached(() => client.writableFields('Handoff__c'), FIELDS_MS, now);
  const itemFields = cached(() => client.writableFields('Handoff_Item__c'), FIELDS_MS, now);

  const update = async (handoffId: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    const known = await handoffFields();
    await client.update('Handoff__c', handoffId, onlyKnown(known, values));
  };

  return {
    async begin(deal, jobId) {
      await update(deal.handoffId, { Brief_Status__c: 'Gathering', Brief_Job_Id__c: jobId, Brief_Error__c: null });
    },
    async writeBack(draft): Promise<Written> {
      const existing = await readExisting(client, draft);
      const { rows, leftAlone } = rowsOf(draft, existing, await itemFields());
      await saveAll(client, rows, wait);
      const count = (object: Row['object']): number => rows.filter((row) => row.object === object).length;
      return {
        items: count('Handoff_Item__c'),
        people: count('Handoff_Stakeholder__c'),
        citations: count('Handoff_Citation__c'),
        leftAlone
      };
    },
    async askForReview(deal, summary) {
      await update(deal.handoffId, reviewValues(summary));
    },
    async fail(handoffId, jobId, problem, action) {
      await update(handoffId, {
        Brief_Status__c: 'Failed',
        Brief_Job_Id__c: jobId,
        Brief_Error__c: `${problem} ${action}`.slice(0, LONGEST_ERROR)
      });
    }
  };
}

/** What goes on the handoff when its proposals are there. */
export function reviewValues({ gates, triggers, routes, score, sources, managerNotes }: BriefSummary) {
  return {
    Brief_Status__c: 'In Review',
    Brief_Error__c: null,
    Gate_Results__c: fitted({ gates, triggers, routes, score }),
    Brief_Sources__c: fitted(sources),
    Manager_Notes__c: managerNotes
  };
}

/** Evidence ids are what makes results long; the results themselves are short. */
function fitted(value: unknown): string {
  const whole = JSON.stringify(value);
  return whole.length <= LONGEST_JSON
    ? whole
    : JSON.stringify(value, (name, entry: unknown) => (name === 'refs' || name === 'note' ? [] : entry));
}

/** An org with an older package lacks the newest fields: the rest is written all the same. */
function onlyKnown(known: Fields, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name)));
}

/** What is on the handoff. What people added by hand has no key of ours: it takes the place of what says the same. */
async function readExisting(client: OrgClient, { handoffId, version }: BriefDraft): Promise<Existing> {
  const [handoff] = await client.query(
    `SELECT Id, (SELECT Key__c, Review__c, Kind__c, Text__c FROM Items__r), ` +
      `(SELECT Key__c, Review__c, Person_Name__c, Contact__r.Name FROM Stakeholders__r), ` +
      `(SELECT Key__c FROM Citations__r) FROM Handoff__c WHERE Id = ${quotedId(handoffId)}`
  );
  const of = (...parts: readonly string[]): string => keyOf({ handoffId, version }, ...parts);
  const reviews = (name: string, keyByHand: (record: OrgRecord) => string): Map<string, string | null> =>
    new Map(
      children(handoff, name).map((record): [string, string | null] => {
        const key = text(record, 'Key__c');
        return key === null ? [keyByHand(record), 'Accepted'] : [key, text(record, 'Review__c')];
      })
    );
  const nameOf = (record: OrgRecord): string => text(record, 'Contact__r.Name') ?? text(record, 'Person_Name__c') ?? '';
  return {
    items: reviews('Items__r', (record) => of(text(record, 'Kind__c') ?? '', text(record, 'Text__c') ?? '')),
    people: reviews('Stakeholders__r', (record) => of('person', nameOf(record))),
    citations: new Set(children(handoff, 'Citations__r').flatMap((record) => text(record, 'Key__c') ?? []))
  };
}

/**
 * Saves all rows in one call, and those that somebody else held again.
 *
 * @throws {BriefError} naming code, object and fields of the first record that is refused for good
 */
async function saveAll(client: OrgClient, rows: readonly Row[], wait: (ms: number) => Promise<void>): Promise<void> {
  let left = rows;
  for (let tries = 0; left.length > 0; tries++) {
    if (tries > 0) await wait(LOCK_WAIT_MS * 2 ** (tries - 1));
    left = await saveOnce(client, left, tries < LOCK_TRIES);
  }
}

/** @returns rows to be tried again */
async function saveOnce(client: OrgClient, rows: readonly Row[], mayTryAgain: boolean): Promise<Row[]> {
  const chunks = subrequestsOf(rows);
  const outcomes = await client.upsertAll(chunks.map(({ subrequest }) => subrequest));
  const failed: { row: Row; problem: SaveProblem }[] = [];
  for (const { subrequest, rows: own } of chunks) {
    const results = outcomes.get(subrequest.referenceId) ?? [];
    own.forEach((row, index) => {
      const outcome = results[index] ?? { success: false, problem: { statusCode: 'UNKNOWN', fields: [] } };
      if (!outcome.success) failed.push({ row, problem: outcome.problem });
    });
  }
  const locked = failed.filter(({ problem }) => isLocked(problem));
  const waiting = failed.filter(
    ({ row, problem }) =>
      row.object === 'Handoff_Citation__c' && locked.length > 0 && PARENT_MISSING.has(problem.statusCode)
  );
  const refusal =
    failed.find((one) => !locked.includes(one) && !waiting.includes(one)) ?? (mayTryAgain ? undefined : locked[0]);
  if (refusal) {
    const { row, problem } = refusal;
    throw refused(problem.statusCode, [row.object, ...problem.fields].join(' '));
  }
  return [...locked, ...waiting].map(({ row }) => row);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
