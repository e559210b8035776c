import type { DealIds } from './deal.ts';
import type { Product } from './product.ts';

/** What the org holds of a deal, with nothing in it that differs from one deal to the next by itself. */
export interface Snapshot {
  /** One line for each record, as JSON: `Handoff_Item__c {…}`. */
  lines: string[];
}

const CHILDREN = ['Handoff_Item__c', 'Handoff_Stakeholder__c', 'Handoff_Citation__c'];
/** What the model said in vain is told to the reader, and is no claim. */
const MODEL_NOTE = /\d+ claims? of the model (?:was|were) dropped: [^.]+\. ?/g;
/** Ids, names that are counted up, moments, keys, which are made of ids, and scores, which follow from the lines. */
const VOLATILE =
  /^(?:Id|Name|attributes|.*Key__c|.*_At__c|.*Date|SystemModstamp|.*Job_Id__c|.*Task_Id__c|Sort_Order__c|(?:Handoff_)?Score.*|Section_.*__c)$/;

/** Reads everything of a deal that a brief could have changed. */
export async function snapshot(product: Product, ids: DealIds): Promise<Snapshot> {
  const admin = await product.api('admin');
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const lines: string[] = [];
  const read = async (object: string, where: Record<string, unknown>): Promise<void> => {
    for (const record of await admin.sobject(object).find(where, ['FIELDS(ALL)']).limit(200)) {
      const own = String(record['Id']);
      // It holds the words that are tried, and nobody changes it.
      if (own === ids.task) continue;
      if (!names.has(own)) names.set(own, object);
      const known = Object.entries(record).filter(([name]) => !VOLATILE.test(name) && name !== 'Gate_Results__c');
      if (typeof record['Gate_Results__c'] === 'string') lines.push(...verdicts(record['Gate_Results__c']));
      lines.push(`${object} ${JSON.stringify(Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1))))}`);
    }
  };
  for (const object of CHILDREN) await read(object, { Handoff__c: ids.handoff });
  await read('Handoff__c', { Id: ids.handoff });
  await read('Opportunity', { Id: ids.opportunity });
  await read('Account', { Id: ids.account });
  await read('Contact', { AccountId: ids.account });
  await read('Case', { AccountId: ids.account });
  for (const id of [ids.handoff, ids.opportunity, ids.account]) await read('Task', { WhatId: id });
  const settled = lines.map((line) => {
    const named = [...names].reduce((text, [id, name]) => text.replaceAll(id, name), line);
    // Keys of lines and people in the results of gates are digests of ids.
    return named
      .replace(/handoff:1:[0-9a-f]{24}/g, 'handoff:1:key')
      .replace(/(?:02s|00T)\w{15}/g, 'source')
      .replace(MODEL_NOTE, '')
      .replace(/\\"note\\":\\"\\"/g, '\\"note\\":null')
      .replace(/\\"count\\":\d+/g, '')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'moment');
  });
  return { lines: settled.sort() };
}

/** What was decided, without the lines and numbers it refers to. */
function verdicts(results: string): string[] {
  const { gates, triggers, routes } = JSON.parse(results) as {
    gates: { name: string; passed: boolean }[];
    triggers: { code: string; route: string }[];
    routes: string[];
  }; // As the service wrote it.
  return [
    ...gates.map(({ name, passed }) => `Gate ${name}: ${passed}`),
    ...triggers.map(({ code, route }) => `Review ${code}: ${route}`),
    ...routes.map((route) => `Review by ${route}`)
  ];
}

/** What is in one and not in the other, lines that come twice counted. */
export function differences(clean: Snapshot, other: Snapshot): { added: string[]; missing: string[] } {
  const without = (all: readonly string[], taken: readonly string[]): string[] => {
    const left = [...all];
    for (const line of taken) {
      const index = left.indexOf(line);
      if (index >= 0) left.splice(index, 1);
    }
    return left;
  };
  return { added: without(other.lines, clean.lines), missing: without(clean.lines, other.lines) };
}
