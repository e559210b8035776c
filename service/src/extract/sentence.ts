import { BEGIN, type Cue, CUES, END, type Lexicon, pointOf, type Task, TASKS } from './cues/lexicon.ts';
import { type Range, sentencesOf } from './text/sentences.ts';
import { type Words, wordsOf } from './text/words.ts';

/** A cue found in a sentence, as words of that sentence: `from` is the first, `to` the one after the last. */
export interface Hit {
  cue: Cue;
  from: number;
  to: number;
}

/** One sentence with everything that was found in it. */
export class Sentence {
  /** UTF-16 offsets in the text it is from. */
  readonly start: number;
  readonly end: number;
  /** Normalised words, from {@link BEGIN} to {@link END}: word 1 is the first. */
  readonly words: readonly string[];
  readonly hits: readonly Hit[];
  readonly question: boolean;
  /** What the model says, in the order of {@link TASKS}: above 0 is yes. */
  readonly #scores: Float64Array;
  readonly #all: Words;
  /** Index in all words of the text of what is word 1 here. */
  readonly #first: number;

  constructor(
    range: Range,
    words: readonly string[],
    hits: readonly Hit[],
    scores: Float64Array,
    all: Words,
    first: number
  ) {
    this.start = range.start;
    this.end = range.end;
    this.words = words;
    this.hits = hits;
    this.question = words.at(-1) === END.question;
    this.#scores = scores;
    this.#all = all;
    this.#first = first;
  }

  /** Above 0 is yes. */
  score(task: Task): number {
    return this.#scores[TASKS.indexOf(task)] ?? 0;
  }

  /** Offset in the text of a word, by index in `words`; at both ends those of the sentence. */
  startOf(word: number): number {
    if (word < 1) return this.start;
    return word >= this.words.length - 1 ? this.end : (this.#all.starts[this.#first + word - 1] ?? this.end);
  }

  /** The words from one to the one before another as a sentence of their own, with the scores of the whole. */
  part(from: number, to: number, range: Range): Sentence {
    const inside = this.hits.filter((hit) => hit.from >= from && hit.to <= to);
    const words = [BEGIN, ...this.words.slice(from, to), this.words.at(-1) ?? END.other];
    const hits = inside.map(({ cue, ...hit }) => ({ cue, from: hit.from - from + 1, to: hit.to - from + 1 }));
    return new Sentence(range, words, hits, this.#scores, this.#all, this.#first + from - 1);
  }

  /** Whether a word stands between quotation marks. */
  quoted(word: number): boolean {
    return this.#all.quoted[this.#first + word - 1] ?? false;
  }
}

/** Takes a text apart into sentences, and finds the cues of each. Linear in the length of the text. */
export function analyse(text: string, { matcher, bias, weights }: Lexicon): Sentence[] {
  const all = wordsOf(text);
  const sentences: Sentence[] = [];
  let sums = new Float64Array(0);
  let hits: Hit[] = [];
  // What is there twice weighs once, as in training.
  let seen: number[] = [];
  const found = (index: number, from: number, to: number): void => {
    const cue = CUES[index];
    if (cue !== undefined) hits.push({ cue, from, to });
    const row = weights[index];
    if (row === undefined || seen.includes(index)) return;
    seen.push(index);
    for (let task = 0; task < sums.length; task++) sums[task] = (sums[task] ?? 0) + (row[task] ?? 0);
  };
  let word = 0;
  for (const range of sentencesOf(text)) {
    const first = word;
    const words: string[] = [BEGIN];
    while (word < all.words.length && (all.starts[word] ?? 0) < range.end) words.push(all.words[word++] ?? '');
    if (word === first) continue;
    words.push(endsWith(text, range.end, '?') ? END.question : END.other);
    sums = Float64Array.from(bias);
    hits = [];
    seen = [];
    matcher.match(words, found);
    matcher.matchAt(pointOf(words), 0, found);
    sentences.push(new Sentence(range, words, hits, sums, all, first));
  }
  return sentences;
}

/** Whether a range ends with a mark, before quotation marks and brackets. */
function endsWith(text: string, end: number, mark: string): boolean {
  let at = end - 1;
  while (at > 0 && '"\'”’»)]!'.includes(text.charAt(at))) at--;
  return text.charAt(at) === mark;
}

export function has(sentence: Sentence, cue: Cue): boolean {
  return sentence.hits.some((hit) => hit.cue === cue);
}

export function first(sentence: Sentence, cue: Cue): Hit | null {
  return sentence.hits.find((hit) => hit.cue === cue) ?? null;
}
