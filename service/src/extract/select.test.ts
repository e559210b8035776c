import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '../domain/claim.ts';
import { linesOfBrief } from './select.ts';

const UNTIL = '2026-11-20T12:00:00Z';

function claim(quote: string, values: Partial<Claim> = {}): Claim {
  return {
    kind: 'commitment',
    evidenceId: `call:${quote}`,
    segment: 0,
    start: 0,
    end: quote.length,
    quote,
    by: 'seller',
    person: 'Amara Okafor',
    due: null,
    text: quote,
    condition: null,
    severity: null,
    milestoneDay: null,
    about: null,
    ...values
  };
}

const kindsOf = (claims: readonly Claim[]): string[] => linesOfBrief(claims, UNTIL).map(({ claim: { kind } }) => kind);

test('a promise whose day has passed is settled, one that is still due is a line', () => {
  const past = claim('We send the offer for the northern clinics by Friday.', { due: '2026-11-13' });
  const open = claim('We connect their identity provider to every tablet.', { due: '2027-02-15' });
  assert.deepEqual(
    linesOfBrief([past, open], UNTIL).map(({ claim: { text } }) => text),
    [open.text]
  );
});

test('an open thread stays open when its day has passed', () => {
  assert.deepEqual(
    kindsOf([
      claim('Who signs the security review of the hospital group?', { kind: 'open_thread', due: '2026-11-01' })
    ]),
    ['open_thread']
  );
});

test('one sentence is one line, as what it weighs most', () => {
  const quote = 'Twelve clinics in one night should be fine if the files arrive before two.';
  const same = { evidenceId: 'call:1', due: '2027-01-01' };
  const commitment = claim(quote, same);
  const stretch = claim(quote, {
    ...same,
    kind: 'stretch',
    severity: 'Red',
    condition: 'if the files arrive before two'
  });
  assert.deepEqual(kindsOf([commitment, stretch]), ['stretch']);
});

test('what depends on something says so, and judges nobody', () => {
  const quote = 'Twelve clinics in one night should be fine.';
  const [line] = linesOfBrief(
    [claim(quote, { kind: 'stretch', severity: 'Red', condition: 'the files arrive before two' })],
    UNTIL
  );
  assert.equal(line?.claim.text, 'Twelve clinics in one night should be fine (the files arrive before two).');
});

test('two minutes are enough: the lines that matter most, and all the people', () => {
  const kinds = ['commitment', 'customer_commitment', 'risk', 'pain', 'technical', 'open_thread'] as const;
  // No two share a word, so that none is taken for another said again.
  const stems = ['alpha', 'beta', 'gamma', 'delta', 'omega', 'sigma'];
  const words = (kind: string, index: number): string =>
    stems.map((stem) => `${stem}${kind.slice(0, 2)}${'abcdefgh'[index]}`).join(' ');
  const many = kinds.flatMap((kind) =>
    Array.from({ length: 8 }, (_, index) =>
      claim(words(kind, index), { kind, due: '2027-03-01', by: kind === 'customer_commitment' ? 'customer' : 'seller' })
    )
  );
  const person = claim('Beatriz decides about the budget of all the clinics.', {
    kind: 'stakeholder',
    person: 'Beatriz'
  });
  const lines = linesOfBrief([...many, person], UNTIL);
  assert.equal(lines.filter(({ claim: { kind } }) => kind === 'stakeholder').length, 1);
  assert.equal(lines.length, 19);
});
