import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { judge, readReport, verdicts } from './audit/judge.ts';

/** The registry answers no audits: nothing is known, which is not the same as nothing found. */
const NO_AUDITS = 3;

function npmAudit(): Promise<string> {
  // npm exits with 1 when there are findings; what it wrote is what counts.
  return new Promise(
    (resolve) =>
      void execFile('npm', ['audit', '--json'], { maxBuffer: 50_000_000 }, (_error, stdout) => resolve(stdout))
  );
}

/** @returns the exit code */
async function main(): Promise<number> {
  const { verdicts: known } = verdicts.parse(JSON.parse(readFileSync('config/audit.json', 'utf8')));
  const answer = readReport(await npmAudit());
  if (answer.kind === 'no audits') {
    process.stdout.write(`This registry answers no audits (${answer.why}): nothing was asked, nothing is known.\n`);
    return NO_AUDITS;
  }
  const { problems, idle } = judge(answer.findings, known, new Date().toISOString().slice(0, 10));
  for (const line of problems) process.stdout.write(`${line}\n`);
  for (const line of idle) process.stdout.write(`${line}: nothing needs this verdict any more; take it out\n`);
  process.stdout.write(`${answer.findings.length} findings, ${problems.length} to be looked at\n`);
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = await main();
