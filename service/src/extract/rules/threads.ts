import { dueOf, type Finding, type Said } from '../context.ts';
import { has, isHypothetical, meant } from '../guards.ts';
import { isMaybe, promised } from './promises.ts';

/** A message this short asks nothing that could stay open. */
const MIN_WORDS = 3;

const ASKED = new Set(['you', 'your', 'please', 'let', 'someone', 'somebody', 'like', 'love', 'appreciate']);

const SMALL_TALK =
  /^(?:how are you|how's it going|how is it going|can you hear me|can you see my screen|make sense|does that make sense|right|okay|you know|sorry|what|huh|really|is that right|are you there|any questions)\b[^.]{0,20}\?*$/i;

/** Questions and requests that nobody answered, answers that are owed, and what is still waiting for somebody. */
export function threads(said: Said, next: Said | null): Finding[] {
  const { sentence, written } = said;
  const count = sentence.words.length - 2;
  if (count < MIN_WORDS && !sentence.question) return [];
  if (SMALL_TALK.test(said.source)) return [];
  const pending = meant(sentence, 'pending') !== null;
  // A seller who says "maybe" hedges; who does not know leaves something open.
  const unknown = sentence.score('unknown') > 0 && !written && leavesOpen(said);
  // "If we were to add Austria, we would need more": asks nobody for anything.
  const ofUs = !sentence.words.some((word) => ASKED.has(word));
  if (isHypothetical(sentence) && ofUs && !sentence.question && !pending) return [];
  const asked = written ? asksInWriting(said, count) : asksInTalk(said);
  if (!pending && !unknown && !(asked && !answered(said, next))) return [];
  return [{ kind: 'open_thread', due: dueOf(said) }];
}

/** "I do not know" as more than a way to go on speaking: "is, I don't know, five" leaves nothing open. */
function leavesOpen({ sentence, side }: Said): boolean {
  if (isMaybe(sentence)) return side === 'customer';
  return sentence.hits.some((hit) => {
    if (hit.cue !== 'unknown') return false;
    const next = sentence.words[hit.to] ?? '';
    return hit.from <= 5 || hit.to >= sentence.words.length - 1 || GOES_ON.has(next);
  });
}

/** What follows "I do not know" when something is not known. */
const GOES_ON = new Set(
  'if what how when who where whether which why that the about enough any anything exactly yet much it this to'.split(
    ' '
  )
);

/** The seller's own promise is a commitment; a question in it is still one. */
function asksInWriting(said: Said, count: number): boolean {
  const { sentence, side } = said;
  if (sentence.question) return sentence.score('ask') > 0 || count >= 4;
  if (sentence.score('ask') <= 0) return false;
  return side !== 'seller' || (!has(sentence, 'withdrawn') && promised(said) === null) || REQUEST.test(said.source);
}

const REQUEST = /\b(?:please|let (?:me|us) know|(?:can|could|would|will) you|what (?:do|would) you)\b/i;

/** In talk people ask all the time: a request, or a question of the customer. */
function asksInTalk(said: Said): boolean {
  const { sentence, side } = said;
  const { words } = sentence;
  const request = has(sentence, 'ask') && (sentence.score('ask') > 0 || sentence.question);
  const polite =
    words.slice(1, 4).some((word) => word === 'please') ||
    (['can', 'could', 'would', 'will'].includes(words[1] ?? '') && words[2] === 'you');
  if (polite) return request || sentence.question;
  return sentence.question && side !== 'seller' && words.length > 5;
}

/** Whether the next turn, by the other side, answers: it says something, and not that nobody knows. */
function answered({ sentence, side, written }: Said, next: Said | null): boolean {
  if (written || !sentence.question || next === null || next.side === side || next.side === 'unknown') return false;
  if (next.sentence.question) return false;
  return next.sentence.score('unknown') <= 0 && !has(next.sentence, 'stretch') && !has(next.sentence, 'unknown');
}
