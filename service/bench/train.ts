import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cue, CUES, lexiconOf, type Model, TASKS, type Task } from '../src/extract/cues/lexicon.ts';
import { analyse } from '../src/extract/sentence.ts';

/**
 * Trains the linear model of the extractor: `node bench/train.ts FOLDER [--write]`. Prints precision, recall and F1 by
 * cross-validation over ten folds; with `--write` trains on everything and writes `src/extract/model/weights.json`.
 *
 * The texts stay where they are: only weights of words and of up to three words in a row are written.
 */
const FILES: Readonly<Record<Task, string>> = {
  commitment: 'commitments_meetings_dev.jsonl',
  unknown: 'noncommittal_meetings_dev.jsonl',
  objection: 'objections_meetings_dev.jsonl',
  ask: 'asks_email_train.jsonl',
  hedge: 'hedges_wiki_dev.jsonl'
};
/** In six hours of talk what is looked for is rarer than in the files: a false alarm weighs so many times as much. */
const RARER: Readonly<Record<Task, number>> = { commitment: 2, unknown: 1.5, objection: 2, ask: 1, hedge: 1 };
const FOLDS = 10;
const EPOCHS = 300;
/** A phrase counts when so many rows have it. */
const SEEN = { word: 3, phrase: 4 };
const L2 = { cue: 3, phrase: 8 };

interface Row {
  label: boolean;
  features: string[];
}

interface Fit {
  bias: number;
  weights: Map<string, number>;
}

interface Counts {
  right: number;
  wrong: number;
  missed: number;
}

const EMPTY: Model = { bias: TASKS.map(() => 0), thresholds: TASKS.map(() => 0), cues: {}, phrases: {} };

/** What a row's text has: its cues, marked with a colon, and its words in ones, twos and threes. */
function featuresOf(text: string): string[] {
  const found = new Set<string>();
  for (const sentence of analyse(text, EMPTY_LEXICON)) {
    for (const hit of sentence.hits) found.add(`:${hit.cue}`);
    sentence.words.forEach((word, index) => {
      const [second, third] = sentence.words.slice(index + 1, index + 3);
      if (index > 0) found.add(word);
      if (second !== undefined) found.add(`${word} ${second}`);
      if (second !== undefined && third !== undefined) found.add(`${word} ${second} ${third}`);
    });
  }
  return [...found];
}

const EMPTY_LEXICON = lexiconOf(EMPTY);

function readRows(folder: string, task: Task): Row[] {
  const lines = readFileSync(join(folder, FILES[task]), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string; label: number }) // Shape given by the folder's README.
    .map(({ text, label }) => ({ label: label === 1, features: featuresOf(text) }));
}

/** Logistic regression with a ridge, by gradient descent with AdaGrad. The order of rows decides nothing else. */
function fit(rows: readonly Row[]): Fit {
  const seen = new Map<string, number>();
  for (const row of rows) for (const each of row.features) seen.set(each, (seen.get(each) ?? 0) + 1);
  const kept = (each: string): boolean => (seen.get(each) ?? 0) >= (each.includes(' ') ? SEEN.phrase : SEEN.word);
  const data = rows.map((row) => ({ label: row.label ? 1 : 0, features: row.features.filter(kept) }));
  const weights = new Map<string, number>();
  const scale = new Map<string, number>();
  let bias = 0;
  let biasScale = 1e-6;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const gradient = new Map<string, number>();
    let biasGradient = 0;
    for (const { label, features } of data) {
      const sum = features.reduce((total, each) => total + (weights.get(each) ?? 0), bias);
      const error = 1 / (1 + Math.exp(-sum)) - label;
      biasGradient += error;
      for (const each of features) gradient.set(each, (gradient.get(each) ?? 0) + error);
    }
    for (const [each, slope] of gradient) {
      const weight = weights.get(each) ?? 0;
      const full = slope + weight * (each.startsWith(':') ? L2.cue : L2.phrase);
      const size = (scale.get(each) ?? 1e-6) + full * full;
      scale.set(each, size);
      weights.set(each, weight - (0.3 * full) / Math.sqrt(size));
    }
    biasScale += biasGradient * biasGradient;
    bias -= (0.3 * biasGradient) / Math.sqrt(biasScale);
  }
  return { bias, weights };
}

