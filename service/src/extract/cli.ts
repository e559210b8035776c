import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Claim } from '../domain/claim.ts';
import type { Evidence } from '../domain/evidence.ts';
import { dateValue, findDatesAt } from './dates/find.ts';
import { extractClaims } from './deterministic.ts';
import { InputError, parseCrm, parseDateLine, parseEvidence, UNKNOWN_DEAL } from './input.ts';
import { verify } from './verify.ts';

const USAGE = `Usage: npm run --silent extract -- FILE.jsonl [--crm CRM.json] [--dates] [--day-first]

Reads evidence, one record a line, and prints one claim a line. With --dates reads {text, reference} lines and prints
the dates of each as a list of {span: [start, end], value}. FILE may be - for standard input.`;

/** Streams and files, so that tests need neither. */
export interface Io {
  read(path: string): string;
  out(text: string): void;
  err(text: string): void;
}

/**
 * Runs the command line. Good lines are processed even where others are bad.
 *
 * @returns exit code: 0, or 2 when an argument, a file or a line is bad
 */
export function run(args: readonly string[], io: Io): number {
  let options: ReturnType<typeof readArguments>;
  try {
    options = readArguments(args);
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return 2;
  }
  const { file, crm, dates, dayFirst } = options;
  try {
    // What editors put before the first character is no part of the first line.
    const lines = io
      .read(file)
      .replace(/^\uFEFF/, '')
      .split('\n');
    if (dates) return runDates(lines, dayFirst, io);
    const deal = crm === null ? UNKNOWN_DEAL : parseCrm(io.read(crm));
    return runClaims(lines, dayFirst ? { ...deal, dateOrder: 'day first' } : deal, io);
  } catch (error) {
    io.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function readArguments(args: readonly string[]): {
  file: string;
  crm: string | null;
  dates: boolean;
  dayFirst: boolean;
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { crm: { type: 'string' }, dates: { type: 'boolean' }, 'day-first': { type: 'boolean' } }
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new InputError('Name exactly one file.');
  return { file, crm: values.crm ?? null, dates: values.dates ?? false, dayFirst: values['day-first'] ?? false };
}

function runClaims(lines: readonly string[], deal: Parameters<typeof extractClaims>[0], io: Io): number {
  const evidence: Evidence[] = [];
  const ids = new Set<string>();
  const bad = eachLine(lines, io, (line) => {
    const record = parseEvidence(line);
    if (ids.has(record.id)) throw new InputError(`id: ${JSON.stringify(record.id)} was given before`);
    ids.add(record.id);
    evidence.push(record);
  });
  const { kept } = verify(extractClaims(deal, evidence), evidence);
  io.out(kept.map((claim) => `${JSON.stringify(lineOf(claim))}\n`).join(''));
  return bad ? 2 : 0;
}

function lineOf({ kind, evidenceId, segment, start, end, quote, by, person, due, text }: Claim): object {
  return { kind, evidenceId, segment, start, end, quote, by, person, due, text };
}

function runDates(lines: readonly string[], dayFirst: boolean, io: Io): number {
  const out: string[] = [];
  const bad = eachLine(lines, io, (line) => {
    const { text, reference } = parseDateLine(line);
    const found = findDatesAt(text, reference, dayFirst ? 'day first' : 'month first');
    out.push(JSON.stringify(found.map((each) => ({ span: [each.start, each.end], value: dateValue(each) }))));
  });
  io.out(out.map((line) => `${line}\n`).join(''));
  return bad ? 2 : 0;
}

/** Whether any line was bad; each bad one is named on the error stream. Empty lines are none. */
function eachLine(lines: readonly string[], io: Io, take: (line: string) => void): boolean {
  let bad = false;
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      take(line);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      bad = true;
      io.err(`line ${index + 1}: ${error.message}\n`);
    }
  });
  return bad;
}

if (import.meta.main) {
  process.exitCode = run(process.argv.slice(2), {
    read: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text)
  });
}
