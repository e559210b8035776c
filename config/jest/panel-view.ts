import type { HandoffAnswerView, HandoffItemView, HandoffPanelView, HandoffStakeholderView } from 'apex-types';

/** A question as the panel gets it, not answered unless said otherwise. */
export function answerView(code: string, label: string, changes: Partial<HandoffAnswerView> = {}): HandoffAnswerView {
  return {
    code,
    label,
    why: `Why ${label} matters.`,
    field: `${label.replaceAll(' ', '_')}__c`,
    inputType: 'textarea',
    options: [],
    required: code.startsWith('s2c.'),
    state: 'Missing',
    ...changes
  };
}

export function itemView(
  id: string,
  kind: string,
  text: string,
  changes: Partial<HandoffItemView> = {}
): HandoffItemView {
  return { id, kind, text, basis: 'Added by a person', review: 'Accepted', citations: [], ...changes };
}

export function stakeholderView(
  id: string,
  name: string,
  changes: Partial<HandoffStakeholderView> = {}
): HandoffStakeholderView {
  return { id, name, basis: 'Added by a person', citations: [], ...changes };
}

/** A deal with a draft: one answer missing, one given, one from the CRM, one gap, and a score of 63. */
export function panelView(changes: Partial<HandoffPanelView> = {}): HandoffPanelView {
  return {
    opportunityId: '006000000000001AAA',
    opportunityName: 'Kestrel claims',
    stageName: 'Negotiation/Review',
    isClosed: false,
    isWon: false,
    handoffId: 'a01000000000001AAA',
    lastModified: '2027-01-18T18:00:00.000Z',
    name: 'HO-00001',
    status: 'Draft',
    statusLabel: 'Draft',
    version: 1,
    receiverId: '005000000000002AAA',
    receiverName: 'Priya Raman',
    ownerName: 'Sam Whitlow',
    canEdit: true,
    canBypass: false,
    gate: { targetStage: 'Closed Won', mode: 'Block' },
    missingCount: 1,
    score: {
      value: 63,
      flagged: true,
      flagBelow: 70,
      status: 'Scored',
      attempts: 1,
      sections: [
        { code: 'context', label: 'Customer context', status: 'Partial', weight: 20 },
        { code: 'expectations', label: 'Expectations', status: 'Complete', weight: 25 },
        { code: 'technical', label: 'Technical', status: 'Missing', weight: 15 }
      ],
      reasons: [
        {
          section: 'context',
          code: 'goals',
          text: 'The goals have no date.',
          add: 'Add by when they want to be there.'
        }
      ]
    },
    answers: [
      answerView('s2c.goals', 'Buyer Goals'),
      answerView('s2c.contact', 'Main Contact', {
        inputType: 'contact',
        options: [{ label: 'Ines Okafor, COO', value: '003000000000001AAA' }],
        state: 'Crm',
        value: '003000000000001AAA',
        displayValue: 'Ines Okafor',
        source: 'Primary contact role'
      }),
      answerView('s2c.scope', 'Signed Scope', {
        state: 'Gap',
        gap: {
          id: 'a02000000000009AAA',
          assigneeId: '005000000000001AAA',
          assigneeName: 'Sam Whitlow',
          dueDate: '2099-03-28'
        }
      }),
      answerView('s2c.risks', 'Risk Notes', { state: 'Answered', value: 'Two depots start late.' })
    ],
    story: [
      answerView('story.problem', 'Problem', { state: 'Answered', value: 'A claim takes 19 days.' }),
      answerView('story.success', 'Success In Their Words')
    ],
    judgement: [answerView('judgement.care', 'What They Care About')],
    items: [itemView('a02000000000001AAA', 'Commitment', 'Single sign-on before go-live')],
    stakeholders: [stakeholderView('a03000000000001AAA', 'Ines Okafor', { role: 'Champion', title: 'COO' })],
    crmFacts: [{ label: 'Industry', value: 'Shipping', source: 'Account' }],
    people: [
      { id: '005000000000001AAA', name: 'Sam Whitlow' },
      { id: '005000000000002AAA', name: 'Priya Raman' }
    ],
    exceptionFlags: [],
    ...changes
  };
}
