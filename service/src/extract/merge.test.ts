import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClaimKind } from '../domain/claim.ts';
import { dealOf, evidenceOf } from '../../test/evidence.ts';
import { extractClaims } from './deterministic.ts';
import { contextToDeliver, merge, type MergedClaim, tiles } from './merge.ts';

/** Claims of some sentences, each in a mail of its own, a day apart. */
function mergedOf(side: 'seller' | 'customer', texts: readonly string[]): MergedClaim[] {
  const evidence = texts.map((text, index) =>
    evidenceOf('email', [[side, text]], {
      id: `e${index}`,
      at: `2026-03-${String(index + 1).padStart(2, '0')}T10:00:00Z`
    })
  );
  return merge(extractClaims(dealOf(), evidence));
}

function ofKind(merged: readonly MergedClaim[], kind: ClaimKind): MergedClaim[] {
  return merged.filter((each) => each.claim.kind === kind);
}

describe('the same promise', () => {
  test('made four times is one claim with four citations', () => {
    const promises = ofKind(
      mergedOf('seller', [
        'We will deliver the SAP connector by 15 March.',
        'As I said, we will deliver the SAP connector by March 15.',
        'We will deliver the SAP connectors.',
        'I promise: we will deliver that SAP connector by 15 March 2026.'
      ]),
      'commitment'
    );
    assert.equal(promises.length, 1);
    assert.deepEqual(
      promises[0]?.citations.map((each) => each.evidenceId),
      ['e0', 'e1', 'e2', 'e3']
    );
    assert.equal(promises[0].claim.due, '2026-03-15');
  });
  test('is not another promise', () => {
    const promises = ofKind(
      mergedOf('seller', [
        'We will deliver the SAP connector by 15 March.',
        'We will deliver the training videos by 15 March.'
      ]),
      'commitment'
    );
    assert.equal(promises.length, 2);
  });
  test('of a person is one line with everything known', () => {
    const people = ofKind(
      mergedOf('seller', ['Dana Okonkwo is our champion.', 'Dana Okonkwo prefers async.']),
      'stakeholder'
    );
    assert.equal(people.length, 1);
    assert.equal(people[0]?.claim.about?.role, 'Champion');
    assert.equal(people[0].claim.about?.prefers, 'prefers async');
  });
});

describe('tiles', () => {
  const risks = [
    'There is a minor risk with the font of the invoices.',
    'We are worried about the data quality of supplier records.',
    'The budget freeze until July is a critical risk for the Austrian plants.',
    'Low adoption in the Leeds warehouse is a risk.',
    'The works council is still pending on monitoring features.',
    'The legacy system of procurement is a risk for the migration.',
    'Only one engineer knows the old interface, a single point of failure.'
  ];
  test('have at most five lines, the most consequential first', () => {
    const lines = tiles(mergedOf('customer', risks)).get('risk') ?? [];
    assert.equal(lines.length, 5);
    assert.equal(lines[0]?.claim.severity, 'Red');
    assert.ok(!lines.some((line) => line.claim.severity === 'Green'));
  });
  test('leave out a hedge on nothing', () => {
    assert.deepEqual(tiles(mergedOf('seller', ['Maybe.', 'Perhaps so.'])).get('stretch') ?? [], []);
  });
  test('are the same for the same claims', () => {
    const once = JSON.stringify([...tiles(mergedOf('customer', risks))]);
    assert.equal(JSON.stringify([...tiles(mergedOf('customer', risks))]), once);
  });
});

test('context to deliver names the condition and blames nobody', () => {
  const [stretch] = ofKind(
    mergedOf('seller', ['We can be live in 4 weeks, but only with a dedicated data engineer on your side.']),
    'stretch'
  );
  assert.ok(stretch);
  const line = contextToDeliver(stretch);
  assert.match(line, /Depends on: only with a dedicated data engineer on your side\.$/);
  assert.doesNotMatch(line, /oversold|overpromis|should not have/i);
});
