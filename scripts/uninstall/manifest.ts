import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstallError } from '../install/options.ts';
import { API_VERSION } from '../install/org.ts';
import { sfJson } from '../install/sf.ts';

/**
 * Kinds that an org has one of, the package's and everybody else's alike: deleting it would take more than came with
 * the package. What the package put into them goes with its labels, objects and fields.
 */
const SHARED = ['CustomLabels', 'Translations', 'CustomObjectTranslation'];

/** The two manifests of a deletion. */
export interface Manifests {
  /** Names nothing to deploy. */
  readonly package: string;
  readonly destructive: string;
  readonly components: number;
}

/**
 * Writes what a deletion names, as Salesforce's CLI lists the source, without what goes by itself.
 *
 * @param root the project's folder
 * @throws {InstallError} when the CLI cannot list it
 */
export async function writeManifests(root: string): Promise<Manifests> {
  const folder = join(root, '.cache', 'uninstall');
  mkdirSync(folder, { recursive: true });
  await sfJson([
    ...['project', 'generate', 'manifest', '--source-dir', join(root, 'force-app')],
    ...['--name', 'source', '--output-dir', folder]
  ]);
  const types = destructiveOf(readFileSync(join(folder, 'source.xml'), 'utf8'));
  if (types.size === 0)
    throw new InstallError('The CLI lists nothing of force-app.', 'Run npm install in this folder.');
  const manifests = { package: join(folder, 'package.xml'), destructive: join(folder, 'destructiveChanges.xml') };
  writeFileSync(manifests.package, manifestOf(new Map()));
  writeFileSync(manifests.destructive, manifestOf(types));
  return { ...manifests, components: [...types.values()].flat().length };
}

/**
 * Everything that is deleted, by kind. All in one manifest: what uses something else and what is used go at once, so
 * there is no order in which one would miss the other.
 *
 * @param source a manifest of the package's source
 */
export function destructiveOf(source: string): Map<string, string[]> {
  const listed = new Map(
    [...source.matchAll(/<types>(.*?)<\/types>/gs)].map(([, block = '']) => [
      /<name>(.*?)<\/name>/.exec(block)?.[1] ?? '',
      [...block.matchAll(/<members>(.*?)<\/members>/g)].map(([, member = '']) => member)
    ])
  );
  const own = listed.get('CustomObject') ?? [];
  const kept = new Map<string, string[]>();
  for (const [kind, members] of listed) {
    if (SHARED.includes(kind)) continue;
    // An object takes its fields, layouts and list views along; some of them Salesforce would not delete one by one.
    const named = members.filter((member) => !own.some((object) => new RegExp(`^${object}[.-]`).test(member)));
    if (named.length > 0) kept.set(kind, named);
  }
  return kept;
}

function manifestOf(types: ReadonlyMap<string, readonly string[]>): string {
  const blocks = [...types].map(([kind, members]) => {
    const lines = members.map((member) => `    <members>${member}</members>\n`).join('');
    return `  <types>\n${lines}    <name>${kind}</name>\n  </types>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
${blocks.join('')}  <version>${API_VERSION}.0</version>
</Package>
`;
}
