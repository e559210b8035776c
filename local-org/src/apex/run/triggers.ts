import type { Org, Transaction, TriggerInvocation } from '../../org/ports.ts';
import { typeOf } from '../types/types.ts';
import type { SObjectValue } from '../values.ts';
import { ApexList, ApexMap, type ApexValue } from '../values.ts';
import type { Frame } from './frame.ts';
import type { Program, TriggerInfo } from './program.ts';
import { recordOfValues, toStored } from '../semantics/records.ts';
import type { Run, TriggerState } from './run.ts';

export function triggersFor(program: Program, object: string, operation: string, when: string): TriggerInfo[] {
  return program.triggers.filter(
    ({ node }) => node.object.toLowerCase() === object.toLowerCase() && node.events.includes(`${when} ${operation}`)
  );
}

/** Runs every trigger of an event; before-triggers write what they changed back into the records. */
export function runTriggers(
  program: Program,
  run: Run,
  org: Org,
  _tx: Transaction,
  invocation: TriggerInvocation
): void {
  const { object, operation, when, records } = invocation;
  const hasNew = operation !== 'delete';
  const make = (values: TriggerInvocation['records'][number]['values']): SObjectValue =>
    recordOfValues(org.schema, object, values);
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
  const list = (rows: SObjectValue[]): ApexList => {
    const made = new ApexList(type, rows);
    made.frozen = true;
    return made;
  };
  const hasOld = operation === 'update' || operation === 'delete';
  const hasIds = operation !== 'insert' || when === 'after';
  const state: TriggerState = {
    isBefore: when === 'before',
    operation,
    new: hasNew ? list(news) : null,
    old: hasOld ? list(olds) : null,
    newMap: hasNew && hasIds ? byId(run, type, news) : null,
    oldMap: hasOld ? byId(run, type, olds) : null
  };
  const before = run.trigger;
  run.trigger = state;
  try {
    for (const trigger of triggersFor(program, object, operation, when)) {
      const locals = new Array<ApexValue>(trigger.locals).fill(null);
      const frame: Frame = {
        run,
        self: null,
        locals,
        result: null,
        line: trigger.node.at.line,
        label: `Trigger.${trigger.node.name}`,
        file: trigger.file,
        owner: null
      };
      run.inFrame(frame, trigger.code);
    }
  } finally {
    run.trigger = before;
  }
  if (when === 'before' && hasNew) writeBack(news, invocation);
}

function byId(run: Run, type: ReturnType<typeof typeOf>, rows: readonly SObjectValue[]): ApexMap {
  const map = new ApexMap(typeOf('Id'), type);
  for (const row of rows) {
    const id = row.fields.get('Id') ?? null;
    map.entries.set(run.hash(id), { key: id, value: row });
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
