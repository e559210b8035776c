import type { Claim } from '../domain/claim.ts';
import type { Said } from './context.ts';
import { has, isNoise } from './guards.ts';
import { topicOf } from './topic.ts';

/** So many promises a word are remembered. */
const RECENT = 30;

/** A claim with the sentence it came from. */
export interface Made {
  claim: Claim;
  said: Said;
}

const PROMISES: ReadonlySet<string> = new Set(['commitment', 'customer_commitment', 'stretch', 'milestone']);
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
  const topics = new Map<Said, ReadonlySet<string>>();
  const bySaid = new Map<Said, Made[]>();
  for (const each of made) if (PROMISES.has(each.claim.kind)) push(bySaid, each.said, each);
  let last: Made | null = null;
  for (const said of sentences) {
    const own = bySaid.get(said) ?? [];
    if (said.side !== 'unknown' && !isNoise(said.sentence) && (own.length > 0 || takesBack(said))) {
      const topic = topicOf(said.sentence.words);
      topics.set(said, topic);
      const due = own.find((each) => each.claim.due !== null)?.claim.due ?? null;
      const denies = takesBack(said);
      for (const earlier of sameTopic(topic, byWord, topics)) {
        if (earlier.said.whole === said.whole || earlier.said.side !== said.side || dropped.has(earlier)) continue;
        const newDay = due !== null && earlier.claim.due !== null && due !== earlier.claim.due;
        if (!denies && !newDay) continue;
        dropped.add(earlier);
        takenBackBy.add(said);
      }
      const near = last !== null && last.said.turn.evidence === said.turn.evidence && last.said.side === said.side;
      if (near && last !== null && POINTS_BACK.test(said.source))
        for (const each of bySaid.get(last.said) ?? []) dropped.add(each);
    }
    for (const each of own) {
      const topic = topics.get(said) ?? topicOf(said.sentence.words);
      topics.set(said, topic);
      for (const word of topic) pushRecent(byWord, word, each);
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
  topic: ReadonlySet<string>,
  byWord: ReadonlyMap<string, readonly Made[]>,
  topics: ReadonlyMap<Said, ReadonlySet<string>>
): Made[] {
  const shared = new Map<Made, number>();
  for (const word of topic) for (const each of byWord.get(word) ?? []) shared.set(each, (shared.get(each) ?? 0) + 1);
  const found: Made[] = [];
  for (const [each, count] of shared)
    if (count >= 2 && count * 2 >= (topics.get(each.said)?.size ?? 0)) found.push(each);
  return found;
}

/** The latest promises a word was in; older ones no message speaks of any more. */
function pushRecent(map: Map<string, Made[]>, key: string, value: Made): void {
  push(map, key, value);
  const list = map.get(key);
  if (list !== undefined && list.length > RECENT) list.shift();
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
