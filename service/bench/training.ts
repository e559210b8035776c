import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cue, CUES, lexiconOf, type Model, pointOf, TASKS, type Task } from '../src/extract/cues/lexicon.ts';
import { analyse } from '../src/extract/sentence.ts';

/** Labelled texts by task, as their folder's README describes them. */
export const FILES: Readonly<Record<Task, string>> = {
  commitment: 'commitments_meetings_dev.jsonl',
  unknown: 'noncommittal_meetings_dev.jsonl',
  objection: 'objections_meetings_dev.jsonl',
  ask: 'asks_email_train.jsonl',
  hedge: 'hedges_wiki_dev.jsonl'
};
/** Dialog acts that make an utterance of any of the meeting files an example of a task. */
const ACTS: Readonly<Partial<Record<Task, RegExp>>> = {
  commitment: /\bcc\b/,
  unknown: /\b(?:no|am)\b/,
  objection: /\b(?:ar|arp|nd)\b/
};
/** How often an utterance of talk is one, where the labelled texts have many more of them: counted in their negatives. */
interface Natural {
  rate: number;
  /** How much the labelled rows weigh against talk as it is when a threshold is chosen. */
  labelled: number;
}
const NATURAL: Readonly<Partial<Record<Task, Natural>>> = {
  commitment: { rate: 1 / 275, labelled: 0.65 },
  unknown: { rate: 0.028, labelled: 0.5 },
  objection: { rate: 0.023, labelled: 0.65 }
};
const EPOCHS = 300;
const STEP = 0.3;
/** A word or phrase counts when so many rows have it. */
const SEEN = { word: 3, phrase: 4 };
const RIDGE = { cue: 3, phrase: 8 };
/** Weights smaller than this change nothing and are not kept. */
const SMALLEST = 0.06;
const NOTHING = lexiconOf({ bias: TASKS.map(() => 0), thresholds: TASKS.map(() => 0), cues: {}, phrases: {} });

export interface Row {
  text: string;
  label: boolean;
  /** Its cues, marked with a colon, and its words in ones, twos and threes. */
  features: readonly string[];
}

interface Fit {
  bias: number;
  weights: ReadonlyMap<string, number>;
}

export interface Counts {
  right: number;
  wrong: number;
  missed: number;
}

interface Scored {
  score: number;
  label: boolean;
}

function featuresOf(text: string): string[] {
  const found = new Set<string>();
  for (const sentence of analyse(text, NOTHING)) {
    for (const hit of sentence.hits) found.add(`:${hit.cue}`);
    const point = pointOf(sentence.words);
    for (let length = 2; length <= point.length; length++) found.add(point.slice(0, length).join(' '));
    sentence.words.forEach((word, index) => {
      const [second, third] = sentence.words.slice(index + 1, index + 3);
      if (index > 0) found.add(word);
      if (second !== undefined) found.add(`${word} ${second}`);
      if (second !== undefined && third !== undefined) found.add(`${word} ${second} ${third}`);
    });
  }
  return [...found];
}

interface Line {
  text: string;
  label: number;
  da?: string;
}

function linesOf(folder: string, task: Task): Line[] {
  return readFileSync(join(folder, FILES[task]), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line); // Shape given by the folder's README.
}

/** @throws {Error} when the folder lacks the task's file */
export function readRows(folder: string, task: Task): Row[] {
  return linesOf(folder, task).map(({ text, label }) => ({ text, label: label === 1, features: featuresOf(text) }));
}

/** Utterances of the other meeting files, labelled by their dialog acts: to learn from, never to be judged on. */
export function readMore(folder: string, task: Task): Row[] {
  const act = ACTS[task];
  if (act === undefined) return [];
  const own = new Set(linesOf(folder, task).map(({ text }) => text));
  const others = TASKS.filter((each) => each !== task && ACTS[each] !== undefined);
  return others
    .flatMap((each) => linesOf(folder, each))
    .filter(({ text }) => !own.has(text))
    .map(({ text, da }) => ({ text, label: act.test(da ?? ''), features: featuresOf(text) }));
}

/** Logistic regression with a ridge, by gradient descent with AdaGrad. No randomness: the same rows, the same weights. */
function fit(rows: readonly Row[]): Fit {
  const seen = new Map<string, number>();
  for (const row of rows) for (const each of row.features) seen.set(each, (seen.get(each) ?? 0) + 1);
  const names = [...seen.keys()].filter(
    (each) => (seen.get(each) ?? 0) >= (each.includes(' ') ? SEEN.phrase : SEEN.word)
  );
  const numbers = new Map(names.map((name, index) => [name, index]));
  const data = rows.map((row) => ({
    label: row.label ? 1 : 0,
    features: row.features.flatMap((each) => numbers.get(each) ?? [])
  }));
  const ridge = names.map((name) => (name.startsWith(':') ? RIDGE.cue : RIDGE.phrase));
  const weights = new Float64Array(names.length);
  const sizes = new Float64Array(names.length).fill(1e-6);
  let bias = 0;
  let biasSize = 1e-6;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const gradient = new Float64Array(names.length);
    let biasGradient = 0;
    for (const { label, features } of data) {
      let sum = bias;
      for (const each of features) sum += weights[each] ?? 0;
      const error = 1 / (1 + Math.exp(-sum)) - label;
      biasGradient += error;
      for (const each of features) gradient[each] = (gradient[each] ?? 0) + error;
    }
    for (let each = 0; each < names.length; each++) {
      const slope = (gradient[each] ?? 0) + (weights[each] ?? 0) * (ridge[each] ?? 0);
      sizes[each] = (sizes[each] ?? 0) + slope * slope;
      weights[each] = (weights[each] ?? 0) - (STEP * slope) / Math.sqrt(sizes[each] ?? 1);
    }
    biasSize += biasGradient * biasGradient;
    bias -= (STEP * biasGradient) / Math.sqrt(biasSize);
  }
  return { bias, weights: new Map(names.map((name, index) => [name, weights[index] ?? 0])) };
}

