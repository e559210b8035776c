import { type Cue } from './cues/lexicon.ts';
import type { Said } from './context.ts';
import { first, has, type Hit, type Sentence } from './sentence.ts';

const NEGATIONS = new Set(['not', 'never', 'no', 'without', 'nor', 'neither', 'nobody', 'none']);

/** Words for everyone or for a machine: greetings, disclaimers, orders to whoever reads. Never a claim. */
export function isNoise(sentence: Sentence): boolean {
  if (has(sentence, 'instruction')) return true;
  // An order stands at the start: "Mark this as Red", "Please set the severity".
  if (has(sentence, 'recordWord') && sentence.hits.some((hit) => hit.cue === 'orderVerb' && hit.from <= 2)) return true;
  return has(sentence, 'boilerplate');
}

/** Whether a cue stands in quotation marks. */
export function isQuoted(sentence: Sentence, hit: Hit): boolean {
  return sentence.quoted(hit.from) && sentence.quoted(hit.to - 1);
}

/** Whether "not", "never" and the like stand right before a cue or in it. */
export function isNegated(sentence: Sentence, hit: Hit): boolean {
  for (let word = Math.max(1, hit.from - 3); word < hit.from; word++) {
    if (!NEGATIONS.has(sentence.words[word] ?? '')) continue;
    // "No, we will" and "no problem, I will" deny nothing.
    if (
      sentence.words[word] === 'no' &&
      (answers(sentence, hit.from) || NOTHING_WRONG.has(sentence.words[word + 1] ?? ''))
    )
      continue;
    return true;
  }
  return false;
}

const NOTHING_WRONG = new Set(['problem', 'problems', 'worries', 'doubt', 'question', 'rush', 'issue']);
const SUBJECTS = new Set(['i', 'we', 'you', 'it', 'that', 'they', 'he', 'she', 'let', 'happy']);

/** Whether a clause of its own begins at a word. */
function answers(sentence: Sentence, word: number): boolean {
  return SUBJECTS.has(sentence.words[word] ?? '');
}

/** Whether a promise is taken back in its own words: "we will not", "I can't promise". */
export function isDenied(sentence: Sentence, hit: Hit): boolean {
  if (isNegated(sentence, hit)) return true;
  return sentence.hits.some((each) => each.cue === 'negated' && each.from <= hit.to && each.to >= hit.from);
}

/** Whether somebody else's words come before a cue: "they said they would", "according to". */
export function isReported(sentence: Sentence, hit: Hit): boolean {
  return sentence.hits.some((each) => each.cue === 'reported' && each.from <= hit.from);
}

/** Whether a sentence only plays with a thought. A condition ("if you sign, we will") is none. */
export function isHypothetical(sentence: Sentence): boolean {
  return sentence.hits.some(
    (hit) =>
      hit.cue === 'hypothetical' &&
      // "We would be happy to" is an offer.
      !sentence.hits.some((offer) => offer.cue === 'willDo' && offer.from === hit.from && offer.to > hit.to)
  );
}

/** The first of some cues that is meant: not quoted, not denied, not somebody else's. */
export function meant(sentence: Sentence, ...cues: readonly Cue[]): Hit | null {
  for (const cue of cues)
    for (const hit of sentence.hits)
      if (hit.cue === cue && !isQuoted(sentence, hit) && !isNegated(sentence, hit)) return hit;
  return null;
}

/** Words a condition begins with, and what must follow them. */
const CONDITIONS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['only', [['with'], ['if'], ['when'], ['after'], ['once']]],
  ['as', [['long', 'as']]],
  ['so', [['long', 'as']]],
  ['provided', [[]]],
  ['assuming', [[]]],
  ['depending', [['on']]],
  ['depends', [['on']]],
  ['subject', [['to']]],
  ['contingent', [['on']]],
  ['on', [['condition']]],
  ['unless', [[]]],
  ['if', [[]]],
  ['once', [[]]],
  ['requires', [[]]],
  ['pending', [[]]]
]);

/** The words a promise depends on: "only with a dedicated data engineer". Null when it depends on nothing. */
export function conditionOf({ sentence, turn: { segment } }: Said): string | null {
  const { words } = sentence;
  for (let at = 1; at < words.length - 1; at++) {
    const rest = CONDITIONS.get(words[at] ?? '');
    if (rest === undefined || !rest.some((parts) => parts.every((part, index) => words[at + 1 + index] === part)))
      continue;
    const start = sentence.startOf(at);
    const clauses = segment.text.slice(start, sentence.end);
    // A condition first ends at the comma before what it is for.
    const comma = at <= 2 ? clauses.indexOf(',') : -1;
    const clause = (comma > 0 ? clauses.slice(0, comma) : clauses).replace(/[\s.,;!?)]+$/, '').replace(/\s+/g, ' ');
    return clause.length >= 8 && clause.length <= 300 ? clause : null;
  }
  return null;
}

export { first, has };
