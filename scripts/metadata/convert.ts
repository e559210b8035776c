import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../run/layer.ts';

/** The CLI stays as the lockfile has it, and tells nobody what it does. */
export const QUIET = {
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_DISABLE_AUTOUPDATE: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true'
};

/**
 * Converts the source with Salesforce's own CLI, as every deployment does first: it refuses files it cannot place, and
 * would leave out what `.forceignore` says. The result is looked at and thrown away; it takes three seconds, offline.
 *
 * @param root the project's folder, its components built
 * @returns what is wrong, nothing when it converts
 */
export async function convertSource(root: string): Promise<string[]> {
  const output = mkdtempSync(join(tmpdir(), 'handoff-convert-'));
  try {
    const args = ['project', 'convert', 'source', '--root-dir', 'force-app', '--output-dir', output];
    const { code, output: said } = await runCommand('sf', args, QUIET, root);
    if (code !== 0) return [said.trim()];
    return bundleProblems(root, output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** An org takes JavaScript only: each bundle needs its module, and a `.ts` is refused. */
function bundleProblems(root: string, output: string): string[] {
  const source = join(root, 'force-app', 'main', 'default', 'lwc');
  if (!existsSync(source)) return [];
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const bundle = `force-app/main/default/lwc/${name}`;
      const folder = join(output, 'lwc', name);
      if (!existsSync(folder)) return [`${bundle} is not in the package: see .forceignore`];
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return [
        ...(files.includes(`${name}.js`) ? [] : [`${bundle} has no ${name}.js in the package`]),
        ...files
          .filter((file) => file.endsWith('.ts'))
          .map((file) => `${bundle}/${file} would go along, and an org refuses it`)
      ];
    });
}
