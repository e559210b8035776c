import type { OrgFacts } from './check.ts';
import { InstallError } from './options.ts';
import { OrgConnection, OrgRefusal } from './org.ts';

/** What the steps of a script share. */
export interface Work<Options> {
  readonly root: string;
  readonly options: Options;
  readonly org: OrgConnection;
  /** Known from the first step on. */
  facts: OrgFacts | null;
  readonly say: (line: string) => void;
  /** Whether somebody sits at the terminal who can be asked. */
  readonly isInteractive: boolean;
}

export interface StepOf<Options> {
  readonly title: string;
  /** Whether it changes nothing in a dry run, which then does it too. */
  readonly isDry: boolean;
  /** @returns one line saying what was done, or why there was nothing to do */
  run: (work: Work<Options>) => Promise<string>;
}

export interface Script<Options> {
  readonly usage: string;
  readonly steps: readonly StepOf<Options>[];
  /** @returns null when help was asked for */
  parse: (args: readonly string[]) => Options | null;
  /** The last line, when all went well. */
  done: (work: Work<Options>) => string;
}

/** What every script is told. */
interface Target {
  readonly targetOrg: string;
  readonly dryRun: boolean;
}

/** Begins the line of a step that the local org cannot do. */
export const NEEDS_REAL_ORG = 'HERE A REAL ORG IS NEEDED:';
const AGAIN = 'Then run the same command again: what is done stays done.';

/** Runs a script's steps one after the other. @returns the exit code: 0, 1 when a step failed, 2 for wrong options */
export async function runScript<Options extends Target>(
  args: readonly string[],
  script: Script<Options>,
  say: (line: string) => void
): Promise<number> {
  let options;
  try {
    options = script.parse(args);
  } catch (error) {
    return report(error, say, 2);
  }
  if (options === null) {
    say(script.usage.trimEnd());
    return 0;
  }
  let current = 'Log in';
  try {
    const work: Work<Options> = {
      root: process.cwd(),
      options,
      org: await OrgConnection.open(options.targetOrg),
      facts: null,
      say,
      isInteractive: process.stdin.isTTY === true
    };
    for (const [index, step] of script.steps.entries()) {
      if (options.dryRun && !step.isDry) continue;
      current = `Step ${index + 1} of ${script.steps.length}: ${step.title}`;
      say(current);
      say(`  ${await step.run(work)}`);
    }
    say(options.dryRun ? 'Dry run: nothing was changed.' : script.done(work));
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
