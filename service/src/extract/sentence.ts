import { BEGIN, type Cue, CUES, END, type Lexicon, type Task, TASKS } from './cues/lexicon.ts';
import { sentencesOf } from './text/sentences.ts';
import { type Words, wordsOf } from './text/words.ts';

/** A cue found in a sentence, as words of that sentence: `from` is the first, `to` the one after the last. */
export interface Hit {
  cue: Cue;
  from: number;
  to: number;
}

/** One sentence with everything that was found in it. */
export interface Sentence {
  /** UTF-16 offsets in the text it is from. */
  start: number;
  end: number;
  /** Normalised words, from {@link BEGIN} to {@link END}: word 1 is the first. */
  words: readonly string[];
  /** Offset in the text of each word, by index in `words`; for both ends those of the sentence. */
  startOf(word: number): number;
  endOf(word: number): number;
  quoted(word: number): boolean;
  hits: readonly Hit[];
  /** What the model says, by task: above 0 is yes. */
  scores: Readonly<Record<Task, number>>;
  question: boolean;
}

/** Takes a text apart into sentences, and finds the cues of each. Linear in the length of the text. */
export function analyse(text: string, { matcher, bias, thresholds, weights }: Lexicon): Sentence[] {
  const all = wordsOf(text);
  const sentences: Sentence[] = [];
  let word = 0;
  for (const { start, end } of sentencesOf(text)) {
    const first = word;
    while (word < all.words.length && (all.starts[word] ?? 0) < end) word++;
    if (word === first) continue;
    const question = endsWith(text, end, '?');
    const words = [BEGIN, ...all.words.slice(first, word), question ? END.question : END.other];
    const sums = [...bias];
    const hits: Hit[] = [];
    // What is there twice weighs once, as in training.
    const seen = new Set<number>();
    matcher.match(words, (index, from, to) => {
      const cue = CUES[index];
      if (cue !== undefined) hits.push({ cue, from, to });
      if (seen.has(index)) return;
      seen.add(index);
      const row = weights[index];
      if (row === undefined) return;
      for (let task = 0; task < sums.length; task++) sums[task] = (sums[task] ?? 0) + (row[task] ?? 0);
    });
    sentences.push(sentence({ start, end, words, hits, question }, all, first, sums, thresholds));
  }
  return sentences;
}

function sentence(
  base: Pick<Sentence, 'start' | 'end' | 'words' | 'hits' | 'question'>,
  all: Words,
  first: number,
  sums: readonly number[],
  thresholds: readonly number[]
): Sentence {
  const last = base.words.length - 1;
  const score = (task: Task): number => (sums[TASKS.indexOf(task)] ?? 0) - (thresholds[TASKS.indexOf(task)] ?? 0);
  return {
    ...base,
    startOf: (word) => (word < 1 ? base.start : word >= last ? base.end : (all.starts[first + word - 1] ?? base.end)),
    endOf: (word) => (word < 1 ? base.start : word >= last ? base.end : (all.ends[first + word - 1] ?? base.end)),
    quoted: (word) => all.quoted[first + word - 1] ?? false,
    scores: {
      commitment: score('commitment'),
      unknown: score('unknown'),
      objection: score('objection'),
      ask: score('ask'),
      hedge: score('hedge')
    }
  };
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
