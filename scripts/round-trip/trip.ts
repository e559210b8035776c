import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { QUIET } from '../metadata/convert.ts';
import { runCommand } from '../run/layer.ts';
import { canonicalXml } from './canonical.ts';
import { componentsOf, membersOf } from './components.ts';

/** The CLI writes a definition for every object; this is that of a standard object that the source only adds to. */
const ADDED_TO = canonicalXml('<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"></CustomObject>');

export interface Trip {
  /** `path message` for each thing that is lost, made up or changed. */
  problems: string[];
  files: number;
  components: number;
}

/**
 * Sends the source through Salesforce's own CLI and back: to the format that is deployed, and from there to source
 * again. What comes back must be what was sent, file by file, and the manifest must name every component and no other.
 * Offline, in about twelve seconds; the project is not changed.
 *
 * @param root the project's folder, its components built
 */
export async function roundTrip(root: string): Promise<Trip> {
  const work = mkdtempSync(join(tmpdir(), 'handoff-round-trip-'));
  try {
    const deployed = join(work, 'deployed');
    const back = join(work, 'back');
    mkdirSync(join(back, 'force-app'), { recursive: true });
    for (const name of ['sfdx-project.json', '.forceignore']) copyFileSync(join(root, name), join(back, name));
    const failed =
      (await sf(root, ['convert', 'source', '--root-dir', 'force-app', '--output-dir', deployed])) ??
      (await sf(root, ['generate', 'manifest', '--source-dir', 'force-app', '--output-dir', work])) ??
      (await sf(back, ['convert', 'mdapi', '--root-dir', deployed]));
    if (failed !== undefined) return { problems: [failed], files: 0, components: 0 };
    const manifest = membersOf(readFileSync(join(work, 'package.xml'), 'utf8'));
    const files = compareSource(root, back);
    return {
      problems: [
        ...files.problems,
        ...compareManifest(componentsOf(root), manifest, 'package.xml'),
        ...compareManifest(
          componentsOf(root),
          membersOf(readFileSync(join(deployed, 'package.xml'), 'utf8')),
          'the package'
        )
      ],
      files: files.compared,
      components: manifest.size
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function sf(folder: string, args: readonly string[]): Promise<string | undefined> {
  const { code, output } = await runCommand('sf', ['project', ...args], QUIET, folder);
  return code === 0 ? undefined : `sf project ${args.slice(0, 2).join(' ')}: ${output.trim()}`;
}

/** What one of the two names and the other does not. @param where what names them, for the messages */
export function compareManifest(components: ReadonlySet<string>, named: ReadonlySet<string>, where: string): string[] {
  return [
    ...[...components].filter((one) => !named.has(one)).map((one) => `${one} is in force-app and not in ${where}`),
    ...[...named].filter((one) => !components.has(one)).map((one) => `${one} is in ${where} and not in force-app`)
  ];
}

/** Compares two projects' `force-app`, file by file; the second is what the CLI made of the first. */
export function compareSource(sent: string, back: string): { problems: string[]; compared: number } {
  const ignored = readFileSync(join(sent, '.forceignore'), 'utf8').split('\n').filter(Boolean);
  const from = new Map(
    filesOf(sent)
      .filter((path) => !ignored.some((pattern) => matchesGlob(path, pattern)))
      .map((path) => [flat(path), path])
  );
  const to = new Set(filesOf(back));
  const missing = [...from].filter(([path]) => !to.has(path)).map(([, path]) => `${path} does not come back`);
  const added = [...to]
    .filter((path) => !from.has(path) && contentOf(back, path) !== ADDED_TO)
    .map((path) => `${path} comes back and was never sent`);
  const changed = [...from]
    .filter(([path]) => to.has(path))
    .flatMap(([path, original]) => {
      const [before, after] = [contentOf(sent, original), contentOf(back, path)];
      return before === after ? [] : [`${original} comes back changed: ${firstDifference(before, after)}`];
    });
  return { problems: [...missing, ...added, ...changed], compared: from.size };
}

function filesOf(project: string): string[] {
  return readdirSync(join(project, 'force-app'), { recursive: true, encoding: 'utf8' })
    .map((path) => `force-app/${path}`)
    .filter((path) => statSync(join(project, path)).isFile());
}

/** Folders among the classes are ours: the deployed format has none. */
function flat(path: string): string {
  return path.replace(/\/classes\/.*\//, '/classes/');
}

function contentOf(project: string, path: string): string {
  const text = readFileSync(join(project, path), 'utf8');
  return path.endsWith('-meta.xml') ? canonicalXml(text) : text;
}

function firstDifference(before: string, after: string): string {
  const lines = after.split('\n');
  const place = before.split('\n').findIndex((line, index) => line !== lines[index]);
  return `"${before.split('\n')[place] ?? 'nothing'}" is now "${lines[place] ?? 'nothing'}"`;
}
