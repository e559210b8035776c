import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cpuMs } from '../../test/cost.ts';
import type { Claim, ClaimKind } from '../domain/claim.ts';
import type { EvidenceKind, Side } from '../domain/evidence.ts';
import { dealOf, evidenceOf, type TurnOf } from '../../test/evidence.ts';
import { deterministicExtractor, extractClaims } from './deterministic.ts';

function claimsOf(kind: EvidenceKind, turns: readonly TurnOf[], parts: Parameters<typeof dealOf>[0] = {}): Claim[] {
  return extractClaims(dealOf(parts), [evidenceOf(kind, turns)]);
}

function kindsOf(kind: EvidenceKind, side: Side, text: string): ClaimKind[] {
  return claimsOf(kind, [[side, text]]).map((claim) => claim.kind);
}

describe('what was said gives a claim of its kind', () => {
  const cases: [side: Side, text: string, kind: ClaimKind, due: string | null][] = [
    ['seller', "I'll send you the security questionnaire by Friday.", 'commitment', '2026-03-06'],
    ['seller', 'We will deliver the SAP connector by 15 March.', 'commitment', '2026-03-15'],
    ['seller', 'We guarantee 99.9 % uptime from day one.', 'commitment', null],
    ['seller', 'You will have the draft contract next Thursday.', 'commitment', '2026-03-12'],
    ['seller', 'The connector will be live by the end of Q2.', 'commitment', '2026-06-30'],
    ['seller', 'If you sign by Friday, we will waive the set-up fee.', 'commitment', '2026-03-06'],
    ['unknown', "I'll set up the sandbox tomorrow.", 'commitment', '2026-03-03'],
    ['customer', "We'll get you the redlines by Friday.", 'customer_commitment', '2026-03-06'],
    ['customer', 'I will introduce you to our CFO next week.', 'customer_commitment', '2026-03-13'],
    ['seller', 'That should be fine.', 'stretch', null],
    ['seller', "I'll need to confirm that with engineering.", 'stretch', null],
    ['seller', 'Let me get back to you on that.', 'stretch', null],
    [
      'seller',
      'We can be live in 4 weeks, but only with a dedicated data engineer on your side.',
      'stretch',
      '2026-03-30'
    ],
    ['customer', 'Success for us is 80 % adoption by the end of Q3.', 'success_criterion', '2026-09-30'],
    ['customer', 'We need to cut approval from 9 days to 3 by June.', 'success_criterion', '2026-06-30'],
    ['customer', 'It takes us nine days to approve an invoice.', 'pain', null],
    ['customer', 'Nobody can see where an invoice is, it is a nightmare.', 'pain', null],
    ['customer', 'We want to use it for approving invoices on the phone.', 'use_case', null],
    ['customer', 'Right now we track all of that in a spreadsheet.', 'workaround', null],
    ['customer', "Honestly, it's too expensive for what it does.", 'objection', null],
    ['customer', 'My concern is that the price goes up after year one.', 'objection', null],
    ['seller', 'They are short staffed in IT, which is a risk for the timeline.', 'risk', null],
    ['customer', 'We require SSO with Okta and SCIM provisioning.', 'technical', null],
    ['customer', 'We use Coupa today.', 'competitor', null],
    ['customer', 'We are also looking at Tipalti.', 'competitor', null],
    ['customer', 'Can you send us the data processing agreement before Friday?', 'open_thread', '2026-03-05'],
    ['seller', 'The security review is still pending with legal.', 'open_thread', null],
    ['customer', "I'm having second thoughts about the whole project.", 'regret', null],
    ['customer', 'We are thinking about cancelling the contract.', 'regret', null],
    ['seller', 'By day 60 all plants will approve on the phone.', 'milestone', null],
    ['customer', 'We go live on May 4.', 'milestone', '2026-05-04'],
    ['customer', 'If this goes well we would roll it out to our other plants next year.', 'expansion', '2027-12-31'],
    ['seller', 'Piet Visser is our champion.', 'stakeholder', null]
  ];
  for (const [side, text, kind, due] of cases)
    test(`${kind}: ${text}`, () => {
      const claim = claimsOf('call', [[side, text]]).find((each) => each.kind === kind);
      assert.ok(claim, `found ${kindsOf('call', side, text).join(', ') || 'nothing'}`);
      assert.equal(claim.due, due);
      assert.equal(claim.by, side);
      assert.equal(claim.quote, text);
    });
});

