import type { Handoff } from '../handoff.ts';
import { excerpt, isSpecific, says, wordCount } from '../language.ts';
import { absent, answered, answerText, type Check, hasDatedGap, MET, together, weak } from './check.ts';

const ADD_PROBLEM = 'Say what does not work for them today, and what it costs them.';
const ADD_USE_CASE = 'Name one thing they will do with the product, who does it and how often.';
const ADD_GOAL = 'Say what changes for whom, by how much and by when.';

/** Customer context: why they came, the problem, what they want, what they will do with it, what they bought. */
export function contextChecks(handoff: Handoff): Check[] {
  return [
    problem(handoff),
    told(handoff.story.whyEngaged),
    goals(handoff),
    useCases(handoff),
    answered(
      handoff,
      's2c.scope',
      'Signed scope',
      'Say what was signed, for how many and where, and what is out of scope.'
    )
  ];
}

function problem(handoff: Handoff): Check {
  const pains = handoff.items.filter((item) => item.kind === 'Pain' && says(item.text)).map((item) => item.text ?? '');
  const text = says(handoff.story.problem) ? handoff.story.problem : (pains[0] ?? null);
  if (text === null) return absent('context.problem.missing', 'The problem is missing.', ADD_PROBLEM);
  return isSpecific(text)
    ? MET
    : weak('context.problem.vague', `"${excerpt(text)}" could be any customer's problem.`, ADD_PROBLEM);
}

function told(text: string | null): Check {
  const add = 'Say what happened that made them look for help now.';
  if (!says(text)) return absent('context.engaged.missing', 'Why they came is missing.', add);
  return wordCount(text) >= 5 ? MET : weak('context.engaged.short', `"${excerpt(text)}" does not say why now.`, add);
}

function goals(handoff: Handoff): Check {
  const text = answerText(handoff, 's2c.goals');
  if (text !== null)
    return isSpecific(text)
      ? MET
      : weak('context.goals.vague', `The goal "${excerpt(text)}" would fit any customer.`, ADD_GOAL);
  if (hasDatedGap(handoff, 's2c.goals')) return weak('context.goals.gap', 'Buyer goals are not known yet.', ADD_GOAL);
  return absent('context.goals.missing', 'Buyer goals are missing.', ADD_GOAL);
}

function useCases(handoff: Handoff): Check {
  const cases = handoff.items.filter((item) => item.kind === 'Use Case' && says(item.text));
  if (cases.length === 0) return absent('context.useCase.missing', 'No use case is named.', ADD_USE_CASE);
  const checks = cases.map(({ text }) =>
    isSpecific(text ?? '')
      ? MET
      : weak('context.useCase.vague', `The use case "${excerpt(text ?? '')}" is not specific.`, ADD_USE_CASE)
  );
  return together(checks);
}
