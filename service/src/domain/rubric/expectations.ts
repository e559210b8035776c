import type { Handoff } from '../handoff.ts';
import { lacks } from '../text/measure.ts';
import { isNone, says } from '../text/placeholder.ts';
import { isInTheirWords } from '../text/voice.ts';
import { namesWhen } from '../text/when.ts';
import { excerpt } from '../text/words.ts';
import { absent, answerText, type Check, hasDatedGap, MET, together, weak } from './check.ts';

/** What is wrong with a criterion, by what it lacks. */
const CRITERION = {
  measure: ['unmeasured', 'does not say how much, or what one will see.', 'Add a quantity or an outcome one can see.'],
  when: ['undated', 'does not say by when.', 'Add by when.'],
  both: [
    'vague',
    'cannot be measured: it says neither how much nor by when.',
    'Add a quantity and by when, or an outcome one can see and by when.'
  ]
} as const;
const ADD_CRITERION = CRITERION.both[2];
const ADD_WORDS = 'Write down what they said they would call a success, in their words.';
const ADD_PROMISE =
  'Name what was promised, to whom and by when; or say that nothing was promised beyond the contract.';

/** Expectations and success criteria: measurable, in the customer's own words, and what we promised for them. */
export function expectationChecks(handoff: Handoff): Check[] {
  return [criteria(handoff), ownWords(handoff), promises(handoff)];
}

function criteria(handoff: Handoff): Check {
  const listed = handoff.items
    .filter((item) => item.kind === 'Success Criterion' && says(item.text))
    .map((item) => ({ text: item.text ?? '', dueDate: item.dueDate }));
  const goal = answerText(handoff, 's2c.goals');
  // The goal stands in for a criterion that nobody wrote as a line of its own.
  const all = listed.length > 0 || goal === null ? listed : [{ text: goal, dueDate: null }];
  if (all.length === 0) {
    if (hasDatedGap(handoff, 's2c.goals'))
      return weak('expectations.criteria.gap', 'Success criteria are not known yet.', ADD_CRITERION);
    return absent('expectations.criteria.missing', 'No success criterion is named.', ADD_CRITERION);
  }
  return together(all.map(({ text, dueDate }) => criterion(text, dueDate)));
}

function criterion(text: string, dueDate: string | null): Check {
  const lack = lacks(text, dueDate);
  if (lack === null) return MET;
  const [code, problem, add] = CRITERION[lack];
  return weak(`expectations.criteria.${code}`, `"${excerpt(text)}" ${problem}`, add, excerpt(text));
}

function ownWords({ story }: Handoff): Check {
  const text = story.successInTheirWords;
  if (!says(text))
    return absent('expectations.words.missing', 'What they call a success, in their own words, is missing.', ADD_WORDS);
  return isInTheirWords(text)
    ? MET
    : weak('expectations.words.ours', `"${excerpt(text)}" reads like our words.`, ADD_WORDS, excerpt(text));
}

function promises(handoff: Handoff): Check {
  const commitments = handoff.items.filter(
    (item) => (item.kind === 'Commitment' || item.kind === 'Stretch') && says(item.text) && !item.resolved
  );
  const text = answerText(handoff, 's2c.deliverables');
  if (text === null && commitments.length === 0) {
    if (hasDatedGap(handoff, 's2c.deliverables'))
      return weak('expectations.promises.gap', 'Promised deliverables are not known yet.', ADD_PROMISE);
    return absent('expectations.promises.missing', 'Promised deliverables are missing.', ADD_PROMISE);
  }
  const undated = commitments.filter(
    (item) => item.dueDate === null && item.condition === null && !namesWhen(item.text ?? '')
  );
  const checks = undated.map((item) =>
    weak(
      'expectations.promises.undated',
      `The promise "${excerpt(item.text ?? '')}" has no date.`,
      'Add by when it was promised, or under which condition.',
      excerpt(item.text ?? '')
    )
  );
  if (text !== null && commitments.length === 0 && !namesWhen(text) && !isNone(text)) {
    checks.push(
      weak('expectations.promises.vague', `"${excerpt(text)}" does not say by when.`, ADD_PROMISE, excerpt(text))
    );
  }
  return checks.length === 0 ? MET : { level: 'weak', reasons: checks.flatMap((check) => check.reasons) };
}
