/** The smallest question the service answers, with nobody's data in it: a handoff about which nothing is known. */
export const PROBE = JSON.stringify({
  handoffs: [
    {
      id: 'a00000000000001',
      type: 'Sales to CS',
      asOf: '2026-01-01',
      story: {},
      judgement: {},
      answers: [],
      items: [],
      stakeholders: []
    }
  ]
});