function score({ bias, weights }: Fit, row: Row): number {
  return row.features.reduce((total, each) => total + (weights.get(each) ?? 0), bias);
}

function count(scored: readonly { score: number; label: boolean }[], threshold: number): Counts {
  const yes = scored.filter((each) => each.score > threshold);
  const right = yes.filter((each) => each.label).length;
  return { right, wrong: yes.length - right, missed: scored.filter((each) => each.label).length - right };
}

export function f1({ right, wrong, missed }: Counts): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}

function rarely(counts: Counts, rarer: number): Counts {
  return { ...counts, wrong: counts.wrong * rarer };
}

/** The threshold with the best F1; the middle of the best run of thresholds, so that one row decides little. */
function bestThreshold(scored: readonly { score: number; label: boolean }[], rarer: number): number {
  let best = { threshold: 0, f1: -1 };
  for (let threshold = -2; threshold <= 2; threshold += 0.1) {
    const near = [-0.2, 0, 0.2].map((shift) => f1(rarely(count(scored, threshold + shift), rarer)));
    const mean = near.reduce((sum, each) => sum + each, 0) / near.length;
    if (mean > best.f1) best = { threshold, f1: mean };
  }
  return best.threshold;
}

function crossValidate(rows: readonly Row[], rarer: number): { threshold: number; counts: Counts } {
  const scored = rows.map(() => ({ score: 0, label: false }));
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = fit(rows.filter((_, index) => index % FOLDS !== fold));
    rows.forEach((row, index) => {
      if (index % FOLDS === fold) scored[index] = { score: score(fitted, row), label: row.label };
    });
  }
  // Each fold is judged with the threshold the other folds would have chosen.
  const counts: Counts = { right: 0, wrong: 0, missed: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const threshold = bestThreshold(
      scored.filter((_, index) => index % FOLDS !== fold),
      rarer
    );
    const part = count(
      scored.filter((_, index) => index % FOLDS === fold),
      threshold
    );
    counts.right += part.right;
    counts.wrong += part.wrong;
    counts.missed += part.missed;
  }
  return { threshold: bestThreshold(scored, rarer), counts };
}

const [folder, write] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder with the labelled texts.');
const rounded = (value: number): number => Math.round(value * 100) / 100;
const model = {
  bias: [] as number[],
  thresholds: [] as number[],
  cues: {} as Record<string, number[]>,
  phrases: {} as Record<string, number[]>
};
TASKS.forEach((task, index) => {
  const rows = readRows(folder, task);
  const { threshold, counts } = crossValidate(rows, RARER[task]);
  const precision = counts.right / (counts.right + counts.wrong);
  const recall = counts.right / (counts.right + counts.missed);
  process.stdout.write(
    `${task}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1(counts).toFixed(3)} (${counts.right} of ${counts.right + counts.missed} found, ${counts.wrong} false), threshold ${threshold.toFixed(1)}\n`
  );
  const { bias, weights } = fit(rows);
  model.bias.push(rounded(bias));
  model.thresholds.push(rounded(threshold));
  for (const [feature, weight] of weights) {
    if (Math.abs(weight) < 0.06) continue;
    const cue = feature.startsWith(':');
    const name = cue ? feature.slice(1) : feature;
    // A cue's name was made from CUES; anything else is words.
    const table = cue && CUES.includes(name as Cue) ? model.cues : model.phrases;
    const row = (table[name] ??= TASKS.map(() => 0));
    row[index] = rounded(weight);
  }
});
process.stdout.write(`${Object.keys(model.phrases).length} phrases\n`);
if (write === '--write') {
  const sorted = (table: Record<string, number[]>): Record<string, number[]> =>
    Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
  const target = new URL('../src/extract/model/weights.json', import.meta.url);
  writeFileSync(
    target,
    `${JSON.stringify({ ...model, cues: sorted(model.cues), phrases: sorted(model.phrases) }, null, 1)}\n`
  );
}
