import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { completeHandoff, emptyHandoff, item, terseHandoff } from '../../test/handoffs.ts';
import type { Handoff, SectionCode } from './handoff.ts';
import { scoreHandoff } from './score.ts';

function section(handoff: Handoff, code: SectionCode) {
  const found = scoreHandoff(handoff).sections.find((candidate) => candidate.code === code);
  assert.ok(found);
  return found;
}

function codes(handoff: Handoff, code: SectionCode): string[] {
  return section(handoff, code).reasons.map((reason) => reason.code);
}

function withAnswer(handoff: Handoff, code: string, value: string | null): Handoff {
  const answers = handoff.answers.filter((answer) => answer.code !== code);
  return { ...handoff, answers: [...answers, { code, value, source: 'person', gap: null }] };
}

describe('the whole', () => {
  test('a handoff one could start from scores 100 and gives no reason to add anything', () => {
    const score = scoreHandoff(completeHandoff());
    assert.equal(score.score, 100);
    assert.equal(score.flagged, false);
    assert.deepEqual(
      score.sections.flatMap((each) => each.reasons),
      []
    );
  });

  test('the same handoff in German scores the same', () => {
    const handoff = completeHandoff();
    const german = {
      ...withAnswer(
        withAnswer(handoff, 's2c.goals', 'Rechnungsfreigabe von 9 auf 3 Tage bis Ende Juni'),
        's2c.scope',
        '240 Nutzer in Deutschland und Österreich'
      ),
      story: {
        whyEngaged: 'Der Prüfer bemängelte im August verspätete Freigaben, der Vorstand will das gelöst sehen.',
        problem: 'Freigaben liegen in Postfächern; 4 von 10 Rechnungen werden zu spät bezahlt.',
        successInTheirWords: 'Wenn mich niemand mehr fragt, wo eine Rechnung ist, hat es sich gelohnt.',
        visibleRisks: 'Die Controller der Regionen wurden nicht gefragt.'
      }
    };
    const inGerman = withAnswer(
      withAnswer(withAnswer(german, 's2c.deliverables', 'SAP-Anbindung bis 15. März'), 's2c.pricing', 'Keine'),
      's2c.risks',
      'Keine'
    );
    const { score, sections } = scoreHandoff(inGerman);
    assert.deepEqual(
      sections.flatMap((each) => each.reasons.map(({ code }) => code)),
      []
    );
    assert.equal(score, 100);
  });

  test('a handoff about which nothing is known scores close to nothing and says what to add', () => {
    const score = scoreHandoff(emptyHandoff());
    assert.ok(score.score <= 5, String(score.score));
    assert.ok(score.flagged);
    assert.ok(score.sections.every((each) => each.reasons.every((reason) => reason.add.length > 0)));
  });

  test('all eight answers given tersely is below 70, and improving two of them raises it', () => {
    const before = scoreHandoff(terseHandoff()).score;
    let improved = withAnswer(terseHandoff(), 's2c.goals', 'Cut invoice approval from 9 days to 3 by the end of June');
    improved = withAnswer(improved, 's2c.deliverables', 'SAP connector live by 15 March; two trainings before go-live');
    improved = {
      ...improved,
      story: { ...improved.story, successInTheirWords: '"Nobody asks me where an invoice is any more."' }
    };
    const after = scoreHandoff(improved).score;
    assert.ok(before < 70, String(before));
    assert.ok(after > before, `${before} to ${after}`);
  });

  test('the order of lines and people changes nothing', () => {
    const handoff = completeHandoff();
    const reversed = {
      ...handoff,
      answers: [...handoff.answers].reverse(),
      items: [...handoff.items].reverse(),
      stakeholders: [...handoff.stakeholders].reverse()
    };
    assert.deepEqual(scoreHandoff(reversed), scoreHandoff(handoff));
  });

  test('weights decide what a section is worth, and the threshold who is flagged', () => {
    const weights = { context: 0, expectations: 0, risk: 0, technical: 100, relationship: 0, actions: 0 };
    const noTechnical = {
      ...completeHandoff(),
      items: completeHandoff().items.filter((each) => each.kind !== 'Technical')
    };
    assert.equal(scoreHandoff(noTechnical, { weights }).score, 0);
    assert.equal(scoreHandoff(noTechnical).score, 85);
    assert.equal(scoreHandoff(noTechnical, { flagBelow: 90 }).flagged, true);
  });

  test('adding a good line never lowers the score', () => {
    const good = completeHandoff();
    for (const from of [emptyHandoff(), terseHandoff()]) {
      let current = from;
      let best = scoreHandoff(current).score;
      for (const line of good.items) {
        current = { ...current, items: [...current.items, line] };
        const next = scoreHandoff(current).score;
        assert.ok(next >= best, `${line.kind}: ${best} to ${next}`);
        best = next;
      }
    }
  });
});

