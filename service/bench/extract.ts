import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import model from '../src/extract/model/weights.json' with { type: 'json' };
import type { ClaimKind } from '../src/domain/claim.ts';
import type { Evidence, EvidenceKind, Side } from '../src/domain/evidence.ts';
import { type Lexicon, lexicon, lexiconOf, TASKS, type Task } from '../src/extract/cues/lexicon.ts';
import { dateValue, findDatesAt } from '../src/extract/dates/find.ts';
import { extractClaims } from '../src/extract/deterministic.ts';
import { UNKNOWN_DEAL } from '../src/extract/input.ts';
import { merge, tiles } from '../src/extract/merge.ts';
import { verify } from '../src/extract/verify.ts';
import { type Counts, f1, foldOf, readMore, readRows, trained } from './training.ts';

/**
 * How fast and how good extraction is: `node bench/extract.ts [FOLDER]`. FOLDER holds labelled texts (see
 * `training.ts`) and a meeting's talk; without it the speed is measured on made-up talk, and quality is not.
 *
 * Quality of what was trained is by cross-validation: each text is judged by a model that never saw it.
 */
const SIX_HOURS = 340_000;
const ROUNDS = 9;
const FOLDS = 5;
const AT = '2026-03-02T10:00:00Z';
const MEETING = 'icsi_Bdb001_text.jsonl';
const DATES = 'dates_ms_dev.jsonl';
const ONE_REGEX =
  /\b(?:i|we)(?:'ll| will| can| am going to| are going to)\b|\bpromise\b|\bguarantee\b|\bshould be\b|\bby (?:monday|friday|next|the end)\b/gi;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Turn {
  spk: string;
  t: string;
}

/** Turns of talk, repeated until they make six hours. */
function talk(folder: string | undefined): Evidence {
  const file = folder === undefined ? undefined : join(folder, MEETING);
  const turns =
    file !== undefined && existsSync(file)
      ? linesOf<Turn>(file)
      : Array.from({ length: 40 }, (_, index): Turn => ({
          spk: index % 2 === 0 ? 'a' : 'b',
          t: `so the thing with invoice ${index} is that we'll look at the connector next week and i'm not sure it should be fine by friday`
        }));
  const names = [...new Set(turns.map((turn) => turn.spk))];
  const segments: Evidence['segments'][number][] = [];
  let length = 0;
  for (let index = 0; length < SIX_HOURS; index++) {
    const turn = turns[index % turns.length];
    if (turn === undefined) break;
    length += turn.t.length;
    const side: Side = names.indexOf(turn.spk) % 2 === 0 ? 'seller' : 'customer';
    segments.push({ speaker: { name: turn.spk, email: null, side }, text: turn.t, at: AT });
  }
  return { id: 'talk', kind: 'call', at: AT, title: '', url: null, segments };
}

function linesOf<Line>(file: string): Line[] {
  // Shapes are given by the folder's README.
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/**
 * The middle of some rounds, in milliseconds of processor time, after three to warm up: a busy machine changes it less
 * than it changes the clock's time.
 */
function median(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS + 3 }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }).slice(3);
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function speed(folder: string | undefined): void {
  const evidence = talk(folder);
  const text = evidence.segments.map((segment) => segment.text).join('\n');
  const start = performance.now();
  lexicon();
  say(`Words and weights compiled once in ${(performance.now() - start).toFixed(0)} ms`);
  const extract = median(() => extractClaims(UNKNOWN_DEAL, [evidence]));
  const claims = extractClaims(UNKNOWN_DEAL, [evidence]);
  const dates = median(() => evidence.segments.map((segment) => findDatesAt(segment.text, AT, 'month first')));
  const whole = median(() => tiles(merge(verify(extractClaims(UNKNOWN_DEAL, [evidence]), [evidence]).kept)));
  const regex = median(() => text.match(ONE_REGEX)?.length);
  const touch = median(() => {
    let sum = 0;
    for (let index = 0; index < text.length; index++) sum = (sum + text.charCodeAt(index)) | 0;
    return sum;
  });
  say(`${text.length} characters in ${evidence.segments.length} turns gave ${claims.length} claims`);
  const line = (name: string, ms: number): void =>
    say(
      `${name.padEnd(46)} ${ms.toFixed(1).padStart(7)} ms   ${(ms / regex).toFixed(1)} × one regex, ${(ms / touch).toFixed(0)} × touching every unit`
    );
  line('extraction with the dates of claims', extract);
  line('dates of every turn, alone', dates);
  line('extraction, verification, merge and tiles', whole);
  line('one regex over the same text', regex);
  line('touching every unit of the same text', touch);
  const clock = performance.now();
  extractClaims(UNKNOWN_DEAL, [evidence]);
  say(`extraction by the clock, once: ${(performance.now() - clock).toFixed(0)} ms (processor time above)`);
  const half = { ...evidence, segments: evidence.segments.slice(0, evidence.segments.length / 2) };
  say(
    `half the text takes ${((100 * median(() => extractClaims(UNKNOWN_DEAL, [half]))) / extract).toFixed(0)} % of the time`
  );
}

interface Measure {
  name: string;
  task: Task;
  kind: EvidenceKind;
  side: Side;
  kinds: readonly ClaimKind[];
}

