import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { claim, exactVerify, markedExtractor, sampleDeal, sourceOf, talk } from '../../test/briefs.ts';
import { cpuMs } from '../../test/cost.ts';
import type { Claim } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { Evidence, EvidenceKind } from '../domain/evidence.ts';
import { Refs } from './citations.ts';
import { crmDiffs } from './diffs.ts';
import { qualityGates } from './gates.ts';
import { toItems } from './items.ts';
import { keyOf } from './keys.ts';
import { linkPeople } from './people.ts';
import { checkPromises } from './promises.ts';
import { readSource } from './read.ts';
import { reviewTriggers, routesOf } from './triggers.ts';
import type { GateResult, MergedClaim } from './types.ts';

const merged = (claims: readonly Claim[]): MergedClaim[] => claims.map((one) => ({ ...one, citations: [one] }));

interface Case {
  evidence: readonly Evidence[];
  /** Besides those that are marked in the evidence. */
  claims?: readonly Claim[];
  deal?: Partial<Deal>;
  missing?: readonly EvidenceKind[];
}

async function brief({ evidence, claims: more = [], deal: rest = {}, missing = [] }: Case) {
  const deal = sampleDeal(rest);
  const extractor = markedExtractor();
  const reading = await readSource(sourceOf('Gong', evidence), deal, {
    extractor: {
      extract: async (...args) => {
        const found = await extractor.extract(...args);
        return { ...found, claims: [...found.claims, ...more] };
      }
    },
    verify: exactVerify,
    sourceTimeoutMs: 5000,
    stop: new AbortController().signal
  });
  const readings = [reading];
  const refs = new Refs(readings);
  const claims = merged(reading.claims);
  const people = linkPeople(deal, readings, claims, refs);
  const items = toItems(deal, readings, claims, people, refs);
  const input = { deal, readings, claims, items, people, refs, missingKinds: new Set(missing), recencyDays: 90 };
  const gates = qualityGates(input);
  return { ...input, reading, gates, gate: (name: GateResult['name']) => gates.find((gate) => gate.name === name) };
}

const NOVEMBER = '2026-11-02T10:00:00.000Z';
const JULY = '2026-07-02T10:00:00.000Z';
const call = (said: Parameters<typeof talk>[3], at = NOVEMBER, id = 'call:1') => talk(id, 'call', at, said);
/** A claim about a person, cited where the sentence stands. */
const about = (evidence: Evidence, person: string, rest: Partial<NonNullable<Claim['about']>>): Claim => {
  const quote = evidence.segments[0]?.text ?? '';
  return claim('stakeholder', {
    evidenceId: evidence.id,
    quote,
    end: quote.length,
    person,
    by: 'seller',
    about: { role: null, stance: null, caresAbout: null, prefers: null, ...rest }
  });
};

