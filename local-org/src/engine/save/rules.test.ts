import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormulaCompiler } from '../../formula/formula.ts';
import type { FormulaInput } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe } from '../../org/schema.ts';
import { testSchema } from '../testing/schema.ts';
import { RuleBook } from './rules.ts';

const schema = testSchema();
const INPUT = { values: {}, old: null, isNew: true, user: { id: '005000000000001AAA' } } as unknown as FormulaInput; // All that a default can read.

function withDefault(name: string, change: Partial<FieldDescribe>): ObjectDescribe {
  const parcel = schema.object('Parcel__c');
  const field = schema.field('Parcel__c', name);
  assert.ok(parcel && field);
  return { ...parcel, fields: [{ ...field, ...change }] };
}

const DEFAULTS: [field: string, formula: string | undefined, value: FieldValue][] = [
  ['Count__c', '7', 7],
  ['Weight__c', '-1.5', -1.5],
  ['Title__c', '"none"', 'none'],
  ['Title__c', 'UPPER("none")', 'NONE'],
  ['Title__c', '$User.Id', '005000000000001AAA'],
  ['Title__c', undefined, null],
  ['Fragile__c', 'true', true],
  ['Fragile__c', undefined, false],
  ['Status__c', undefined, 'Open']
];

for (const [name, formula, value] of DEFAULTS) {
  test(`the default ${formula} of ${name} gives ${value}`, () => {
    const object = withDefault(name, formula === undefined ? {} : { defaultFormula: formula });
    const book = new RuleBook(new FormulaCompiler(schema));
    assert.deepEqual(book.defaults(object, INPUT), { [name]: value });
  });
}

test('a default or rule that cannot be computed is refused with its file', () => {
  const book = new RuleBook(new FormulaCompiler(schema));
  const dated = withDefault('Due__c', { defaultFormula: 'TODAY()', source: 'Due__c.field-meta.xml:4' });
  assert.throws(() => book.check(dated), /^UnsupportedError: Due__c\.field-meta\.xml:4: The default value TODAY\(\)/);
  const rule = {
    fullName: 'R',
    active: true,
    formula: 'VLOOKUP(a, b, c)',
    message: 'm',
    source: 'R.validationRule-meta.xml:3'
  };
  const ruled = { ...withDefault('Due__c', {}), apiName: 'Parcel__c', validationRules: [rule] };
  const other = new RuleBook(new FormulaCompiler(schema));
  assert.throws(() => other.check(ruled), /R\.validationRule-meta\.xml:3/);
});
