import { OrgError } from '../../org/errors.ts';
import { openOrg } from '../../org/open.ts';
import type { ClassCoverage, TestFilter, TestResult } from '../../org/apex-port.ts';

/** Least share of lines that tests must run, as the package holds itself to it. */
const LEAST_TOTAL = 90;
const LEAST_PER_CLASS = 85;

function percent({ covered, uncovered }: ClassCoverage): number {
  const all = covered.length + uncovered.length;
  return all === 0 ? 100 : (covered.length * 100) / all;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}

function report(
  results: readonly TestResult[],
  coverage: readonly ClassCoverage[],
  isWhole: boolean
): { text: string; failed: number } {
  const failures = results.filter((result) => !result.passed);
  const lines = [
    '=== Test Results',
    table([
      ['TEST NAME', 'OUTCOME', 'RUNTIME (MS)', 'SOQL', 'DML'],
      ...results.map((result) => [
        `${result.className}.${result.method}`,
        result.passed ? 'Pass' : 'Fail',
        String(result.milliseconds),
        String(result.queries),
        String(result.dmlStatements)
      ])
    ])
  ];
  for (const failure of failures)
    lines.push(
      '',
      `${failure.className}.${failure.method}`,
      `  ${failure.message}`,
      ...(failure.stack ?? '').split('\n').map((line) => `  ${line}`)
    );
  const all = coverage.reduce((sum, each) => sum + each.covered.length + each.uncovered.length, 0);
  const covered = coverage.reduce((sum, each) => sum + each.covered.length, 0);
  const total = all === 0 ? 100 : (covered * 100) / all;
  lines.push(
    '',
    '=== Apex Code Coverage by Class',
    table([
      ['CLASSES', 'PERCENT', 'UNCOVERED LINES'],
      ...coverage.map((each) => [each.name, `${percent(each).toFixed(0)}%`, each.uncovered.slice(0, 12).join(',')])
    ])
  );
  lines.push('', `Org wide coverage  ${total.toFixed(1)}%`);
  let failed = failures.length;
  if (isWhole) {
    for (const each of coverage) {
      if (percent(each) < LEAST_PER_CLASS)
        lines.push(`${each.name} is covered by ${percent(each).toFixed(0)}%, less than ${LEAST_PER_CLASS}%`);
    }
    const low = coverage.filter((each) => percent(each) < LEAST_PER_CLASS).length;
    if (total < LEAST_TOTAL) lines.push(`Coverage is ${total.toFixed(1)}%, less than ${LEAST_TOTAL}%`);
    failed += low + (total < LEAST_TOTAL ? 1 : 0);
  }
  lines.push('', `${results.length - failures.length} passed, ${failed} failed`);
  return { text: `${lines.join('\n')}\n`, failed };
}

/** `Class`, `Class.method` or nothing for all. */
function filterOf(argument: string | undefined): TestFilter {
  const [className, method] = (argument ?? '').split('.');
  return { ...(className ? { className } : {}), ...(method ? { method } : {}) };
}

function main(): number {
  const filter = filterOf(process.argv[2]);
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  try {
    const { org, stop } = openOrg({ root: process.cwd(), log: quiet });
    const { results, coverage } = org.apex.runTests(filter);
    stop();
    const { text, failed } = report(results, coverage, filter.className === undefined);
    process.stdout.write(text);
    if (results.length === 0) process.stdout.write('No test has this name.\n');
    return failed === 0 && results.length > 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = main();
