import { formulaRows } from './row.ts';

/** Formula functions, above all with blanks. */
export const FORMULAS = formulaRows([
  {
    says: 'ISCHANGED is false for any field of a new record',
    page: 'isChanged',
    formula: 'ISCHANGED(Title__c)',
    values: { Title__c: 'x' },
    gives: false
  },
  {
    says: 'ISCHANGED is true when a blank text gets a value',
    page: 'isChanged',
    formula: 'ISCHANGED(Title__c)',
    values: { Title__c: 'x' },
    old: { Title__c: null },
    gives: true
  },
  {
    says: 'ISCHANGED is true when a blank number gets a value',
    page: 'isChanged',
    formula: 'ISCHANGED(Weight__c)',
    values: { Weight__c: 0 },
    old: { Weight__c: null },
    gives: true
  },
  {
    says: 'ISCHANGED is true when a zero becomes blank',
    page: 'isChanged',
    formula: 'ISCHANGED(Weight__c)',
    values: { Weight__c: null },
    old: { Weight__c: 0 },
    gives: true
  },
  {
    says: 'ISCHANGED is false when the value is the same',
    page: 'isChanged',
    formula: 'ISCHANGED(Status__c)',
    values: { Status__c: 'Open' },
    old: { Status__c: 'Open' },
    gives: false
  },
  {
    says: 'NOT turns ISCHANGED round',
    page: 'isChanged',
    formula: 'NOT(ISCHANGED(Title__c))',
    values: { Title__c: 'x' },
    old: { Title__c: 'x' },
    gives: true
  },
  {
    says: 'PRIORVALUE is the value before',
    page: 'priorValue',
    formula: 'PRIORVALUE(Title__c)',
    values: { Title__c: 'new' },
    old: { Title__c: 'old' },
    gives: 'old'
  },
  {
    says: 'PRIORVALUE of a new record is the value it has, not null',
    page: 'priorValue',
    formula: 'PRIORVALUE(Title__c)',
    values: { Title__c: 'Acme' },
    gives: 'Acme'
  },
  {
    says: 'PRIORVALUE goes inside ISPICKVAL',
    page: 'priorValue',
    formula: 'ISPICKVAL(PRIORVALUE(Status__c), "Open")',
    values: { Status__c: 'Packed' },
    old: { Status__c: 'Open' },
    gives: true
  },
  {
    says: 'PRIORVALUE goes inside INCLUDES',
    page: 'priorValue',
    formula: 'INCLUDES(PRIORVALUE(Colours__c), "Red")',
    values: { Colours__c: 'Blue' },
    old: { Colours__c: 'Green;Red' },
    gives: true
  },
  { says: 'ISNEW is true while a record is made', page: 'isNew', formula: 'ISNEW()', gives: true },
  { says: 'ISNEW is false while a record is changed', page: 'isNew', formula: 'ISNEW()', old: {}, gives: false },
  {
    says: 'CONTAINS takes a blank for true',
    page: 'contains',
    formula: 'CONTAINS(Title__c, "x")',
    values: { Title__c: null },
    gives: true
  },
  {
    says: 'CONTAINS together with NOT(ISBLANK()) does not',
    page: 'contains',
    formula: 'AND(NOT(ISBLANK(Title__c)), CONTAINS(Title__c, "x"))',
    values: { Title__c: null },
    gives: false
  },
  {
    says: 'CONTAINS finds a part wherever it stands',
    page: 'contains',
    formula: 'CONTAINS("0123456789", Title__c)',
    values: { Title__c: '789' },
    gives: true
  },
  {
    says: 'CONTAINS is case-sensitive',
    page: 'containsCase',
    formula: 'CONTAINS(Title__c, "part")',
    values: { Title__c: 'Part' },
    gives: false
  },
  {
    says: 'A blank picklist equals the empty text in ISPICKVAL',
    page: 'isPickval',
    formula: 'ISPICKVAL(Status__c, "")',
    values: { Status__c: null },
    gives: true
  },
  {
    says: 'A picklist with a value does not',
    page: 'isPickval',
    formula: 'ISPICKVAL(Status__c, "")',
    values: { Status__c: 'Open' },
    gives: false
  },
  {
    says: 'A blank picklist is no value',
    page: 'isPickval',
    formula: 'ISPICKVAL(Status__c, "Open")',
    values: { Status__c: null },
    gives: false
  },
  {
    says: 'ISPICKVAL compares the whole value',
    page: 'isPickval',
    formula: 'ISPICKVAL(Status__c, "At customer")',
    values: { Status__c: 'At customer' },
    gives: true
  },
  {
    says: 'ISBLANK is true for a text that is empty',
    page: 'isBlank',
    formula: 'ISBLANK(Title__c)',
    values: { Title__c: '' },
    gives: true
  },
  {
    says: 'ISBLANK is false for a number that is zero',
    page: 'isBlank',
    formula: 'ISBLANK(Weight__c)',
    values: { Weight__c: 0 },
    gives: false
  },
  { says: 'ISBLANK is true for a blank date', page: 'isBlank', formula: 'ISBLANK(Due__c)', gives: true },
  { says: 'ISBLANK is true for a blank lookup', page: 'isBlank', formula: 'ISBLANK(Account__c)', gives: true },
  {
    says: 'BLANKVALUE gives the other value for a blank',
    page: 'blankValue',
    formula: 'BLANKVALUE(Title__c, "none")',
    gives: 'none'
  },
  {
    says: 'BLANKVALUE keeps a zero',
    page: 'blankValue',
    formula: 'BLANKVALUE(Weight__c, 7)',
    values: { Weight__c: 0 },
    gives: 0
  },
  {
    says: 'INCLUDES finds one of several values',
    page: 'includes',
    formula: 'INCLUDES(Colours__c, "Green")',
    values: { Colours__c: 'Red;Green' },
    gives: true
  },
  {
    says: 'INCLUDES compares whole values',
    page: 'includes',
    formula: 'INCLUDES(Colours__c, "Red")',
    values: { Colours__c: 'Redder' },
    gives: false
  },
  { says: 'INCLUDES is false for a blank', page: 'includes', formula: 'INCLUDES(Colours__c, "Red")', gives: false },
  {
    says: 'BEGINS is case-sensitive',
    page: 'begins',
    formula: 'BEGINS(Title__c, "A")',
    values: { Title__c: 'acme' },
    gives: false
  },
  {
    says: 'An empty text equals a blank one',
    page: 'logic',
    formula: 'Title__c = ""',
    values: { Title__c: null },
    gives: true
  },
  {
    says: 'Texts are compared with their case',
    page: 'logic',
    formula: 'Title__c = "acme"',
    values: { Title__c: 'Acme' },
    gives: false
  },
  { says: 'LEN of a blank is zero', page: 'logic', formula: 'LEN(Title__c)', gives: 0 },
  {
    says: 'CASE falls through to its last value',
    page: 'logic',
    formula: 'CASE(TEXT(Status__c), "Open", 1, "Packed", 2, 9)',
    values: { Status__c: 'At customer' },
    gives: 9
  },
  {
    says: 'OR of a true and a blank comparison is true',
    page: 'logic',
    formula: 'OR(Fragile__c, ISBLANK(Title__c))',
    values: { Fragile__c: false },
    gives: true
  }
]);
