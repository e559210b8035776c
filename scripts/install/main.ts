import { InstallError, parseOptions, USAGE } from './options.ts';
import { OrgConnection, OrgRefusal } from './org.ts';
import { type Installation, STEPS } from './steps.ts';

const AGAIN = 'Then run the same command again: what is done stays done.';

/** @returns the process's exit code: 0, 1 when a step failed, 2 for wrong options */
async function main(args: readonly string[], say: (line: string) => void): Promise<number> {
  let options;
  try {
    options = parseOptions(args);
  } catch (error) {
    return report(error, say, 2);
  }
  if (options === null) {
    say(USAGE.trimEnd());
    return 0;
  }
  let current = 'Log in';
  try {
    const installation: Installation = {
      root: process.cwd(),
      options,
      org: await OrgConnection.open(options.targetOrg),
      facts: null,
      say,
      isInteractive: process.stdin.isTTY === true
    };
    for (const [index, step] of STEPS.entries()) {
      if (options.dryRun && !step.isDry) continue;
      current = `Step ${index + 1} of ${STEPS.length}: ${step.title}`;
      say(current);
      say(`  ${await step.run(installation)}`);
    }
    if (options.dryRun) say('Dry run: nothing was changed.');
    else say(installation.facts?.isLocal ? 'Done, as far as the local org goes.' : 'Installed.');
    return 0;
  } catch (error) {
    say(`FAILED at ${current}`);
    return report(error, say, 1);
  }
}

function report(error: unknown, say: (line: string) => void, code: number): number {
  if (error instanceof InstallError) {
    say(`  ${error.message}`);
    say(`  How to go on: ${error.action}`);
  } else if (error instanceof OrgRefusal) {
    say(`  The org refused: ${error.message} (${error.code})`);
    say('  How to go on: see that you are an administrator of the org, and what the message names.');
  } else throw error;
  if (code === 1) say(`  ${AGAIN}`);
  return code;
}

process.exitCode = await main(process.argv.slice(2), (line) => void process.stdout.write(`${line}\n`));
