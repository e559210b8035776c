import type { Handoff } from '../handoff.ts';
import { excerpt, isInTheirWords, isMeasurable, namesWhen, says, wordCount } from '../language.ts';
import { absent, answerText, type Check, hasDatedGap, MET, together, weak } from './check.ts';

const ADD_CRITERION = 'Add a quantity and by when, or an outcome one can see and by when.';
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
  return together(
    all.map(({ text, dueDate }) =>
      isMeasurable(text, dueDate)
        ? MET
        : weak('expectations.criteria.vague', `"${excerpt(text)}" cannot be measured yet.`, ADD_CRITERION)
    )
  );
}

function ownWords({ story }: Handoff): Check {
  const text = story.successInTheirWords;
  if (!says(text))
    return absent('expectations.words.missing', 'What they call a success, in their own words, is missing.', ADD_WORDS);
  return isInTheirWords(text)
    ? MET
    : weak('expectations.words.ours', `"${excerpt(text)}" reads like our words.`, ADD_WORDS);
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
      'Add by when it was promised, or under which condition.'
    )
  );
  if (text !== null && commitments.length === 0 && !namesWhen(text) && wordCount(text) < 12) {
    checks.push(weak('expectations.promises.vague', `"${excerpt(text)}" does not say by when.`, ADD_PROMISE));
  }
  return checks.length === 0 ? MET : { level: 'weak', reasons: checks.flatMap((check) => check.reasons) };
}
