import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CommandResult, runCommand } from './run/layer.ts';

/** The jars of apex-ls, an Apex type checker, come inside this package. */
const JARS = join('node_modules', '@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib');

/**
 * Type-checks a project's Apex.
 *
 * @param root the project's folder, with its `node_modules`
 * @returns what is wrong, nothing when the code is 0
 */
export async function typeCheckApex(root: string): Promise<CommandResult> {
  const jars = join(root, JARS);
  if (!existsSync(jars)) return { code: 1, output: `${JARS} is missing: run npm install.\n` };
  return runCommand('java', [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-cp',
    join(jars, '*'),
    'io.github.apexdevtools.apexls.CheckForIssues',
    '--workspace',
    root,
    '--nocache'
  ]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const { code, output } = await typeCheckApex(process.cwd());
  process.stdout.write(output);
  process.exitCode = code === 0 ? 0 : 1;
}
