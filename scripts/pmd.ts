import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { apexFiles, unexplainedRules, unexplainedSuppressions } from './pmd/reasons.ts';
import { runCommand } from './run/layer.ts';

/** PMD, the rules of Salesforce's security review, and a main class that speaks JSON come inside this package. */
const JARS = join('node_modules', '@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib');
const RULES = join('config', 'pmd.xml');

interface Finding {
  rule: string;
  message: string;
  codeLocation: { file: string; startLine: number };
}

interface Results {
  violations: Finding[];
  processingErrors: { file?: string; message?: string }[];
}

/**
 * Runs PMD over a project's Apex with the rules of `config/pmd.xml`, and looks for rules and findings that are put
 * aside without a reason.
 *
 * @param root the project's folder, with its `node_modules`
 * @returns a line for each problem, nothing when there is none
 * @throws {Error} when PMD could not run
 */
export async function analyzeApex(root: string): Promise<string[]> {
  const jars = join(root, JARS);
  if (!existsSync(jars)) throw new Error(`${JARS} is missing: run npm install.`);
  const files = apexFiles(root);
  const { violations, processingErrors } = await runPmd(root, jars, files);
  const place = (file: string): string => relative(root, file);
  return [
    ...unexplainedRules(readFileSync(join(root, RULES), 'utf8')).map((problem) => `${RULES}:${problem}`),
    ...files.flatMap((file) =>
      unexplainedSuppressions(readFileSync(file, 'utf8')).map((problem) => `${place(file)}:${problem}`)
    ),
    ...processingErrors.map(({ file, message }) => `${place(file ?? root)} could not be read by PMD: ${message}`),
    ...violations.map(
      ({ rule, message, codeLocation: { file, startLine } }) => `${place(file)}:${startLine} ${message} (${rule})`
    )
  ];
}

async function runPmd(root: string, jars: string, files: readonly string[]): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-pmd-'));
  try {
    const input = join(folder, 'input.json');
    const output = join(folder, 'output.json');
    const job = { ruleSetInputFile: join(root, RULES), runDataPerLanguage: { apex: { filesToScan: files } } };
    writeFileSync(input, JSON.stringify(job));
    const { code, output: said } = await runCommand(
      'java',
      [
        ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', join(jars, '*')],
        ...['com.salesforce.sfca.pmdwrapper.PmdWrapper', 'run', input, output]
      ],
      // With it the rules that look across files (UnusedMethod) know the whole project; without it they say nothing.
      { PMD_APEX_ROOT_DIRECTORY: root }
    );
    if (code !== 0 || !existsSync(output)) throw new Error(`PMD did not run (${code}):\n${said}`);
    // What that class writes is as its own package declares it.
    return JSON.parse(readFileSync(output, 'utf8')) as Results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const problems = await analyzeApex(process.cwd());
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
