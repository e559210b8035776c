import { writeFileSync } from 'node:fs';
import { type Model, TASKS } from '../src/extract/cues/lexicon.ts';
import { readMore, readRows, trained } from './training.ts';

/**
 * Trains the linear model of the extractor on a folder of labelled texts and writes
 * `src/extract/model/weights.json`: `node bench/train.ts FOLDER`. Takes about a minute; `bench/extract.ts FOLDER` tells
 * how good it is. The texts stay where they are: only weights of up to three words in a row are written.
 */
const FOLDS = 10;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder with the labelled texts: node bench/train.ts FOLDER');
let model: Model = { bias: TASKS.map(() => 0), thresholds: TASKS.map(() => 0), cues: {}, phrases: {} };
for (const task of TASKS) model = trained(model, task, readRows(folder, task), readMore(folder, task), FOLDS);
const target = new URL('../src/extract/model/weights.json', import.meta.url);
const rows = (table: Model['cues']): string =>
  Object.entries(table)
    .map(([name, row]) => `    ${JSON.stringify(name)}: [${row.join(', ')}]`)
    .join(',\n');
const lists = `  "bias": [${model.bias.join(', ')}],\n  "thresholds": [${model.thresholds.join(', ')}]`;
writeFileSync(
  target,
  `{\n${lists},\n  "cues": {\n${rows(model.cues)}\n  },\n  "phrases": {\n${rows(model.phrases)}\n  }\n}\n`
);
process.stdout.write(
  `${Object.keys(model.phrases).length} phrases and ${Object.keys(model.cues).length} cues weighed\n`
);
