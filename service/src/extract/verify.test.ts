import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Claim } from '../domain/claim.ts';
import { evidenceOf } from '../../test/evidence.ts';
import { verify } from './verify.ts';

const TEXT = '🚀 We’ll  have the “SAP” connector\nlive by 15 March — promised. Live by 15 March!';
const evidence = [
  evidenceOf('call', [
    ['seller', TEXT],
    ['unknown', 'We will call.', 'Somebody']
  ])
];

function claim(parts: Partial<Claim>): Claim {
  return {
    kind: 'commitment',
    evidenceId: 'e1',
    segment: 0,
    start: -1,
    end: -1,
    quote: 'live by 15 March',
    by: 'seller',
    person: null,
    due: null,
    text: 'x',
    condition: null,
    severity: null,
    milestoneDay: null,
    about: null,
    ...parts
  };
}

describe('kept, with the offsets and words of the source', () => {
  const cases: [name: string, quote: string, source: string][] = [
    ['as it is', 'live by 15 March', 'live by 15 March'],
    [
      'other quotes and dashes',
      `have the "SAP" connector live by 15 March - promised`,
      'have the “SAP” connector\nlive by 15 March — promised'
    ],
    ['other white space', "We'll have\n the", 'We’ll  have the'],
    ['zero-width characters', 'live\u200b by 15 March', 'live by 15 March'],
    ['emoji', '🚀 We’ll', '🚀 We’ll']
  ];
  for (const [name, quote, source] of cases)
    test(name, () => {
      const [kept] = verify([claim({ quote })], evidence).kept;
      assert.equal(kept?.quote, source);
      assert.equal(TEXT.slice(kept.start, kept.end), source);
    });

  test('the nearest of two places', () => {
    const second = TEXT.indexOf('Live by') - 3;
    const [kept] = verify([claim({ quote: 'ive by 15 March', start: second, end: second + 15 })], evidence).kept;
    assert.equal(kept?.start, TEXT.indexOf('ive by', second));
  });

  test('who said it follows from the source; a stranger is marked', () => {
    assert.equal(
      verify([claim({ segment: 1, quote: 'We will call.', by: 'seller' })], evidence).kept[0]?.by,
      'unknown'
    );
    assert.equal(verify([claim({ by: 'unknown' })], evidence).kept[0]?.by, 'seller');
  });
});

describe('dropped', () => {
  const far = evidenceOf('email', [['seller', `${'word '.repeat(200)}live by 15 March`]], { id: 'far' });
  const cases: [reason: string, parts: Partial<Claim>][] = [
    ['quote not in segment', { quote: 'live by 15 May' }],
    ['quote not in segment', { quote: 'live by 16 March' }],
    ['quote not in segment', { quote: 'LIVE BY 15 MARCH' }],
    ['quote not in segment', { quote: 'live 15 March' }],
    ['no quote', { quote: ' \u200b\n' }],
    ['quote too long', { quote: 'x'.repeat(501) }],
    ['no such evidence', { evidenceId: 'e2' }],
    ['no such segment', { segment: 7 }],
    ['quote elsewhere in segment', { evidenceId: 'far', start: 0, end: 16 }],
    ['wrong speaker', { by: 'customer' }]
  ];
  for (const [reason, parts] of cases)
    test(`${reason}: ${JSON.stringify(parts).slice(0, 60)}`, () => {
      const { kept, dropped, counts } = verify([claim(parts)], [...evidence, far]);
      assert.deepEqual(kept, []);
      assert.deepEqual(
        dropped.map((each) => each.reason),
        [reason]
      );
      assert.deepEqual(counts, { proposed: 1, kept: 0, dropped: 1, reasons: { [reason]: 1 } });
    });
});

test('everything is counted', () => {
  const { counts } = verify(
    [claim({}), claim({ quote: 'nothing' }), claim({ quote: 'never' }), claim({ segment: 3 })],
    evidence
  );
  assert.deepEqual(counts, {
    proposed: 4,
    kept: 1,
    dropped: 3,
    reasons: { 'quote not in segment': 2, 'no such segment': 1 }
  });
});
