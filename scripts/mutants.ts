import { type Finding, Hunt } from './mutants/hunt.ts';
import { mutants } from './mutants/list/index.ts';
import { MutantError } from './mutants/mutant.ts';
import { placeOf, verdictOf } from './mutants/report.ts';

/**
 * Breaks the package's Apex and rules in every listed way and says which ways its own tests notice. An argument
 * limits it to files whose path contains it. Exits with 1 when fewer than the least share are noticed.
 */
function main(wanted: string): number {
  const chosen = mutants.filter(({ file }) => file.includes(wanted));
  if (chosen.length === 0) {
    process.stderr.write(`No mutant breaks a file whose path contains "${wanted}".\n`);
    return 1;
  }
  const hunt = Hunt.open(process.cwd());
  try {
    const findings: Finding[] = [];
    let stale = 0;
    for (const mutant of chosen) {
      const started = performance.now();
      const say = (text: string): void =>
        void process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${text}\n`);
      try {
        const finding = hunt.try(mutant);
        findings.push(finding);
        const outcome = finding.noticedBy ?? (mutant.equivalent === undefined ? 'SURVIVED' : 'equivalent');
        say(`${placeOf(finding)} ${mutant.why}: ${outcome}`);
      } catch (error) {
        if (!(error instanceof MutantError)) throw error;
        stale++;
        say(error.message);
      }
    }
    const verdict = verdictOf(findings);
    const failed = stale + (verdict.isGood ? 0 : Math.max(verdict.missed, 1));
    process.stdout.write(`\n${verdict.text}${verdict.noticed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MutantError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    hunt.close();
  }
}

process.exitCode = main(process.argv[2] ?? '');