describe('quality gates', () => {
  test('R139: who is missing is shown as a gap, and a gap that is not shown fails', async () => {
    const known = await brief({ evidence: [call([['customer', 'Hello.']])] });
    assert.equal(known.gate('stakeholders')?.passed, true);
    assert.match(known.gate('stakeholders')?.why ?? '', /gap: Champion/);
    const silent = qualityGates({ ...known, items: known.items.filter(({ kind }) => kind !== 'Gap') });
    assert.equal(silent[0]?.passed, false);
    const ravi = call([['customer', 'Ravi pushes this for us inside.']]);
    const champion = await brief({
      evidence: [
        ravi,
        {
          ...call([['customer', 'Hi.']], NOVEMBER, 'call:2'),
          segments: [{ speaker: { name: 'Ravi Shah', email: null, side: 'customer' }, text: 'Hi.', at: NOVEMBER }]
        }
      ],
      claims: [about(ravi, 'Ravi', { role: 'Champion' })]
    });
    assert.match(champion.gate('stakeholders')?.why ?? '', /day of the last touch/);
    assert.equal(champion.people.find(({ role }) => role === 'Champion')?.contactId, '003000000000002AAA');
  });

  test('R140: a promise that no commitment cites fails, and names where it is', async () => {
    const kept = await brief({ evidence: [call([['seller', 'commitment: We will deliver by March 15.']])] });
    assert.equal(kept.gate('commitments')?.passed, true);
    const missed = await brief({ evidence: [call([['seller', 'Fine. We guarantee 99 percent. Bye.']])] });
    assert.deepEqual(missed.gate('commitments')?.refs, ['call:1#0']);
    assert.equal(missed.gate('commitments')?.passed, false);
    assert.equal(qualityGates({ ...kept, claims: [] })[1]?.passed, false, 'one that was found and not shown');
    const unread = await brief({ evidence: [], missing: ['call'] });
    assert.match(unread.gate('commitments')?.why ?? '', /no call could be read/);
  });

  const marks: [text: string, promises: number][] = [
    ['I promise you will have it.', 1],
    ['You get it by end of next week.', 1],
    ['You get it by the 5th.', 1],
    ['Done by Q2.', 1],
    ['We cannot promise that.', 0],
    ["I don't guarantee anything.", 0],
    ['Can you do it by Friday?', 0],
    ['If we start by Monday it works.', 0],
    ['The house by the lake.', 0],
    ['Compromised accounts.', 0]
  ];
  for (const [text, promises] of marks)
    test(`"${text}" sounds like ${promises} promises`, () =>
      assert.equal(checkPromises([call([['seller', text]])], []).promises, promises));

  test('marks are found in linear time', () => {
    const long = call([['seller', `${'by the end of by mid-'.repeat(20_000)}\n${'promis '.repeat(40_000)}`]]);
    const spent = cpuMs(() => checkPromises([long], []));
    assert.ok(spent < 2000, `${spent} ms`);
  });

  test('R141: every ticket is shown, even when nobody speaks of it', async () => {
    const { gate, items } = await brief({
      evidence: [talk('ticket:7', 'ticket', NOVEMBER, [['customer', 'The export fails on Mondays.']])]
    });
    assert.equal(gate('tickets')?.passed, true);
    const line = items.find(({ citations }) => citations[0]?.evidenceId === 'ticket:7');
    assert.deepEqual([line?.kind, line?.citations[0]?.quote], ['Open Thread', 'The export fails on Mondays.']);
    assert.equal((await brief({ evidence: [], missing: ['ticket'] })).gate('tickets')?.passed, false);
  });

  test('R142: an old description of somebody who was heard since does not pass', async () => {
    const old = call([['seller', 'Dana signs the order.']], JULY, 'call:old');
    const described = { claims: [about(old, 'Dana Moreau', { role: 'Economic Buyer' })] };
    const stale = await brief({ evidence: [old, call([['customer', 'Hello.']])], ...described });
    assert.equal(stale.gate('recency')?.passed, false);
    assert.match(stale.gate('recency')?.why ?? '', /Dana Moreau/);
    assert.equal((await brief({ evidence: [old], ...described })).gate('recency')?.passed, true, 'nothing is newer');
  });

  test('an older description yields to a newer one', async () => {
    const old = call([['seller', 'Dana blocks this.']], JULY, 'call:old');
    const fresh = call([['seller', 'Dana is with us.']], NOVEMBER, 'call:new');
    const { people } = await brief({
      evidence: [old, fresh],
      claims: [
        about(old, 'Dana Moreau', { stance: 'Blocker', prefers: 'Mail' }),
        about(fresh, 'Dana Moreau', { stance: 'Ally' })
      ]
    });
    const dana = people.find(({ name }) => name === 'Dana Moreau');
    assert.deepEqual([dana?.stance, dana?.prefers, dana?.citations[0]?.quote], ['Ally', 'Mail', 'Dana is with us.']);
  });

  test('R143: what the CRM denies and the customer said becomes a line with both sides', async () => {
    const { gate, items } = await brief({
      evidence: [call([['customer', 'competitor: We replace Acme with you.']])],
      deal: { crm: { MainCompetitors__c: 'None' } }
    });
    assert.equal(gate('contradictions')?.passed, true);
    const line = items.find(({ kind }) => kind === 'Contradiction');
    assert.match(line?.text ?? '', /CRM says: None\. Said: We replace Acme with you\./);
    const hidden = qualityGates({
      ...(await brief({
        evidence: [call([['customer', 'competitor: We replace Acme with you.']])],
        deal: { crm: { MainCompetitors__c: 'None' } }
      })),
      items: []
    });
    assert.equal(hidden.at(-1)?.passed, false);
  });

  test('R143: a part that is live by its own day says nothing against the day of going live', async () => {
    const differences = (quote: string) =>
      crmDiffs({ ...sampleDeal(), crm: { Go_Live_Target__c: '2027-03-15' } }, [
        { ...claim('commitment', { quote, due: '2027-02-15' }), citations: [] }
      ]).map(({ field }) => field);
    assert.deepEqual(differences('You will be live by 15 February.'), ['Go_Live_Target__c']);
    assert.deepEqual(differences('We will have Okta live by 15 February.'), []);
  });

  test('gates are the same for the same brief, byte for byte', async () => {
    const evidence = [call([['seller', 'commitment: We will deliver by March 15. We guarantee it.']])];
    assert.equal(JSON.stringify((await brief({ evidence })).gates), JSON.stringify((await brief({ evidence })).gates));
  });
});

