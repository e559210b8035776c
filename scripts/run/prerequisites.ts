import { existsSync } from 'node:fs';
import { runCommand } from './layer.ts';

/** A program that npm cannot bring along. */
interface Prerequisite {
  name: string;
  purpose: string;
  isThere: () => Promise<boolean>;
  debian: readonly string[];
}

/** Where a Chromium or Chrome may be, in the order it is looked for. */
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** The browser that stories run in: `CHROME_PATH`, one of the system's, or undefined for Playwright's own. */
export function browserPath(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return [env['CHROME_PATH'], ...BROWSERS].find((path) => path !== undefined && existsSync(path));
}

const PREREQUISITES: readonly Prerequisite[] = [
  {
    name: 'Java 11 or newer',
    purpose: 'type-checks the Apex',
    isThere: async () => (await runCommand('java', ['-version'])).code === 0,
    debian: ['default-jre-headless']
  },
  {
    name: 'Chromium',
    purpose: 'runs the browser stories',
    isThere: async () => browserPath() !== undefined,
    debian: ['chromium', 'fonts-liberation']
  }
];

/**
 * Installs what is missing where this may be done without asking (root, or sudo without a password, on Debian and its
 * relatives).
 *
 * @returns one line for everything that is still missing, saying what to install
 */
export async function installPrerequisites(print: (text: string) => void): Promise<string[]> {
  const missing: string[] = [];
  for (const { name, purpose, isThere, debian } of PREREQUISITES) {
    if (await isThere()) continue;
    print(`Installing ${name}, which ${purpose} ...\n`);
    await aptInstall(debian);
    if (!(await isThere()))
      missing.push(
        `${name} is missing; it ${purpose}. Install it (Debian: apt-get install ${debian.join(' ')}) and run the command again.`
      );
  }
  return missing;
}

async function aptInstall(packages: readonly string[]): Promise<void> {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const run = async (...command: string[]): Promise<number> => {
    const [program = '', ...args] = [...prefix, ...command];
    return (await runCommand(program, args, env)).code;
  };
  if ((await run('apt-get', 'update', '-qq')) === 0)
    await run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages);
}
