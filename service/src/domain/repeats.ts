import type { Handoff } from './handoff.ts';
import { isNone } from './text/placeholder.ts';

/** The same words in so many places answer none of them; the org's gate counts the same way. */
const REPEATED = 3;

/** The handoff without texts that stand unchanged in three places or more. "None" may stand anywhere. */
export function withoutRepeats(handoff: Handoff): Handoff {
  const counts = new Map<string, number>();
  let found = false;
  const count = (text: string | null): void => {
    if (text === null) return;
    const words = key(text);
    const times = (counts.get(words) ?? 0) + 1;
    counts.set(words, times);
    if (times === REPEATED && words !== '' && !isNone(text)) found = true;
  };
  const { story, judgement, answers, items } = handoff;
  for (const text of Object.values(story)) count(text);
  for (const text of Object.values(judgement)) count(text);
  for (const answer of answers) count(answer.value);
  for (const item of items) count(item.text);
  // Almost always: nothing is copied then.
  if (!found) return handoff;

  const kept = (text: string | null): string | null =>
    text !== null && (counts.get(key(text)) ?? 0) >= REPEATED && !isNone(text) ? null : text;
  return {
    ...handoff,
    story: {
      whyEngaged: kept(story.whyEngaged),
      problem: kept(story.problem),
      successInTheirWords: kept(story.successInTheirWords),
      visibleRisks: kept(story.visibleRisks)
    },
    judgement: {
      careAbout: kept(judgement.careAbout),
      promisedOutLoud: kept(judgement.promisedOutLoud),
      knowBeforeKickoff: kept(judgement.knowBeforeKickoff)
    },
    answers: answers.map((answer) => ({ ...answer, value: kept(answer.value) })),
    items: items.map((item) => ({ ...item, text: kept(item.text) }))
  };
}

/** Cheaper than normalizing: copies of a text differ in case and in the stop at the end, if at all. */
function key(text: string): string {
  const words = text.trim().toLowerCase();
  return words.endsWith('.') ? words.slice(0, -1) : words;
}