describe('no promise', () => {
  const cases: [why: string, text: string][] = [
    ['negated', "We won't deliver the connector this year."],
    ['negated', "I can't promise a date for that."],
    ['negated', 'We are not going to build that.'],
    ['negated', 'I never said we will support Oracle.'],
    ['negated', 'We do not guarantee response times on weekends.'],
    ['negated', 'That is not a commitment.'],
    ['negated', 'We are unable to send the contract before Friday.'],
    ['hypothetical', 'If we were to add Austria, we would send another quote.'],
    ['hypothetical', 'What if we will build the connector ourselves?'],
    ['hypothetical', 'Suppose we deliver it by March, who tests it?'],
    ['hypothetical', 'In an ideal world we will ship both at once.'],
    ['hypothetical', 'I wish we could send it today.'],
    ['hypothetical', 'Hypothetically we will migrate everything in a week.'],
    ['reported', 'They said they will send the contract by Friday.'],
    ['reported', 'He told me he will fix it tomorrow.'],
    ['reported', 'According to the website we will get a discount by June.'],
    ['reported', 'Their rep promised that we will get a sandbox.'],
    ['reported', 'Apparently we will get a new office in March.'],
    ['quoted', 'The slide says "we will deliver in four weeks".'],
    ['quoted', 'Her mail reads “I will send the files by Friday”.'],
    ['question', 'Will we deliver it by March?'],
    ['question', 'Should I send you the draft by Friday?'],
    ['boilerplate', 'I hope this email finds you well.'],
    ['boilerplate', 'I am out of the office and will respond when I return on Monday.'],
    ['boilerplate', 'This email is intended for the recipient and we will not accept liability.'],
    ['boilerplate', 'Click here to unsubscribe and we will remove you from the list.'],
    ['boilerplate', 'Thank you for your time, have a great weekend.'],
    ['idle', "We'll see how it goes."],
    ['idle', "I'll be honest with you, it was a long week."],
    ['idle', 'Looking forward to it, see you on Friday.'],
    ['past', 'We delivered the connector on Friday.']
  ];
  for (const kind of ['email', 'call'] as const)
    for (const [why, text] of cases)
      test(`${why}, ${kind}: ${text}`, () => {
        const promised = kindsOf(kind, 'seller', text).filter(
          (each) => each === 'commitment' || each === 'customer_commitment'
        );
        assert.deepEqual(promised, []);
      });

  test('quoted mails and signatures say nothing new', () => {
    const text = 'Thanks, understood.\n\nOn Monday Dana Okonkwo wrote:\n> We will send the redlines by Friday.';
    assert.deepEqual(kindsOf('email', 'customer', text), []);
  });

  test('no regret where it is denied', () => {
    assert.ok(!kindsOf('call', 'customer', 'We have no regrets at all about signing.').includes('regret'));
  });
});

describe('what comes later wins', () => {
  const first = evidenceOf('call', [['seller', 'We will have the SAP connector live by 15 March.']], { id: 'first' });
  const later = (text: string) => evidenceOf('email', [['seller', text]], { id: 'later', at: '2026-03-09T10:00:00Z' });
  const promisesOf = (text: string): [string, string | null][] =>
    extractClaims(dealOf(), [later(text), first])
      .filter((claim) => claim.kind === 'commitment')
      .map((claim) => [claim.evidenceId, claim.due]);

  test('a promise with a new day replaces the old one', () =>
    assert.deepEqual(promisesOf('We will have the SAP connector live by 30 April.'), [['later', '2026-04-30']]));
  test('a promise that is moved has its new day', () =>
    assert.deepEqual(promisesOf('The SAP connector is delayed, it will now be live by 30 April.'), [
      ['later', '2026-04-30']
    ]));
  test('a promise that is withdrawn is none', () =>
    assert.deepEqual(promisesOf('We can not have the SAP connector live after all.'), []));
  test('a promise about something else changes nothing', () =>
    assert.deepEqual(promisesOf('I will send the training plan by Friday.'), [
      ['first', '2026-03-15'],
      ['later', '2026-03-13']
    ]));
  test('a customer who denies it does not take it back', () => {
    const customer = evidenceOf('email', [['customer', 'We can not have the SAP connector live then.']], {
      id: 'later',
      at: '2026-03-09T10:00:00Z'
    });
    const kept = extractClaims(dealOf(), [first, customer]).filter((claim) => claim.kind === 'commitment');
    assert.equal(kept.length, 1);
  });
});

