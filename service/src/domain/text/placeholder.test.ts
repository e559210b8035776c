import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNone, says } from './placeholder.ts';

test('placeholders say nothing', () => {
  const placeholders = [
    ...['', ' ', '-', '--', '…', '...', '?', '???', '.', '/', 'x', 'xx', 'xxx', 'XXXX', 'aaa', '👍', '—'],
    ...['TBD', 'tbd.', 'T.B.D', '[TBD]', 'TBC', 'TBA', 'n/a', 'N / A.', 'NA', 'nil', 'null', 'TODO', 'WIP', 'blank'],
    ...['To be determined', 'to be confirmed with legal', 'TBD by AE', 'TBD - will follow', 'Go-live TBD', 'Dates tbc'],
    ...['Unknown', 'unknown at this time', 'Unclear', 'Not known yet', 'not sure', "Don't know", 'We do not know yet'],
    ...['not discussed', 'Not discussed yet', 'not applicable', 'No info', 'no idea', 'We didn’t ask', 'nothing yet'],
    ...[
      'see above',
      'See notes',
      'please see the attached',
      'see call notes',
      'as per contract',
      'per SOW',
      'in the CRM'
    ],
    ...['refer to the order form', 'same', 'same as above', 'ditto', 'as discussed', 'the usual', 'various', 'etc.'],
    ...[
      'later',
      'ASAP',
      'will follow',
      'Will update later',
      'to be added',
      'to follow up later',
      'more to come',
      'pending'
    ],
    ...[
      'pending customer',
      'test',
      'Test test test',
      'asdf',
      'lorem ipsum',
      'Lorem ipsum dolor sit amet, consectetur elit'
    ],
    ...['blah blah blah', 'Some text', 'Risk notes', 'Buyer goals:', 'What was promised out loud?', 'Visible risks']
  ];
  for (const text of placeholders) assert.equal(says(text), false, `"${text}"`);
  assert.equal(says(null), false);
});

test('short answers are answers', () => {
  const answers = [
    ...['None', 'No', '3 seats', '22', 'Video call', 'On site', 'Tbilisi office', '2027-01-11', 'Na Li', 'Priya Raman'],
    ...['Pending security review', 'Unknown integration endpoints in their ERP', 'Not all depots have Wi-Fi'],
    ...[
      'TBD, Ana asks by 12 December',
      'To be live in March',
      'In Salesforce they track 40 fields',
      'Check the contract'
    ],
    ...[
      'Not sure whether they renew the old tool',
      'Test environment in Frankfurt',
      'Follow up with Priya',
      'Späť v máji'
    ],
    ...[
      'Ask sales for the price list',
      'No migration',
      'See every claim on one list',
      'Will they keep the old tool?',
      '日本語のみ'
    ]
  ];
  for (const text of answers) assert.equal(says(text), true, `"${text}"`);
});

test('"none" is an answer of its own', () => {
  for (const text of ['None', 'none.', 'No exceptions', 'No known risks', 'Nothing was promised beyond the contract'])
    assert.equal(isNone(text), true, text);
  for (const text of ['None of the depots has Wi-Fi', 'TBD', '', 'No discount after year one'])
    assert.equal(isNone(text), false, text);
  assert.equal(isNone(null), false);
});