function scoreOf({ bias, weights }: Fit, row: Row): number {
  return row.features.reduce((total, each) => total + (weights.get(each) ?? 0), bias);
}

function countAt(scored: readonly Scored[], threshold: number): Counts {
  const yes = scored.filter((each) => each.score > threshold);
  const right = yes.filter((each) => each.label).length;
  return { right, wrong: yes.length - right, missed: scored.filter((each) => each.label).length - right };
}

export function f1({ right, wrong, missed }: Counts): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}

/** F1 where one in so many is a positive, as talk has it, from the shares found here. */
function f1At(rate: number, scored: readonly Scored[], { right, wrong, missed }: Counts): number {
  const positives = right + missed;
  // Half a false one more: none among few is not none among all.
  const falseShare = (wrong + 0.5) / (scored.length - positives + 1);
  const found = (right / positives) * rate;
  return (2 * found) / (found + falseShare * (1 - rate) + rate);
}

/**
 * The threshold with the best F1, over its neighbours too, so that one row decides little: weighed from that on these
 * rows and that at the natural rate, since a model for half positives drowns six hours of talk in false ones.
 */
function bestThreshold(scored: readonly Scored[], natural: Natural | undefined): number {
  let best = { threshold: 0, f1: -1 };
  const worth = (threshold: number): number => {
    const counts = countAt(scored, threshold);
    return natural === undefined
      ? f1(counts)
      : natural.labelled * f1(counts) + (1 - natural.labelled) * f1At(natural.rate, scored, counts);
  };
  for (let step = -20; step <= 20; step++) {
    const threshold = step / 10;
    const near = [-0.2, 0, 0.2].map((shift) => worth(threshold + shift));
    const mean = near.reduce((sum, each) => sum + each, 0) / near.length;
    if (mean > best.f1) best = { threshold, f1: mean };
  }
  return best.threshold;
}

/** Rows apart into those of a fold and all others. */
export function foldOf<Each>(rows: readonly Each[], fold: number, folds: number): { inside: Each[]; outside: Each[] } {
  return {
    inside: rows.filter((_, index) => index % folds === fold),
    outside: rows.filter((_, index) => index % folds !== fold)
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/**
 * A model with one task's weights put in place of what it had; its threshold chosen by cross-validation.
 *
 * @param more rows to learn from that are never judged
 */
export function trained(base: Model, task: Task, rows: readonly Row[], more: readonly Row[], folds: number): Model {
  const index = TASKS.indexOf(task);
  const scored: Scored[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const { inside, outside } = foldOf(rows, fold, folds);
    const fitted = fit([...outside, ...more]);
    scored.push(...inside.map((row) => ({ score: scoreOf(fitted, row), label: row.label })));
  }
  const put = (values: readonly number[], value: number): number[] =>
    values.map((each, at) => (at === index ? rounded(value) : each));
  const { bias, weights } = fit([...rows, ...more]);
  const cues = cleared(base.cues, index);
  const phrases = cleared(base.phrases, index);
  for (const [feature, weight] of weights) {
    if (Math.abs(weight) < SMALLEST) continue;
    const name = feature.startsWith(':') ? feature.slice(1) : feature;
    // A cue's name was made from CUES; anything else is words.
    const table = feature.startsWith(':') && CUES.includes(name as Cue) ? cues : phrases;
    table[name] = put(table[name] ?? TASKS.map(() => 0), weight);
  }
  return {
    bias: put(base.bias, bias),
    thresholds: put(base.thresholds, bestThreshold(scored, NATURAL[task])),
    cues: sorted(cues),
    phrases: sorted(phrases)
  };
}

function cleared(table: Model['cues'], index: number): Record<string, readonly number[]> {
  return Object.fromEntries(
    Object.entries(table).map(([name, row]) => [name, row.map((each, at) => (at === index ? 0 : each))])
  );
}

/** In alphabetical order, without the rows that weigh nothing. */
function sorted(table: Record<string, readonly number[]>): Record<string, readonly number[]> {
  const rows = Object.entries(table).filter(([, row]) => row.some((each) => each !== 0));
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}