describe('people', () => {
  const about = (side: Side, text: string) => {
    const claim = claimsOf('call', [[side, text]]).find((each) => each.kind === 'stakeholder');
    return claim === undefined ? undefined : { person: claim.person, ...claim.about };
  };
  test('a champion who prefers Slack', () => {
    assert.deepEqual(about('seller', 'Dana is our champion, she prefers async.'), {
      person: 'Dana Okonkwo',
      role: 'Champion',
      stance: 'Ally',
      caresAbout: null,
      prefers: 'prefers async'
    });
  });
  test('the speaker, where a customer speaks of herself', () => {
    assert.equal(about('customer', 'I sign off on the budget.')?.role, 'Economic Buyer');
    assert.equal(about('customer', 'I sign off on the budget.')?.person, 'Dana Okonkwo');
  });
  test('what somebody cares about', () => {
    assert.equal(about('seller', 'Piet cares about the audit in June.')?.caresAbout, 'the audit in June');
  });
  test('somebody who is against it', () => {
    assert.equal(about('customer', 'Piet Visser is not a fan of this project.')?.stance, 'Blocker');
  });
});

describe('the CRM against what was said', () => {
  test('a competitor where the CRM says none', () => {
    const claims = claimsOf('call', [['customer', 'We use Coupa today.']], { crm: { Competitors__c: 'none' } });
    const claim = claims.find((each) => each.kind === 'contradiction');
    assert.equal(claim?.text, 'CRM Competitors: none. Said: We use Coupa today.');
  });
  test('another day, another number, and what agrees', () => {
    const crm = { Go_Live_Date__c: '2026-04-01', Number_of_Users__c: '120', Kickoff_Date__c: '2026-03-09' };
    const said = (text: string) =>
      claimsOf('call', [['customer', text]], { crm }).filter((each) => each.kind === 'contradiction').length;
    assert.equal(said('We go live on May 4.'), 1);
    assert.equal(said('We go live on April 1.'), 0);
    assert.equal(said('By May 4 the first clinic goes live.'), 1);
    assert.equal(said('They want single sign-on before the clinic goes live, I told them May 4.'), 0);
    assert.equal(said('There will be 240 users.'), 1);
    assert.equal(said('There will be 120 users.'), 0);
  });
});

describe('what stays inside', () => {
  const text = 'Deal desk approved a 22 % discount, our floor is 80k.';
  test('said among sellers only', () => assert.deepEqual(kindsOf('slack', 'seller', text), ['internal_only']));
  test('not where the customer listens', () => {
    const claims = claimsOf('call', [
      ['customer', 'Hello.'],
      ['seller', text]
    ]);
    assert.ok(!claims.some((claim) => claim.kind === 'internal_only'));
  });
});

describe('each promise has its own words and its own day', () => {
  const cases: [text: string, promises: [quote: string, due: string | null][]][] = [
    [
      "I'll send you the deck by Friday and we'll have the contract over to you on March 10.",
      [
        ["I'll send you the deck by Friday", '2026-03-06'],
        ["we'll have the contract over to you on March 10.", '2026-03-10']
      ]
    ],
    [
      "By Wednesday I'll share the plan, and on Thursday we will call you.",
      [
        ["By Wednesday I'll share the plan", '2026-03-04'],
        ['on Thursday we will call you.', '2026-03-05']
      ]
    ],
    [
      'We will ship the SSO piece in April and the API by June.',
      [
        ['We will ship the SSO piece in April', '2026-04-30'],
        ['the API by June.', '2026-06-30']
      ]
    ],
    [
      "I'll send the draft on Tuesday and get the final version to you by March 12.",
      [
        ["I'll send the draft on Tuesday", '2026-03-03'],
        ['get the final version to you by March 12.', '2026-03-12']
      ]
    ],
    [
      "I'll check with legal and let you know by Friday.",
      [["I'll check with legal and let you know by Friday.", '2026-03-06']]
    ]
  ];
  for (const kind of ['email', 'call'] as const)
    for (const [text, promises] of cases)
      test(`${kind}: ${text}`, () =>
        assert.deepEqual(
          claimsOf(kind, [['seller', text]])
            .filter((claim) => claim.kind === 'commitment')
            .map(({ quote, due }) => [quote, due]),
          promises
        ));
});

