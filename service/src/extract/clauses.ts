import { Said } from './context.ts';
import type { Cue } from './cues/lexicon.ts';
import { DOING } from './cues/promises.ts';

const PROMISING: ReadonlySet<Cue> = new Set(['vow', 'willDo', 'willHave']);
/** Words that join one promise to the next. */
const JOINING = new Set(['and', 'but', 'then', 'plus', 'while']);
/** Between what joins and the next promise there is at most a day: "and on Monday we will". */
const NEAR = 5;
/** What begins something else that is promised with the same verb: "and the API by June". */
const DETERMINERS = new Set(['the', 'a', 'an', 'your', 'our', 'all', 'another', 'both']);

/**
 * The promises of a sentence as clauses, so that each has its own words and its own day; the sentence itself when it
 * makes at most one. "I will send the plan by Friday and we will call on Monday" is two.
 */
export function clausesOf(said: Said): readonly Said[] {
  const { sentence } = said;
  const starts = sentence.hits.filter((hit) => PROMISING.has(hit.cue)).map((hit) => hit.from);
  const first = Math.min(...starts);
  if (first === Infinity || sentence.question) return [said];
  const cuts = cutsBefore(
    said,
    [...new Set(starts)].sort((a, b) => a - b),
    first
  );
  if (cuts.length === 0) return [said];
  const parts: Said[] = [];
  for (const [index, from] of [1, ...cuts].entries()) {
    const to = cuts[index] ?? sentence.words.length - 1;
    const own = starts.some((start) => start >= from && start < to);
    parts.push(clause(said, from, to, own ? null : (parts.at(-1) ?? null)));
  }
  return parts;
}

/** The words at which a new promise begins, after what joins it to the one before. */
function cutsBefore(said: Said, starts: readonly number[], first: number): number[] {
  const { words } = said.sentence;
  const cuts = new Set<number>();
  for (const start of starts) {
    if (start <= first + 2) continue;
    for (let at = start - 1; at >= Math.max(first + 2, start - NEAR); at--)
      if (JOINING.has(words[at] ?? '') || stopsBefore(said, at + 1)) {
        cuts.add(at + 1);
        break;
      }
  }
  for (let at = first + 3; at < words.length - 2; at++)
    if (words[at] === 'and' && (DOING.has(words[at + 1] ?? '') || DETERMINERS.has(words[at + 1] ?? '')))
      if (datedApart(said, at, cuts)) cuts.add(at + 1);
  return [...cuts].sort((a, b) => a - b);
}

/** Whether a comma, semicolon or dash stands right before a word. */
function stopsBefore({ sentence, turn: { segment } }: Said, word: number): boolean {
  return /[,;–—]\s*$/.test(segment.text.slice(Math.max(0, sentence.startOf(word) - 3), sentence.startOf(word)));
}

/** Whether a day stands on both sides of a word, before the next cut. */
function datedApart(said: Said, word: number, cuts: ReadonlySet<number>): boolean {
  const { sentence } = said;
  const days = said.dates().filter((date) => date.due !== null);
  if (days.length < 2) return false;
  const at = sentence.startOf(word) - sentence.start;
  const edge = (cut: number): number => sentence.startOf(cut) - sentence.start;
  const before = Math.max(0, ...[...cuts].filter((cut) => cut <= word).map(edge));
  const after = Math.min(...[...cuts].filter((cut) => cut > word).map(edge), Infinity);
  return (
    days.some((date) => date.start >= before && date.end <= at) &&
    days.some((date) => date.start > at && date.end <= after)
  );
}

function clause(said: Said, from: number, to: number, goesOnFrom: Said | null): Said {
  const { sentence, turn } = said;
  const start = sentence.startOf(from);
  const last = to >= sentence.words.length - 1;
  const text = turn.segment.text.slice(start, last ? sentence.end : sentence.startOf(to));
  // What joins the next clause is no part of this one.
  const own = last ? text : text.replace(/(?:[\s,;–—]|\b(?:and|but|then|plus|while)\b)+$/i, '');
  return new Said(sentence.part(from, to, { start, end: start + own.length }), turn, said, goesOnFrom);
}
