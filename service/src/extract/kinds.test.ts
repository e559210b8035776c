import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClaimKind } from '../domain/claim.ts';
import type { EvidenceKind, Side } from '../domain/evidence.ts';
import { dealOf, evidenceOf } from '../../test/evidence.ts';
import { extractClaims } from './deterministic.ts';

interface Table {
  kind: ClaimKind;
  side: Side;
  source: EvidenceKind;
  yes: readonly string[];
  no: readonly string[];
}

/** Sentences nobody labelled before: what is of a kind, and what only sounds like it. */
const TABLES: readonly Table[] = [
  {
    kind: 'pain',
    side: 'customer',
    source: 'call',
    yes: [
      'We lose about two days every month reconciling invoices by hand.',
      'Our reps hate the current tool because it crashes twice a week.',
      'The approval process is painfully slow.',
      'Half of our orders end up with the wrong address.',
      'Every quarter we miss renewals because nobody tracks them.',
      'The reports never match, so finance does not trust the numbers.',
      'It is costing us around 40k a year in late fees.',
      'The data lives in five different systems and none of them agree.',
      'Customers complain that nobody calls them back.',
      'Nothing talks to anything else over here.',
      'We get yelled at by the auditors each year.',
      'The portal goes down whenever more than ten people log in.',
      'It is a nightmare to find the latest version of a drawing.',
      'Our planners are drowning in emails.'
    ],
    no: [
      'We had a great week in Lisbon.',
      'We have no problem with that.',
      'The new office is not slow at all.',
      'How long does it take you to onboard a customer?',
      'We took a picture of the whiteboard.',
      'I spent the weekend with my parents.'
    ]
  },
  {
    kind: 'use_case',
    side: 'customer',
    source: 'call',
    yes: [
      'Our dispatchers will use it to assign jobs from their phones.',
      "We'd use this mainly for contract renewals.",
      'The finance team needs to approve purchase orders on mobile.',
      'The idea is that nurses can log a visit in under a minute.',
      'We want customers to track their shipments themselves.',
      'Our field engineers would open it on a tablet to close work orders.',
      'We mostly need it for quoting and renewals.',
      "The main thing we'd do with it is route claims to the right adjuster.",
      'We need something that alerts the shift lead when a line stops.',
      'We want to automate our month end reporting.',
      'Store managers would use the app to order supplies.',
      'So the use case is vendor onboarding across three entities.'
    ],
    no: ['We use the same parking lot as you.', 'Do you use it yourselves?', 'Use the side door, please.']
  },
  {
    kind: 'workaround',
    side: 'customer',
    source: 'call',
    yes: [
      'Right now we keep everything in a shared spreadsheet.',
      'Maria copies the numbers from SAP into Excel every morning.',
      'Somebody types them in by hand.',
      'At the moment we just forward the emails to a shared inbox.',
      'We wrote a little Access macro that does half of it.',
      'So today Priya pulls the numbers and pastes them into a slide.',
      'We built our own little script for that.',
      'For now we track it on a whiteboard in the hallway.',
      'Everyone has their own Excel file.',
      'We get by with sticky notes.',
      'An intern goes through the inbox manually every evening.'
    ],
    no: ['The spreadsheet you sent is fine.', 'We will excel at this.', 'The manual is on the website.']
  },
  {
    kind: 'objection',
    side: 'customer',
    source: 'call',
    yes: [
      'That price is way above what we budgeted.',
      "I just don't think we need another tool.",
      "We can't accept auto-renewal.",
      'The contract term is a problem for us.',
      "It's hard for me to justify that internally.",
      "I'm not comfortable with storing data in the US.",
      'This is more than I can sign for.',
      "We've tried this kind of thing before and it didn't stick.",
      "I don't see what this gives us over what we have.",
      "My team isn't going to like that.",
      'We only work with vendors who host in Germany.',
      'Three years is too long a commitment for us.',
      "We're not going to pay for training on top."
    ],
    no: ["It isn't expensive at all.", "No, that's fine.", 'No problem, Friday works.', 'No.', 'That was a good lunch.']
  },
  {
    kind: 'risk',
    side: 'customer',
    source: 'call',
    yes: [
      'We do not have enough people in IT to support this before summer.',
      "I'm worried that the warehouse staff won't adopt it.",
      'Legal review usually takes six to eight weeks on our side.',
      'Our SAP upgrade is scheduled for the same month, so that could collide.',
      'The last rollout failed because nobody trained the users.',
      'There is a code freeze from December 10.',
      'Our only admin is leaving in June.',
      'The union may not agree to the new shifts.',
      "I'm nervous about getting the data out of the old system.",
      "We've never rolled anything out this fast.",
      'IT is stretched thin right now.',
      'There is a reorg coming in the spring.'
    ],
    no: ['There is no risk here.', 'Any risks we should know about?', 'We drove past the old plant.']
  },
  {
    kind: 'technical',
    side: 'customer',
    source: 'call',
    yes: [
      'It has to run in our own AWS account in Frankfurt.',
      'We need single sign-on through Azure AD before anyone logs in.',
      'The API has to handle 500 requests per second.',
      'All data must be encrypted at rest and stay in the EU.',
      'It must integrate with NetSuite.',
      'We can only open port 443.',
      'We need the audit log kept for seven years.',
      'Everything has to go through our proxy.',
      'Users authenticate with Okta.',
      'We require a penetration test report once a year.'
    ],
    no: ['We rest for five minutes.', 'The performance of the choir was lovely.', 'We meet at the port at nine.']
  },
  {
    kind: 'competitor',
    side: 'customer',
    source: 'call',
    yes: [
      "We're currently on Zendesk for this.",
      'Before you we had a demo with Gainsight.',
      'Gainsight is also in the running.',
      'Our incumbent is HubSpot and they offered a discount.',
      'We left Marketo last year.',
      "We've been a Coupa shop for years.",
      'How do you compare to Ariba?',
      'We are choosing between you and Tipalti.',
      'The team in Madrid already uses Basware.',
      'We got a quote from Zylo, too.',
      'We would be switching away from Concur.'
    ],
    no: [
      'We use Excel for that.',
      'I met Anna from HubSpot at a party.',
      'We are on Monday.',
      'We are choosing between Monday and Tuesday.',
      'We had a call with Legal.'
    ]
  },
  {
    kind: 'regret',
    side: 'customer',
    source: 'email',
    yes: [
      'Honestly I wish we had gone with the other option.',
      'We are reconsidering whether this was the right decision.',
      'Our CFO regrets signing the three year term.',
      'We feel a bit misled about the integration.',
      'Please stop the invoice, we want out of the contract.',
      "I'm starting to think we signed too early.",
      'This is not what was demoed to us.',
      'We should have stayed with our old vendor.',
      'Our board asked whether we can still get out of this.',
      'We are thinking of cancelling the order.'
    ],
    no: [
      "I regret to say I can't join on Friday.",
      'I need to cancel our meeting tomorrow.',
      'Can you cancel the Tuesday invite?',
      'I wish you a nice weekend.'
    ]
  },
  {
    kind: 'expansion',
    side: 'customer',
    source: 'call',
    yes: [
      'Once it works here, the Austrian entity wants it too.',
      'We expect to add 40 seats in Q3.',
      'The marketing department asked if they can have it as well.',
      "If the pilot goes well we'll take it to all twelve plants.",
      'We are opening two new sites in Poland next year.',
      'We would also want the analytics module later.',
      'HR could be next after finance.',
      "We're hiring 30 more reps in the fall, they'll all need it.",
      'Could we get pricing for another 100 users?',
      'If it works, legal would be an obvious second team.'
    ],
    no: [
      'We extended the meeting to the other room.',
      'There were other teams at the offsite.',
      'How long does it take you to onboard a customer?'
    ]
  },
  {
    kind: 'success_criterion',
    side: 'customer',
    source: 'call',
    yes: [
      "If we get to 80% adoption by September I'd call that a win.",
      'Success means fewer than five escalations per month.',
      'We want to bring onboarding down from six weeks to two.',
      'Our target is a 20% reduction in churn this year.',
      "I'll be happy when nobody has to call me for a status.",
      'Success would be if nobody emails spreadsheets any more.',
      "If we could get to same day approvals, I'd be thrilled.",
      'We need invoice cycle time under three days.',
      'We expect at least a 15 percent drop in call volume.',
      'Our main goal is to close the books within 5 days by June.'
    ],
    no: ['The movie was a success.', '20% of the team is on vacation.', 'Good luck with the exam.']
  },
  {
    kind: 'milestone',
    side: 'seller',
    source: 'call',
    yes: [
      'By the end of the first month all reps will be trained.',
      'Go-live is planned for June 15.',
      "In the first 30 days we'll set up SSO and import the accounts.",
      'Phase one launches in April, phase two in July.',
      'Kickoff is on Tuesday, March 10.',
      'On day 90 your team should see the first report.',
      'At the 60 day mark we review adoption together.',
      'Two weeks after kickoff your admins will be trained.',
      'User acceptance testing starts on April 20.'
    ],
    no: ['The rocket launch was delayed.', 'Is the go-live in June?', 'They kicked the ball.']
  },
  {
    kind: 'internal_only',
    side: 'seller',
    source: 'slack',
    yes: [
      'Finance approved 18% off but do not tell the customer.',
      'Our floor is 70k, anything below needs VP approval.',
      'Between us, they would pay more.',
      'I got the discount signed off by the deal desk.',
      "Let's hold back the extra 5% until they push.",
      'We can go down to 65k but start at 80.',
      'VP said we can give them three months free, keep that quiet.'
    ],
    no: ['The floor in the office is being cleaned.', 'The list price is 90k per year.', 'The demo went well.']
  },
  {
    kind: 'customer_commitment',
    side: 'customer',
    source: 'call',
    yes: [
      "We'll have the sandbox credentials ready by Thursday.",
      "I'll introduce you to our CISO next week.",
      'We can give you two engineers for the migration.',
      "I'll get legal to turn the redlines around by Monday.",
      'We are going to sign before the end of the quarter.',
      'I will review the contract tonight.',
      "We'll nominate a project lead by next Friday.",
      'Let me check with Ana and come back to you tomorrow.'
    ],
    no: ['I will be in Madrid on Thursday.', 'We will see.', 'I would have to ask my manager.', 'You will send it.']
  },
  {
    kind: 'stakeholder',
    side: 'customer',
    source: 'call',
    yes: [
      "I'm the one who signs the purchase order.",
      'My boss really cares about time to value.',
      'Piet Visser has the final say on budget.',
      'Piet Visser is against switching vendors.',
      'Piet Visser will be the day to day contact.',
      'Our CFO makes the decision in the end.'
    ],
    no: ['Dana is a great cook.', 'Who is the best person to call?', 'Piet sat next to the window.']
  }
];

function kindsOf({ side, source }: Table, text: string): ClaimKind[] {
  return extractClaims(dealOf(), [evidenceOf(source, [[side, text]])]).map(({ kind }) => kind);
}

for (const table of TABLES)
  describe(table.kind, () => {
    for (const text of table.yes)
      test(`yes: ${text}`, () => {
        const kinds = kindsOf(table, text);
        assert.ok(kinds.includes(table.kind), `found ${kinds.join(', ') || 'nothing'}`);
      });
    for (const text of table.no) test(`no: ${text}`, () => assert.ok(!kindsOf(table, text).includes(table.kind)));
  });