describe('what makes a section less than complete', () => {
  const cases: [name: string, handoff: Handoff, section: SectionCode, reason: string][] = [
    [
      'a goal that fits everyone',
      withAnswer(completeHandoff(), 's2c.goals', 'Improve productivity'),
      'context',
      'context.goals.vague'
    ],
    [
      'a German goal that fits everyone',
      withAnswer(completeHandoff(), 's2c.goals', 'Produktivität verbessern'),
      'context',
      'context.goals.vague'
    ],
    [
      'a German placeholder for a goal',
      withAnswer(completeHandoff(), 's2c.goals', 'Wird nachgereicht'),
      'context',
      'context.goals.missing'
    ],
    [
      'a German criterion without a date',
      { ...completeHandoff(), items: [item('Success Criterion', 'Freigabe in 3 statt 9 Tagen')] },
      'expectations',
      'expectations.criteria.undated'
    ],
    [
      'a German risk that is only watched',
      {
        ...completeHandoff(),
        items: [item('Risk', 'Kleines Team', { severity: 'Red', mitigation: 'Wir werden das genau beobachten.' })]
      },
      'risk',
      'risk.mitigation.vague'
    ],
    ['a placeholder for a goal', withAnswer(completeHandoff(), 's2c.goals', 'TBD'), 'context', 'context.goals.missing'],
    [
      'a vague use case',
      { ...completeHandoff(), items: [item('Use Case', 'Streamline operations')] },
      'context',
      'context.useCase.vague'
    ],
    ['no use case', { ...completeHandoff(), items: [] }, 'context', 'context.useCase.missing'],
    [
      'a criterion without a date',
      { ...completeHandoff(), items: [item('Success Criterion', 'Approval takes 3 days instead of 9')] },
      'expectations',
      'expectations.criteria.undated'
    ],
    [
      'a criterion without a measure',
      { ...completeHandoff(), items: [item('Success Criterion', 'People like it by June')] },
      'expectations',
      'expectations.criteria.unmeasured'
    ],
    [
      'a criterion with neither',
      { ...completeHandoff(), items: [item('Success Criterion', 'Better visibility')] },
      'expectations',
      'expectations.criteria.vague'
    ],
    [
      'a reason to look for help that fits everyone',
      {
        ...completeHandoff(),
        story: { ...completeHandoff().story, whyEngaged: 'They want to improve their processes' }
      },
      'context',
      'context.engaged.vague'
    ],
    [
      'a list of products for a scope',
      withAnswer(completeHandoff(), 's2c.scope', 'Full suite'),
      'context',
      's2c.scope.vague'
    ],
    [
      'a risk that is only watched',
      {
        ...completeHandoff(),
        items: [item('Risk', 'Small team', { severity: 'Red', mitigation: 'We will monitor it closely.' })]
      },
      'risk',
      'risk.mitigation.vague'
    ],
    [
      'the same words everywhere',
      {
        ...completeHandoff(),
        story: {
          ...completeHandoff().story,
          whyEngaged: 'Faster invoice approval in Hamburg',
          problem: 'Faster invoice approval in Hamburg.'
        },
        items: [...completeHandoff().items, item('Use Case', 'faster invoice approval in Hamburg')]
      },
      'context',
      'context.problem.missing'
    ],
    [
      'success in our words',
      {
        ...completeHandoff(),
        story: { ...completeHandoff().story, successInTheirWords: 'Higher adoption across departments' }
      },
      'expectations',
      'expectations.words.ours'
    ],
    [
      'a promise without a date',
      { ...completeHandoff(), items: [item('Commitment', 'SAP connector')] },
      'expectations',
      'expectations.promises.undated'
    ],
    [
      'a risk without severity',
      { ...completeHandoff(), items: [item('Risk', 'Small team', { mitigation: 'Exports first' })] },
      'risk',
      'risk.severity.missing'
    ],
    [
      'a risk without mitigation',
      { ...completeHandoff(), items: [item('Risk', 'Small team', { severity: 'Red' })] },
      'risk',
      'risk.mitigation.missing'
    ],
    [
      'risks in a note',
      withAnswer({ ...completeHandoff(), items: [] }, 's2c.risks', 'Small team'),
      'risk',
      'risk.notes.short'
    ],
    ['no pricing exceptions', withAnswer(completeHandoff(), 's2c.pricing', null), 'risk', 's2c.pricing.missing'],
    [
      'security not talked about',
      { ...completeHandoff(), items: completeHandoff().items.filter((each) => each.technicalTopic !== 'Security') },
      'technical',
      'technical.security.missing'
    ],
    ['no champion', { ...completeHandoff(), stakeholders: [] }, 'relationship', 'relationship.champion.missing'],
    [
      'a champion never spoken with',
      {
        ...completeHandoff(),
        stakeholders: completeHandoff().stakeholders.map((each) => ({ ...each, lastTouch: null }))
      },
      'relationship',
      'relationship.champion.untouched'
    ],
    [
      'a champion gone quiet',
      { ...completeHandoff(), asOf: '2027-06-01' },
      'relationship',
      'relationship.champion.stale'
    ],
    [
      'an open thread nobody owns',
      { ...completeHandoff(), items: [item('Open Thread', 'Send the questionnaire', { dueDate: '2026-12-01' })] },
      'actions',
      'actions.thread.unowned'
    ],
    [
      'an open thread without a date',
      { ...completeHandoff(), items: [item('Open Thread', 'Send the questionnaire', { owner: 'Kenji' })] },
      'actions',
      'actions.thread.undated'
    ],
    ['no start date', withAnswer(completeHandoff(), 's2c.start', null), 'actions', 's2c.start.missing']
  ];
  for (const [name, handoff, code, reason] of cases) {
    test(name, () => {
      assert.notEqual(section(handoff, code).status, 'Complete');
      assert.ok(codes(handoff, code).includes(reason), codes(handoff, code).join(', '));
    });
  }

  test('a dated gap is better than nothing and worse than an answer', () => {
    const missing = withAnswer(completeHandoff(), 's2c.kickoff', null);
    const gap: Handoff = {
      ...missing,
      answers: missing.answers.map((answer) =>
        answer.code === 's2c.kickoff' ? { ...answer, gap: { owner: 'Amara', due: '2026-12-01' } } : answer
      )
    };
    assert.deepEqual(codes(gap, 'actions'), ['s2c.kickoff.gap']);
    assert.equal(section(gap, 'actions').status, 'Partial');
  });

  test('risks that are settled and topics that are ruled out ask for nothing', () => {
    const handoff = {
      ...completeHandoff(),
      items: [...completeHandoff().items, item('Risk', 'Old risk', { resolved: true })]
    };
    assert.equal(section(handoff, 'risk').status, 'Complete');
  });
});
