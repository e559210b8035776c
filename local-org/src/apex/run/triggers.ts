import type { TriggerInvocation } from '../../org/apex-port.ts';
import type { RecordValues } from '../../org/schema.ts';
import { recordOfValues, toStored } from '../semantics/records.ts';
import type { TriggerState } from '../types/code.ts';
import { ID, typeOf } from '../types/types.ts';
import { ApexList, ApexMap, type SObjectValue, type TypeRef } from '../values.ts';
import type { TriggerInfo } from './program.ts';
import type { Run } from './run.ts';

/** Runs every trigger of an event; before-triggers write what they changed back into the records. */
export function runTriggers(triggers: readonly TriggerInfo[], run: Run, invocation: TriggerInvocation): void {
  const { object, operation, when, records } = invocation;
  const hasNew = operation !== 'delete';
  const make = (values: RecordValues): SObjectValue => recordOfValues(run.registry.schema, object, values);
  const news = records.map((record) => {
    const row = make(record.values);
    row.changed = new Set();
    row.errors = record.errors;
    row.readOnly = when === 'after' || !hasNew;
    return row;
  });
  const olds = records.map((record) => {
    const row = make(record.old ?? record.values);
    row.readOnly = true;
    row.errors = record.errors;
    return row;
  });
  const type = typeOf(object);
  const hasOld = operation === 'update' || operation === 'delete';
  const hasIds = operation !== 'insert' || when === 'after';
  const state: TriggerState = {
    isBefore: when === 'before',
    operation,
    new: hasNew ? listOf(type, news) : null,
    old: hasOld ? listOf(type, olds) : null,
    newMap: hasNew && hasIds ? byId(run, type, news) : null,
    oldMap: hasOld ? byId(run, type, olds) : null
  };
  const outer = run.trigger;
  run.trigger = state;
  try {
    for (const trigger of triggers) run.within(trigger, null, new Array(trigger.locals).fill(null), trigger.code);
  } finally {
    run.trigger = outer;
  }
  // What a before-trigger sets is saved with the record; errors stand on the record already.
  if (when === 'before' && hasNew) writeBack(news, invocation);
}

function listOf(type: TypeRef, rows: SObjectValue[]): ApexList {
  const made = new ApexList(type, rows);
  made.frozen = true;
  return made;
}

function byId(run: Run, type: TypeRef, rows: readonly SObjectValue[]): ApexMap {
  const map = new ApexMap(ID, type);
  for (const row of rows) {
    const id = row.fields.get('Id') ?? null;
    if (id !== null) map.entries.set(run.hash(id), { key: id, value: row });
  }
  map.frozen = true;
  return map;
}

function writeBack(rows: readonly SObjectValue[], { records }: TriggerInvocation): void {
  rows.forEach((row, index) => {
    const record = records[index];
    if (!record) return;
    for (const field of row.changed ?? []) record.values[field] = toStored(row.fields.get(field));
  });
}
