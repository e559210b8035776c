import type { Handoff, Item } from '../src/domain/handoff.ts';

const ID = 'a04000000000001AAA';

export function item(kind: string, text: string | null, rest: Partial<Item> = {}): Item {
  return {
    id: 'a03000000000001AAA',
    kind,
    text,
    condition: null,
    dueDate: null,
    milestoneDay: null,
    severity: null,
    mitigation: null,
    technicalTopic: null,
    ruledOut: false,
    resolved: false,
    owner: null,
    ...rest
  };
}

/** A handoff about which nothing is known. */
export function emptyHandoff(): Handoff {
  return {
    id: ID,
    type: 'Sales to CS',
    asOf: '2026-11-21',
    story: { whyEngaged: null, problem: null, successInTheirWords: null, visibleRisks: null },
    judgement: { careAbout: null, promisedOutLoud: null, knowBeforeKickoff: null },
    answers: [],
    items: [],
    stakeholders: []
  };
}

const person = (role: string, name: string) => ({
  id: 'a05000000000001AAA',
  name,
  title: null,
  role,
  stance: null,
  lastTouch: '2026-11-10',
  caresAbout: null,
  prefers: null
});

/** A handoff a customer success manager could start from tomorrow. */
export function completeHandoff(): Handoff {
  const answer = (code: string, value: string) => ({ code, value, source: 'person' as const, gap: null });
  return {
    ...emptyHandoff(),
    story: {
      whyEngaged: 'Their auditor flagged late approvals in August and the board wants it fixed.',
      problem: 'Approvals sit in inboxes; 4 in 10 invoices are paid late and cost 2 % each.',
      successInTheirWords: '"When nobody asks me where an invoice is any more, this has worked."',
      visibleRisks: 'The regional controllers were not asked.'
    },
    answers: [
      answer('s2c.goals', 'Cut invoice approval from 9 days to 3 by the end of June'),
      answer('s2c.contact', 'Priya Raman'),
      answer('s2c.scope', '240 users in Germany and Austria'),
      answer('s2c.start', '2027-01-11'),
      answer('s2c.deliverables', 'SAP connector live by 15 March; two trainings in Hamburg before go-live'),
      answer('s2c.pricing', 'None'),
      answer('s2c.risks', 'None'),
      answer('s2c.kickoff', 'Video call')
    ],
    items: [
      item('Use Case', 'Controllers approve invoices above 5,000 euros from their phone every day'),
      item('Success Criterion', 'Approval takes 3 days instead of 9', { dueDate: '2027-06-30' }),
      item('Commitment', 'SAP connector', { dueDate: '2027-03-15' }),
      item('Risk', 'The integration team is two people', {
        severity: 'Yellow',
        mitigation: 'Start with exports until February'
      }),
      item('Technical', 'SAP hands over invoices every hour through its web service', {
        technicalTopic: 'Integration'
      }),
      item('Technical', '18,000 open invoices move over from the old archive', { technicalTopic: 'Data Migration' }),
      item('Technical', 'Security review passed in October, data stays in Frankfurt', { technicalTopic: 'Security' }),
      item('Technical', null, { technicalTopic: 'Constraints', ruledOut: true }),
      item('Open Thread', 'Send the security questionnaire', { owner: 'Kenji', dueDate: '2026-12-01' })
    ],
    stakeholders: [person('Champion', 'Priya Raman'), person('Economic Buyer', 'Jörg Weber')]
  };
}

/** All answers there, none of them good. */
export function terseHandoff(): Handoff {
  const answer = (code: string, value: string) => ({ code, value, source: 'person' as const, gap: null });
  return {
    ...emptyHandoff(),
    answers: [
      answer('s2c.goals', 'Improve productivity'),
      answer('s2c.contact', 'Priya Raman'),
      answer('s2c.scope', 'Full suite'),
      answer('s2c.start', '2027-01-11'),
      answer('s2c.deliverables', 'Connector'),
      answer('s2c.pricing', 'None'),
      answer('s2c.risks', 'Small team'),
      answer('s2c.kickoff', 'Video call')
    ]
  };
}
