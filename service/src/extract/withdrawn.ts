import type { Claim } from '../domain/claim.ts';
import type { Said } from './context.ts';
import { has, isNoise } from './guards.ts';
import { topicOf } from './topic.ts';

/** A claim with the sentence it came from. */
export interface Made {
  claim: Claim;
  said: Said;
}

const PROMISES: ReadonlySet<string> = new Set(['commitment', 'customer_commitment', 'stretch']);
/** "Scratch that", "I can't do that after all": takes back what the same side promised just before. */
const POINTS_BACK =
  /\b(?:scratch that|forget (?:that|what i said)|take (?:that|it|this) back|(?:ignore|disregard) (?:that|what i said)|can(?:no|')t do that|(?:that|this) (?:is|won't|will not|can't|isn't)[^.]{0,20}(?:off the table|happen\w*|possible|going to work)|we were wrong about that)\b/i;

/**
 * Drops promises that a later message of the same side takes back or replaces: it is about the same thing, and denies
 * it, or names another day. Says which sentences did so. Sentences must come in the order they were said. Linear in the number of words.
 */
export function dropWithdrawn(
  made: readonly Made[],
  sentences: readonly Said[]
): { kept: Made[]; takenBackBy: ReadonlySet<Said> } {
  const takenBackBy = new Set<Said>();
  const dropped = new Set<Made>();
  const byWord = new Map<string, Made[]>();
  const topics = new Map<Made, ReadonlySet<string>>();
  const bySaid = new Map<Said, Made[]>();
  for (const each of made) if (PROMISES.has(each.claim.kind)) push(bySaid, each.said, each);
  let last: Made | null = null;
  for (const said of sentences) {
    const own = bySaid.get(said) ?? [];
    if (said.side !== 'unknown' && !isNoise(said.sentence) && (own.length > 0 || takesBack(said))) {
      const due = own.find((each) => each.claim.due !== null)?.claim.due ?? null;
      const denies = takesBack(said);
      for (const earlier of sameTopic(said, byWord, topics)) {
        if (earlier.said === said || earlier.said.side !== said.side || dropped.has(earlier)) continue;
        const newDay = due !== null && earlier.claim.due !== null && due !== earlier.claim.due;
        if (!denies && !newDay) continue;
        dropped.add(earlier);
        takenBackBy.add(said);
      }
      const near = last !== null && last.said.evidence === said.evidence && last.said.side === said.side;
      if (near && last !== null && POINTS_BACK.test(said.source))
        for (const each of bySaid.get(last.said) ?? []) dropped.add(each);
    }
    for (const each of own) {
      const topic = topicOf(said.sentence.words);
      topics.set(each, topic);
      for (const word of topic) push(byWord, word, each);
      last = each;
    }
  }
  return { kept: made.filter((each) => !dropped.has(each)), takenBackBy };
}

/** Whether a sentence by its words denies or moves something. */
export function takesBack({ sentence }: Said): boolean {
  return !sentence.question && has(sentence, 'withdrawn');
}

/** Earlier promises that share at least two telling words with a sentence, and half of their own. */
function sameTopic(
  said: Said,
  byWord: ReadonlyMap<string, readonly Made[]>,
  topics: ReadonlyMap<Made, ReadonlySet<string>>
): Made[] {
  const shared = new Map<Made, number>();
  for (const word of topicOf(said.sentence.words))
    for (const each of (byWord.get(word) ?? []).slice(-50)) shared.set(each, (shared.get(each) ?? 0) + 1);
  return [...shared]
    .filter(([each, count]) => count >= 2 && count * 2 >= (topics.get(each)?.size ?? 0))
    .map(([each]) => each);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
