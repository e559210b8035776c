import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An object of the package and the fields it brings. */
export interface SourceObject {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Objects of the package that hold records: its own, and its custom metadata, which admins change. */
export function objectsOf(root: string): SourceObject[] {
  const folder = join(sourceOf(root), 'objects');
  return readdirSync(folder)
    .filter((name) => /__(?:c|mdt)$/.test(name) && existsSync(join(folder, name, `${name}.object-meta.xml`)))
    .sort()
    .map((name) => ({ name, fields: namesIn(join(folder, name, 'fields'), '.field-meta.xml') }));
}

export function permissionSetsOf(root: string): string[] {
  return namesIn(join(sourceOf(root), 'permissionsets'), '.permissionset-meta.xml');
}

export function permissionSetGroupsOf(root: string): string[] {
  return namesIn(join(sourceOf(root), 'permissionsetgroups'), '.permissionsetgroup-meta.xml');
}

/** Record pages that the package brings. */
export function pagesOf(root: string): string[] {
  return namesIn(join(sourceOf(root), 'flexipages'), '.flexipage-meta.xml');
}

/** Names that the installation scheduled its jobs under. */
export function jobsOf(root: string): string[] {
  const script = readFileSync(join(root, 'scripts', 'install', 'schedule.apex'), 'utf8');
  return [...script.matchAll(/=> '([^']+)'/g)].map(([, name]) => String(name));
}

function sourceOf(root: string): string {
  return join(root, 'force-app', 'main', 'default');
}

function namesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}
