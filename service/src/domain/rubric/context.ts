import type { Handoff } from '../handoff.ts';
import { namesQuantity } from '../text/measure.ts';
import { says } from '../text/placeholder.ts';
import { specificity } from '../text/specific.ts';
import { excerpt, wordCount } from '../text/words.ts';
import { absent, answered, answerText, type Check, hasDatedGap, MET, together, weak } from './check.ts';

const ADD_PROBLEM = 'Say what does not work for them today, and what it costs them.';
const ADD_ENGAGED = 'Say what happened that made them look for help now.';
const ADD_USE_CASE = 'Name one thing they will do with the product, who does it and how often.';
const ADD_GOAL = 'Say what changes for whom, by how much and by when.';

const ADD_SCOPE = 'Say what was signed, for how many and where, and what is out of scope.';

/** Customer context: why they came, the problem, what they want, what they will do with it, what they bought. */
export function contextChecks(handoff: Handoff): Check[] {
  return [problem(handoff), told(handoff.story.whyEngaged), goals(handoff), useCases(handoff), scope(handoff)];
}

type VagueCode = `context.${'problem' | 'engaged' | 'goals' | 'useCase'}.vague`;

/** Met by a text about this customer; otherwise weak, for the reason it is not. */
function specific(code: VagueCode, name: string, text: string, add: string): Check {
  const verdict = specificity(text);
  if (verdict === 'specific') return MET;
  const quoted = `${name} "${excerpt(text)}"`;
  return verdict === 'commonplace'
    ? weak(code, `${quoted} would fit any customer.`, add, excerpt(text), verdict)
    : weak(code, `${quoted} says too little to act on.`, add, excerpt(text), verdict);
}

/** One pain that is told well is enough, whichever it is. */
function problem(handoff: Handoff): Check {
  const { problem: told } = handoff.story;
  const pains = handoff.items.flatMap(({ kind, text }) => (kind === 'Pain' && says(text) ? [text] : []));
  const texts = says(told) ? [told] : pains;
  if (texts.length === 0) return absent('context.problem.missing', 'The problem is missing.', ADD_PROBLEM);
  const checks = texts.map((text) => specific('context.problem.vague', 'The problem', text, ADD_PROBLEM));
  return checks.find(({ level }) => level === 'met') ?? together(checks);
}

function told(text: string | null): Check {
  if (!says(text)) return absent('context.engaged.missing', 'Why they came is missing.', ADD_ENGAGED);
  return specific('context.engaged.vague', 'Why they came:', text, ADD_ENGAGED);
}

function goals(handoff: Handoff): Check {
  const text = answerText(handoff, 's2c.goals');
  if (text !== null) return specific('context.goals.vague', 'The goal', text, ADD_GOAL);
  if (hasDatedGap(handoff, 's2c.goals')) return weak('context.goals.gap', 'Buyer goals are not known yet.', ADD_GOAL);
  return absent('context.goals.missing', 'Buyer goals are missing.', ADD_GOAL);
}

function useCases(handoff: Handoff): Check {
  const texts = handoff.items.flatMap(({ kind, text }) => (kind === 'Use Case' && says(text) ? [text] : []));
  if (texts.length === 0) return absent('context.useCase.missing', 'No use case is named.', ADD_USE_CASE);
  return together(texts.map((text) => specific('context.useCase.vague', 'The use case', text, ADD_USE_CASE)));
}

/** R51: a list of products is no scope; for how many, or where, makes it one. */
function scope(handoff: Handoff): Check {
  const text = answerText(handoff, 's2c.scope');
  if (text === null) return answered(handoff, 's2c.scope', 'Signed scope', ADD_SCOPE);
  return wordCount(text, 4) >= 4 || namesQuantity(text)
    ? MET
    : weak('s2c.scope.vague', `"${excerpt(text)}" does not say for how many or where.`, ADD_SCOPE, excerpt(text));
}
