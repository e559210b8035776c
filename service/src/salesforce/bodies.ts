import type { BriefDraft } from '../brief/ports.ts';
import type { BriefCitation, BriefItem, BriefPerson } from '../brief/types.ts';
import type { Subrequest } from './client.ts';

type Values = Record<string, unknown>;

/** One record of a collection, with the fields that name it. */
export interface Row {
  object: 'Handoff_Item__c' | 'Handoff_Stakeholder__c' | 'Handoff_Citation__c';
  key: string;
  values: Values;
}

/** Fields and picklist values of an object that the integration user may write. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Keys of what is in the org for this version, with what somebody decided about it. */
export interface Existing {
  /** `Review__c` by key. */
  items: ReadonlyMap<string, string | null>;
  people: ReadonlyMap<string, string | null>;
  citations: ReadonlySet<string>;
}

/** sObject Collections take this many records in one request. */
const MOST_RECORDS = 200;
const LONGEST_ID = 120;
const LONGEST_NAME = 120;
const LONGEST_SHORT = 255;

/**
 * The records of a brief, in the order they must be written: what is cited before the citations. Lines and people that
 * somebody decided on are left out, and so are citations that are there.
 */
export function rowsOf(draft: BriefDraft, existing: Existing, itemFields: Fields): { rows: Row[]; leftAlone: number } {
  const isOpen = (review: string | null | undefined): boolean => review === undefined || review === 'Proposed';
  const items = draft.items.filter(({ key }) => isOpen(existing.items.get(key)));
  const people = draft.people.filter(({ key }) => isOpen(existing.people.get(key)));
  const citationRows = (
    parent: 'Item__r' | 'Stakeholder__r',
    key: string,
    citations: readonly BriefCitation[]
  ): Row[] =>
    citations
      .filter((citation) => !existing.citations.has(citation.key))
      .map((citation) => citationRow(draft.handoffId, parent, key, citation));
  const rows = [
    ...items.map((item) => itemRow(draft.handoffId, item, existing.items.has(item.key), itemFields)),
    ...people.map((person) => personRow(draft.handoffId, person, existing.people.has(person.key))),
    ...items.flatMap(({ key, citations }) => citationRows('Item__r', key, citations)),
    ...people.flatMap(({ key, citations }) => citationRows('Stakeholder__r', key, citations))
  ];
  const leftAlone = draft.items.length - items.length + draft.people.length - people.length;
  return { rows, leftAlone };
}

/** Rows as collection upserts: one subrequest for at most 200 rows of an object. */
export function subrequestsOf(rows: readonly Row[]): { subrequest: Subrequest; rows: readonly Row[] }[] {
  const chunks: { subrequest: Subrequest; rows: readonly Row[] }[] = [];
  for (const object of ['Handoff_Item__c', 'Handoff_Stakeholder__c', 'Handoff_Citation__c'] as const) {
    const own = rows.filter((row) => row.object === object);
    for (let start = 0; start < own.length; start += MOST_RECORDS) {
      const part = own.slice(start, start + MOST_RECORDS);
      chunks.push({
        rows: part,
        subrequest: {
          method: 'PATCH',
          path: `/composite/sobjects/${object}/Key__c`,
          referenceId: `${object.replace(/^Handoff_|__c$/g, '')}${chunks.length}`,
          body: {
            allOrNone: false,
            records: part.map(({ key, values }) => ({ attributes: { type: object }, Key__c: key, ...values }))
          }
        }
      });
    }
  }
  return chunks;
}

/** The parent of a detail can only be set when it is made, and a decision about a line is not ours to take back. */
function whenNew(handoffId: string, isThere: boolean, basis: BriefItem['basis']): Values {
  // What the CRM or the service itself knows for a fact needs no review.
  return isThere ? {} : { Handoff__c: handoffId, Review__c: basis === 'CRM record' ? 'Accepted' : 'Proposed' };
}

function itemRow(handoffId: string, item: BriefItem, isThere: boolean, fields: Fields): Row {
  return {
    object: 'Handoff_Item__c',
    key: item.key,
    values: {
      ...whenNew(handoffId, isThere, item.basis),
      Kind__c: kindIn(fields, item.kind),
      Section__c: item.section,
      Text__c: item.text,
      Condition__c: item.condition,
      Due_Date__c: item.due,
      Milestone_Day__c: item.milestoneDay,
      Severity__c: item.severity,
      Basis__c: item.basis,
      Sort_Order__c: item.order
    }
  };
}

/** An org whose package is older lacks the two newest kinds: both are things that are still to be settled. */
function kindIn(fields: Fields, kind: BriefItem['kind']): string {
  return (fields.get('Kind__c') ?? []).includes(kind) ? kind : 'Open Thread';
}

function personRow(handoffId: string, person: BriefPerson, isThere: boolean): Row {
  return {
    object: 'Handoff_Stakeholder__c',
    key: person.key,
    values: {
      ...whenNew(handoffId, isThere, person.basis),
      Contact__c: person.contactId,
      Person_Name__c: person.name.slice(0, LONGEST_NAME),
      Title__c: person.title?.slice(0, LONGEST_NAME) ?? null,
      Role__c: person.role,
      Stance__c: person.stance,
      Last_Touch__c: person.lastTouch,
      Cares_About__c: person.caresAbout?.slice(0, LONGEST_SHORT) ?? null,
      Prefers__c: person.prefers?.slice(0, LONGEST_SHORT) ?? null,
      Basis__c: person.basis
    }
  };
}

function citationRow(
  handoffId: string,
  parent: 'Item__r' | 'Stakeholder__r',
  parentKey: string,
  citation: BriefCitation
): Row {
  return {
    object: 'Handoff_Citation__c',
    key: citation.key,
    values: {
      Handoff__c: handoffId,
      [parent]: { Key__c: parentKey },
      Source_Type__c: citation.sourceType,
      Source_Id__c: citation.evidenceId.slice(0, LONGEST_ID),
      Link__c: citation.link,
      Quote__c: citation.quote,
      Speaker__c: citation.speaker?.slice(0, LONGEST_NAME) ?? null,
      Spoken_At__c: citation.at
    }
  };
}
