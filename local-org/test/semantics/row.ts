import assert from 'node:assert/strict';
import { ApexOrg } from '../../src/apex/testing/org.ts';
import type { TestUser } from '../../src/engine/testing/org.ts';
import { FormulaCompiler } from '../../src/formula/formula.ts';
import type { FormulaInput } from '../../src/org/ports.ts';
import type { FieldValue, RecordValues } from '../../src/org/schema.ts';
import type { PageName } from './pages.ts';

/** One sentence of Salesforce's documentation, and what the local org makes of it. */
export interface Row {
  /** The sentence, in our words. */
  says: string;
  page: PageName;
  /** The page was read and does not say so: known from use. */
  fromUse?: true;
  check: () => void;
}

export interface ApexRow {
  says: string;
  page: PageName;
  fromUse?: true;
  /** Statements that an administrator runs, or `user`; they give `said` its value. */
  apex: string;
  user?: TestUser;
  /** Statements run once everything that `apex` queued has run; they give `said` its value instead. */
  later?: string;
  /** What `said` must be, as text. */
  gives?: string;
  /** The exception that nobody can catch, instead. */
  fails?: RegExp;
}

/** Rows that run Apex in an org of the test schema, which has these classes and triggers too. */
export function apexRows(sources: Readonly<Record<string, string>>, rows: readonly ApexRow[]): Row[] {
  return rows.map(({ says, page, fromUse, apex, user = 'admin', later, gives, fails }) => ({
    says,
    page,
    ...(fromUse ? { fromUse } : {}),
    check: () => {
      const org = new ApexOrg(sources);
      const run = (statements: string): void =>
        org.base.as(user, (tx) => org.apex.executeAnonymous(tx, `Object said;\n${statements}`));
      const compare = `\nAssert.areEqual(${quoted(gives ?? '')}, String.valueOf(said));`;
      if (fails) return assert.throws(() => run(apex), fails);
      assert.notEqual(gives, undefined, 'the row expects nothing');
      if (later === undefined) return run(apex + compare);
      run(apex);
      org.base.engine.async.drain();
      run(later + compare);
    }
  }));
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

export interface FormulaRow {
  says: string;
  page: PageName;
  formula: string;
  /** The parcel's fields; what is not there is blank. */
  values?: RecordValues;
  /** Its fields before; without it, the parcel is new. */
  old?: RecordValues;
  gives: FieldValue;
}

/** Rows that compute a formula of a validation rule. */
export function formulaRows(rows: readonly FormulaRow[]): Row[] {
  return rows.map(({ says, page, formula, values = {}, old, gives }) => ({
    says,
    page,
    check: () => {
      const { schema } = new ApexOrg().base;
      const compute = new FormulaCompiler(schema).compile(formula, 'Parcel__c', 'Row.validationRule-meta.xml:1');
      // The rows read no user and no parent record.
      const input = { values, old: old ?? null, isNew: old === undefined } as unknown as FormulaInput;
      assert.deepEqual(compute(input), gives);
    }
  }));
}

export interface QueryRow {
  says: string;
  page: PageName;
  fromUse?: true;
  soql: string;
  user?: TestUser;
  /** The column of what it finds. */
  gives?: readonly FieldValue[];
  /** What is said against it, instead. */
  refuses?: RegExp;
}

/** Rows that run a query over some records, by object and fields, in the order they are made. */
export function queryRows(
  records: readonly [object: string, values: RecordValues][],
  rows: readonly QueryRow[]
): Row[] {
  return rows.map(({ says, page, fromUse, soql, user = 'admin', gives, refuses }) => ({
    says,
    page,
    ...(fromUse ? { fromUse } : {}),
    check: () => {
      const { base } = new ApexOrg();
      const ids = new Map<string, string>();
      for (const [object, values] of records) {
        const own = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, ids.get(String(value)) ?? value])
        );
        ids.set(`@${String(values['Title__c'] ?? values['Name'])}`, base.insert(object, own));
      }
      const found = (): FieldValue[] =>
        base.rows(soql, { user }).map(({ values }) => Object.values(values).at(-1) ?? null);
      if (refuses) assert.throws(found, refuses);
      else assert.deepEqual(found(), gives);
    }
  }));
}
