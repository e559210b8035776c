import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run/layer.ts';

/** The jars of apex-ls, an Apex type checker, come inside this package. */
const JARS = join('node_modules', '@salesforce', 'code-analyzer-pmd-engine', 'dist', 'java-lib');

/**
 * Type-checks the package's Apex. Prints what is wrong as `path:line message` and exits with 1; prints nothing else.
 */
async function main(): Promise<number> {
  if (!existsSync(JARS)) {
    process.stderr.write(`${JARS} is missing: run npm install.\n`);
    return 1;
  }
  const { code, output } = await runCommand('java', [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-cp',
    join(JARS, '*'),
    'io.github.apexdevtools.apexls.CheckForIssues',
    '--workspace',
    process.cwd(),
    '--nocache'
  ]);
  process.stdout.write(output);
  return code === 0 ? 0 : 1;
}

process.exitCode = await main();