describe('plain promises', () => {
  const cases = [
    'Happy to set that up.',
    'Sure, I will.',
    "No problem, I'll take care of it.",
    "We'd be happy to include the connector.",
    'The report will be in your inbox by Monday.',
    "I'm going to have Sara call you tomorrow.",
    'I have asked Tom to look into it and will update you by Thursday.',
    "You'll have it Tuesday."
  ];
  for (const text of cases) test(text, () => assert.ok(kindsOf('email', 'seller', text).includes('commitment')));
  for (const text of ['I will need your approval by Friday.', 'You will need to sign by Friday.'])
    test(`no: ${text}`, () => assert.ok(!kindsOf('email', 'seller', text).includes('commitment')));
});

describe('a hedge is on what the customer relies on', () => {
  const cases: [text: string, stretch: boolean][] = [
    ['We could probably support Okta by then.', true],
    ['Bulk export is on the roadmap.', true],
    ['I think we can get the connector done by June.', true],
    ["I think it's raining.", false],
    ['Probably a year ago.', false],
    ["I don't know what their structure is.", false]
  ];
  for (const [text, stretch] of cases)
    test(text, () => assert.equal(kindsOf('call', 'seller', text.toLowerCase()).includes('stretch'), stretch));
});

test('a question that was answered is not open, one that was not is', () => {
  const ask: TurnOf = ['customer', 'Does the connector work with SAP HANA as well?'];
  const open = (turns: readonly TurnOf[]) =>
    claimsOf('call', turns).filter((claim) => claim.kind === 'open_thread' && claim.by === 'customer').length;
  assert.equal(open([ask, ['seller', 'Yes, it has worked with HANA since 2024.']]), 0);
  assert.equal(open([ask, ['seller', "I don't know."]]), 1);
  assert.equal(open([ask]), 1);
});

test('offsets are UTF-16 units of the segment, emoji or not', () => {
  const text = '🚀🚀 Great call! 🎉 We’ll send the plan by Friday 👍. Thanks 🙏';
  const claims = claimsOf('email', [['seller', text]]);
  const promise = claims.find((claim) => claim.kind === 'commitment');
  assert.equal(promise?.quote, 'We’ll send the plan by Friday 👍.');
  for (const { start, end, quote } of claims) assert.equal(text.slice(start, end), quote);
});

test('the same evidence in any order gives the same claims, byte for byte', async () => {
  const evidence = [
    'We will ship by Friday.',
    "That should be fine, I'll need to confirm.",
    'Dana is our champion.'
  ].map((text, index) =>
    evidenceOf('call', [['seller', text]], { id: `e${index}`, at: `2026-03-0${3 - index}T10:00:00Z` })
  );
  const { signal } = new AbortController();
  const deal = {
    ...dealOf(),
    ...{
      handoffId: 'a',
      handoffName: 'HO',
      version: 1,
      opportunityId: '006',
      opportunityName: 'O',
      accountId: '001',
      accountName: 'A'
    },
    ...{
      customerDomains: [],
      sellerDomains: [],
      window: { from: '2026-01-01', to: '2026-04-01' },
      closeDate: '2026-03-31',
      amount: null,
      searchNames: []
    }
  };
  const one = await deterministicExtractor().extract(deal, evidence, signal);
  const two = await deterministicExtractor().extract(deal, [...evidence].reverse(), signal);
  assert.equal(JSON.stringify(one), JSON.stringify(two));
  assert.equal(one.by, 'deterministic');
  assert.ok(one.claims.length >= 3);
});

test('hostile text takes no time', () => {
  const texts = [
    'we will '.repeat(20_000),
    '"'.repeat(50_000),
    'a.'.repeat(30_000),
    'if '.repeat(30_000),
    '\n> '.repeat(30_000),
    ' '.repeat(100_000)
  ];
  const spent = cpuMs(() => texts.forEach((text) => claimsOf('email', [['seller', text]])));
  assert.ok(spent < 5000, `${spent} ms`);
});

describe('what a customer hopes for or cannot change is no promise of theirs', () => {
  const cases: [text: string, kind: ClaimKind | null][] = [
    ['If the planners stop printing lists, I will call the project a success.', 'success_criterion'],
    ['Payroll is something we want to explore in 2029.', 'expansion'],
    ['The old mainframe exports at night, so a weekly extract is all we can give you before May.', null]
  ];
  for (const [text, kind] of cases)
    test(text, () => {
      const kinds = kindsOf('call', 'customer', text);
      assert.ok(!kinds.includes('customer_commitment'), kinds.join(', '));
      if (kind !== null) assert.ok(kinds.includes(kind), kinds.join(', ') || 'nothing');
    });
});