describe('review triggers', () => {
  const triggers = async (given: Case, more: { arr?: number; failedBefore?: boolean } = {}) => {
    const made = await brief(given);
    const found = reviewTriggers({
      arrLimit: 250_000,
      arr: more.arr ?? 1000,
      failedBefore: more.failedBefore ?? false,
      ...made
    });
    return { codes: found.map(({ code }) => code), routes: routesOf(found) };
  };
  const quiet: Case = { evidence: [call([['customer', 'Hello.']])] };
  const failing: Case = { evidence: [call([['seller', 'We guarantee it.']])] };

  test('a standard handoff goes to the AE alone', async () => {
    assert.deepEqual(await triggers(quiet), { codes: [], routes: ['AE'] });
  });
  test('R132: a deal above the limit goes to the manager', async () => {
    assert.deepEqual(await triggers(quiet, { arr: 250_001 }), { codes: ['high_arr'], routes: ['AE', 'Manager'] });
    assert.deepEqual((await triggers(quiet, { arr: 250_000 })).codes, []);
  });
  test('R132: the limit is in the corporate currency, and both are named with theirs', async () => {
    const currencies = { corporate: 'USD', rates: { USD: 1, EUR: 0.8, JPY: 150 } };
    const why = async (arr: number, currency: string): Promise<string | undefined> => {
      const made = await brief({ ...quiet, deal: { currency } });
      return reviewTriggers({ ...made, arr, arrLimit: 250_000, failedBefore: false, currencies })[0]?.why;
    };
    assert.equal(await why(210_000, 'EUR'), 'Its value of EUR 210000 is above the limit of USD 250000.');
    assert.equal(await why(200_000, 'EUR'), undefined);
    assert.equal(await why(30_000_000, 'JPY'), undefined);
    assert.match((await why(300_000, 'GBP')) ?? '', /GBP 300000/);
  });
  test('R133: a legal matter that is open at close is named', async () => {
    const open: Case = { evidence: [call([['customer', 'open_thread: The legal redline is pending.']])] };
    assert.deepEqual(await triggers(open), { codes: ['open_legal'], routes: ['AE'] });
  });
  test('R134: the first failure of a gate goes to the AE, the second on the account to the manager', async () => {
    assert.deepEqual(await triggers(failing), { codes: ['gate_failed'], routes: ['AE'] });
    assert.deepEqual(await triggers(failing, { failedBefore: true }), {
      codes: ['gate_again'],
      routes: ['AE', 'Manager']
    });
  });
  test('R135: regret counts in the final conversations, when the customer says it', async () => {
    const regret = (at: string, side: 'customer' | 'seller'): Case => ({
      evidence: [call([[side, 'regret: I regret that we signed.']], at)]
    });
    assert.deepEqual((await triggers(regret(NOVEMBER, 'customer'))).codes, ['regret']);
    assert.deepEqual((await triggers(regret(JULY, 'customer'))).codes, []);
    assert.deepEqual((await triggers(regret(NOVEMBER, 'seller'))).codes, []);
  });
});

test('a key does not depend on white space, case or the final stop, and fits its field', () => {
  const deal = sampleDeal();
  assert.equal(keyOf(deal, 'Pain', 'It is  slow.'), keyOf(deal, 'Pain', 'it is slow'));
  assert.notEqual(keyOf(deal, 'Pain', 'It is slow'), keyOf(deal, 'Risk', 'It is slow'));
  assert.notEqual(keyOf(deal, 'Pain', 'It is slow'), keyOf({ ...deal, version: 2 }, 'Pain', 'It is slow'));
  assert.ok(keyOf(deal, 'Pain', 'x'.repeat(5000)).length <= 60);
});

test('links that are no pages, and two people of one name, are not taken', async () => {
  const evil = { ...call([['customer', 'pain: It is slow.']]), url: 'javascript:alert(1)' };
  const { items } = await brief({ evidence: [evil] });
  assert.equal(items[0]?.citations[0]?.link, null);
  const people = [...sampleDeal().people, { ...sampleDeal().people[0], id: '003000000000009AAA' }] as Deal['people']; // The first of the sample is there.
  const twins = await brief({ evidence: [], deal: { people } });
  assert.equal(twins.people.find(({ name }) => name.toLowerCase() === 'dana moreau')?.contactId, null);
});
