import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, TestOrg } from '../testing/org.ts';

const org = new TestOrg();

const column = (name: string, object: string): string =>
  `INVALID_FIELD No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;

/** Wrong whoever asks: found when Apex is loaded. Wording as orgs answer. */
const WRONG: [soql: string, error: string | RegExp][] = [
  ['SELECT Nope FROM Parcel__c', column('Nope', 'Parcel__c')],
  ['SELECT Account__r.Nope FROM Parcel__c', column('Nope', 'Account')],
  ["SELECT Id FROM Parcel__c WHERE Nope = 'x'", column('Nope', 'Parcel__c')],
  ['SELECT Id FROM Parcel__c ORDER BY Nope', column('Nope', 'Parcel__c')],
  ['SELECT COUNT(Id) FROM Parcel__c GROUP BY Nope', column('Nope', 'Parcel__c')],
  ['SELECT Account__r FROM Parcel__c', column('Account__r', 'Parcel__c')],
  ['SELECT What.Phone FROM Task', column('Phone', 'Name')],
  ['SELECT Id FROM Parcel', /^INVALID_TYPE sObject type 'Parcel' is not supported\./],
  ['SELECT Nope__r.Name FROM Parcel__c', /^INVALID_FIELD Didn't understand relationship 'Nope__r' in field path\./],
  [
    'SELECT Id, (SELECT Id FROM Nope__r) FROM Parcel__c',
    /^INVALID_FIELD Didn't understand relationship 'Nope__r' in FROM part/
  ],
  ['SELECT Id, (SELECT Nope FROM Items__r) FROM Parcel__c', column('Nope', 'Item__c')],
  ['SELECT Id FROM Parcel__c WHERE Id IN (SELECT Nope FROM Item__c)', column('Nope', 'Item__c')],
  ['SELECT Id FROM Parcel__c WHERE Id IN (SELECT Name FROM Item__c)', /^MALFORMED_QUERY The selected field 'Name'/],
  ['SELECT Id, Name, id FROM Parcel__c', 'MALFORMED_QUERY duplicate field selected: id'],
  [
    "SELECT Id FROM Parcel__c WHERE Notes__c LIKE 'a%'",
    "INVALID_FIELD field 'Notes__c' can not be filtered in a query call"
  ],
  ['SELECT Id FROM Parcel__c ORDER BY Notes__c', "INVALID_FIELD field 'Notes__c' can not be sorted in a query call"],
  [
    'SELECT Id FROM Parcel__c ORDER BY Colours__c',
    "INVALID_FIELD field 'Colours__c' can not be sorted in a query call"
  ],
  [
    'SELECT COUNT(Id) FROM Parcel__c GROUP BY Notes__c',
    "INVALID_FIELD field 'Notes__c' can not be grouped in a query call"
  ],
  [
    'SELECT Id FROM Parcel__c WHERE Title__c = 5',
    "INVALID_FIELD value of filter criterion for field 'Title__c' must be of type string and should be enclosed in quotes"
  ],
  [
    "SELECT Id FROM Parcel__c WHERE Weight__c IN ('5')",
    "INVALID_FIELD value of filter criterion for field 'Weight__c' must be of type double and should not be enclosed in quotes"
  ],
  [
    "SELECT Id FROM Parcel__c WHERE Fragile__c = 'true'",
    "INVALID_FIELD value of filter criterion for field 'Fragile__c' must be of type boolean and should not be enclosed in quotes"
  ],
  [
    'SELECT Id FROM Parcel__c WHERE CreatedDate > 2026-01-01',
    "INVALID_FIELD value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes"
  ],
  [
    'SELECT Id FROM Parcel__c WHERE Title__c = TODAY',
    "INVALID_FIELD value of filter criterion for field 'Title__c' must be of type string and should be enclosed in quotes"
  ],
  ["SELECT Id FROM Parcel__c WHERE Account__c = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR invalid ID field: abc'],
  [
    "SELECT Id FROM Parcel__c WHERE Weight__c LIKE '1%'",
    'INVALID_QUERY_FILTER_OPERATOR invalid operator on Weight__c: LIKE'
  ],
  [
    "SELECT Id FROM Parcel__c WHERE Title__c INCLUDES ('a')",
    'INVALID_QUERY_FILTER_OPERATOR invalid operator on Title__c: INCLUDES'
  ],
  [
    "SELECT Id FROM Parcel__c WHERE Code__c = 'a' AND Code__c = 'b' OR Code__c = 'c'",
    "MALFORMED_QUERY unexpected token: 'OR'"
  ],
  ['SELECT Title__c, COUNT(Id) FROM Parcel__c', 'MALFORMED_QUERY Field must be grouped or aggregated: Title__c'],
  [
    'SELECT Title__c, COUNT(Id) FROM Parcel__c GROUP BY Status__c',
    'MALFORMED_QUERY Field must be grouped or aggregated: Title__c'
  ],
  [
    'SELECT COUNT(Id) FROM Parcel__c GROUP BY Status__c ORDER BY Title__c',
    'MALFORMED_QUERY Field must be grouped or aggregated: Title__c'
  ],
  [
    'SELECT COUNT(), Status__c FROM Parcel__c GROUP BY Status__c',
    'MALFORMED_QUERY COUNT() must be the only element in the SELECT list'
  ],
  ['SELECT SUM(Title__c) FROM Parcel__c', 'MALFORMED_QUERY field Title__c does not support aggregate operator SUM'],
  ['SELECT MAX(Fragile__c) FROM Parcel__c', 'MALFORMED_QUERY field Fragile__c does not support aggregate operator MAX'],
  ['SELECT Name n FROM Parcel__c', 'MALFORMED_QUERY only aggregate expressions use field aliasing'],
  ['SELECT FIELDS(ALL) FROM Parcel__c', 'MALFORMED_QUERY The SOQL FIELDS function must have a LIMIT of at most 200'],
  [
    'SELECT FIELDS(ALL) FROM Parcel__c LIMIT 201',
    'MALFORMED_QUERY The SOQL FIELDS function must have a LIMIT of at most 200'
  ],
  ['SELECT Id FROM Parcel__c OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE Maximum SOQL offset allowed is 2000'],
  ['SELECT Id FROM Parcel__c ORDER BY Name FOR UPDATE', 'MALFORMED_QUERY FOR UPDATE is not allowed with ORDER BY'],
  [
    'SELECT Next__r.Next__r.Next__r.Next__r.Next__r.Next__r.Id FROM Parcel__c',
    'MALFORMED_QUERY Maximum number of parent relationships is 5'
  ],
  ['SELECT FROM Parcel__c', /^MALFORMED_QUERY/],
  ['not a query', /^MALFORMED_QUERY/]
];

/** What Salesforce has and this org has not. */
const UNSUPPORTED: string[] = [
  'SELECT TYPEOF What WHEN Account THEN Phone END FROM Task',
  'SELECT toLabel(Status__c) FROM Parcel__c',
  'SELECT FORMAT(Weight__c) FROM Parcel__c',
  'SELECT Status__c, COUNT(Id) FROM Parcel__c GROUP BY ROLLUP(Status__c)',
  'SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) FROM Parcel__c GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate))',
  'SELECT Id FROM Parcel__c USING SCOPE Mine',
  'SELECT Id FROM Parcel__c WHERE FISCAL_YEAR(Due__c) = 2026',
  'SELECT Id FROM Parcel__c WHERE Weight__c > USD5',
  'SELECT What.Type FROM Task',
  'SELECT Name FROM Parcel__c FOR VIEW UPDATE TRACKING'
];

for (const [soql, error] of WRONG) {
  test(`${soql} is wrong`, () => {
    const checked = failure(() => org.engine.query.check(soql));
    if (typeof error === 'string') assert.equal(checked, error);
    else assert.match(checked, error);
    // Running it says the same.
    assert.equal(
      failure(() => org.rows(soql)),
      checked
    );
  });
}

for (const soql of UNSUPPORTED) {
  test(`${soql} is refused`, () => {
    assert.match(
      failure(() => org.engine.query.check(soql)),
      /^(UNSUPPORTED .* is not supported by the local org|MALFORMED_QUERY)/
    );
  });
}

test('correct queries pass the check without binds', () => {
  for (const soql of [
    'SELECT Id, Name FROM parcel__c WHERE Id IN :ids AND Due__c = LAST_N_MONTHS:2 WITH USER_MODE ORDER BY Name LIMIT :n FOR VIEW',
    'SELECT Id FROM Parcel__c WHERE Code__c = :code FOR UPDATE',
    'SELECT p.Name, p.Account__r.Name FROM Parcel__c p WHERE p.Weight__c > 1 ORDER BY p.Name ALL ROWS',
    'SELECT Status__c s, COUNT(Id) n FROM Parcel__c GROUP BY Status__c HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC',
    'SELECT FIELDS(STANDARD) FROM Parcel__c LIMIT 200'
  ]) {
    org.engine.query.check(soql);
  }
});
