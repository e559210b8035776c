import type { Handoff } from './handoff.ts';
import { isNone } from './text/placeholder.ts';

/** The same words in so many places answer none of them; the org's gate counts the same way. */
const REPEATED = 3;
const BUCKETS = 256;

/** The handoff without texts that stand unchanged in three places or more. "None" may stand anywhere. */
export function withoutRepeats(handoff: Handoff): Handoff {
  const { story, judgement, answers, items } = handoff;
  const texts = [story.whyEngaged, story.problem, story.successInTheirWords, story.visibleRisks];
  texts.push(judgement.careAbout, judgement.promisedOutLoud, judgement.knowBeforeKickoff);
  for (const answer of answers) texts.push(answer.value);
  for (const item of items) texts.push(item.text);
  if (!mayRepeat(texts)) return handoff;

  const counts = new Map<string, number>();
  for (const text of texts) if (text !== null) counts.set(key(text), (counts.get(key(text)) ?? 0) + 1);
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

/** Whether three texts could be copies, by three of their letters: hardly ever, and then nothing is compared. */
function mayRepeat(texts: readonly (string | null)[]): boolean {
  const counts = new Uint8Array(BUCKETS);
  for (const text of texts) {
    if (text === null) continue;
    const bucket = (letter(text, 0) * 7 + letter(text, 5) * 31 + letter(text, 11)) % BUCKETS;
    const count = (counts[bucket] ?? 0) + 1;
    if (count === REPEATED) return true;
    counts[bucket] = count;
  }
  return false;
}

/** A letter whatever its case; beyond the end, and for the stop there, a space. */
function letter(text: string, index: number): number {
  return index < text.length && text[index] !== '.' ? text.charCodeAt(index) | 32 : 32;
}

/** Copies of a text differ in case and in the stop at the end, if at all. */
function key(text: string): string {
  const words = text.trim().toLowerCase();
  return words.endsWith('.') ? words.slice(0, -1) : words;
}