const MEASURES: readonly Measure[] = [
  { name: 'commitments, meetings', task: 'commitment', kind: 'meeting', side: 'seller', kinds: ['commitment'] },
  {
    name: '"maybe, don\'t know", meetings',
    task: 'unknown',
    kind: 'meeting',
    side: 'seller',
    kinds: ['stretch', 'open_thread']
  },
  { name: 'objections, meetings', task: 'objection', kind: 'meeting', side: 'customer', kinds: ['objection'] },
  { name: 'asks, e-mail', task: 'ask', kind: 'email', side: 'customer', kinds: ['open_thread'] },
  { name: 'hedges, encyclopaedia', task: 'hedge', kind: 'document', side: 'unknown', kinds: ['stretch'] }
];

function measured(
  { kind, side, kinds }: Measure,
  rows: readonly { text: string; label: boolean }[],
  used: Lexicon
): Counts {
  const evidence = rows.map(({ text }, index): Evidence => ({
    id: String(index),
    kind,
    at: AT,
    title: '',
    url: null,
    segments: [{ speaker: { name: 'A', email: null, side }, text, at: AT }]
  }));
  const claims = extractClaims(UNKNOWN_DEAL, evidence, { lexicon: used });
  const yes = new Set(claims.filter((claim) => kinds.includes(claim.kind)).map((claim) => claim.evidenceId));
  const counts: Counts = { right: 0, wrong: 0, missed: 0 };
  rows.forEach(({ label }, index) => {
    const found = yes.has(String(index));
    if (found && label) counts.right++;
    else if (found) counts.wrong++;
    else if (label) counts.missed++;
  });
  return counts;
}

function print(name: string, counts: Counts, note: string): void {
  const { right, wrong, missed } = counts;
  const share = (whole: number): string => (whole === 0 ? '-' : (right / whole).toFixed(3));
  say(
    `${name.padEnd(32)} precision ${share(right + wrong)}  recall ${share(right + missed)}  F1 ${f1(counts).toFixed(3)}   ${right} right, ${wrong} false, ${missed} missed${note}`
  );
}

function quality(folder: string): void {
  for (const measure of MEASURES) {
    const rows = readRows(folder, measure.task);
    const more = readMore(folder, measure.task);
    const total: Counts = { right: 0, wrong: 0, missed: 0 };
    for (let fold = 0; fold < FOLDS; fold++) {
      const { inside, outside } = foldOf(rows, fold, FOLDS);
      const part = measured(measure, inside, lexiconOf(trained(model, measure.task, outside, more, FOLDS)));
      for (const key of ['right', 'wrong', 'missed'] as const) total[key] += part[key];
    }
    print(measure.name, total, ', cross-validated');
  }
  dateQuality(join(folder, DATES));
  falseAlarms(folder);
}

interface DateRow {
  text: string | null;
  reference: string | null;
  expected: { start: number; end: number; type: string; values: Record<string, string>[] | null }[] | null;
}

const DATED = new Set(['date', 'daterange', 'datetime', 'datetimerange']);

/** A date is right when it overlaps the expected words and its value is one of theirs. Times and durations are left out. */
function dateQuality(file: string): void {
  const all: Counts = { right: 0, wrong: 0, missed: 0 };
  const single: Counts = { right: 0, wrong: 0, missed: 0 };
  for (const { text, reference, expected } of linesOf<DateRow>(file)) {
    if (text === null || reference === null) continue;
    const wanted = (expected ?? []).filter(
      (each) => DATED.has(each.type) && each.values?.every((value) => value['value'] !== 'not resolved')
    );
    const found = findDatesAt(text, reference, 'month first');
    const used = new Set<number>();
    for (const each of wanted) {
      const values = (each.values ?? []).map(({ value, start, end }) =>
        (value ?? `${start ?? '..'}/${end ?? '..'}`).replaceAll(' ', 'T')
      );
      const index = found.findIndex(
        (date, at) =>
          !used.has(at) && date.start < each.end && each.start < date.end && values.includes(dateValue(date))
      );
      if (index >= 0) used.add(index);
      for (const counts of each.type === 'date' ? [all, single] : [all]) counts[index >= 0 ? 'right' : 'missed']++;
    }
    // What the file leaves open ("Monday or Tuesday") is neither right nor wrong.
    const open = (expected ?? []).filter((each) => each.type === 'datetimealt');
    found.forEach((date, at) => {
      if (!used.has(at) && !open.some((each) => date.start < each.end && each.start < date.end)) all.wrong++;
    });
  }
  print('date values', all, '');
  say(
    `${'single dates'.padEnd(32)} recall ${(single.right / (single.right + single.missed)).toFixed(3)}   ${single.right} right, ${single.missed} missed`
  );
}

/** Claims in talk that has nothing to do with selling, by kind and for each side. */
function falseAlarms(folder: string): void {
  const turns = linesOf<Turn>(join(folder, MEETING));
  for (const side of ['seller', 'customer'] as const) {
    const segments = turns.map(({ spk, t }) => ({ speaker: { name: spk, email: null, side }, text: t, at: AT }));
    const claims = extractClaims(UNKNOWN_DEAL, [{ id: 'm', kind: 'meeting', at: AT, title: '', url: null, segments }]);
    const counts = new Map<ClaimKind, number>();
    for (const { kind } of claims) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    say(
      `claims in ${turns.length} turns of unrelated talk, all by a ${side}: ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`
    );
  }
}

const [folder] = process.argv.slice(2);
say(`Model of ${TASKS.length} tasks, ${Object.keys(model.phrases).length} phrases`);
speed(folder);
if (folder !== undefined) quality(folder);
