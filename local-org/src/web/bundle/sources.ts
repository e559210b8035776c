import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { OrgError } from '../../org/errors.ts';

/** A module cannot be found or compiled; the message is `path:line text`. */
export class BundleError extends OrgError {
  override readonly name = 'BundleError';

  constructor(message: string) {
    super('INVALID_BUNDLE', message);
  }
}

/** Source files below a folder: scripts and templates, without tests and declarations. */
export function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '__tests__' ? [] : sourceFiles(path);
    const isSource = ['.ts', '.html'].includes(extname(path)) && !path.endsWith('.d.ts');
    return isSource ? [path] : [];
  });
}

/** Modules by specifier in folders laid out as `namespace/name/name.ts`. */
export function modulesIn(folder: string): Map<string, string> {
  const modules = new Map<string, string>();
  for (const namespace of readdirSync(folder, { withFileTypes: true })) {
    if (!namespace.isDirectory()) continue;
    for (const name of readdirSync(join(folder, namespace.name))) {
      const file = join(folder, namespace.name, name, `${name}.ts`);
      if (existsSync(file)) modules.set(`${namespace.name}/${name}`, file);
    }
  }
  return modules;
}

/** The package's bundles by specifier: `c/handoffPanel` to its file. */
export function packageModules(folder: string, bundles: ReadonlySet<string>): Map<string, string> {
  return new Map([...bundles].map((name) => [`c/${name}`, join(folder, name, `${name}.ts`)]));
}

/** What files import or show: specifiers of modules, and tags as modules. */
export function importsOf(files: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.html')) {
      for (const [, name = ''] of text.matchAll(/<lightning-([a-z-]+)/g)) found.add(`lightning/${camel(name)}`);
      continue;
    }
    for (const [, specifier = ''] of text.matchAll(/^(?:import|export)\b(?! type)[^;]*?from '([^'.][^']*)'/gm))
      found.add(specifier);
    for (const [, specifier = ''] of text.matchAll(/^import '([^'.][^']*)'/gm)) found.add(specifier);
  }
  return found;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** `path:line` of the first mention of a module in a file, for messages. A tag counts as a mention. */
export function placeOf(root: string, file: string, specifier: string): string {
  const path = file.split('?')[0] ?? file;
  if (!existsSync(path)) return relative(root, path);
  const tag = specifier.replace('/', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const lines = readFileSync(path, 'utf8').split('\n');
  const names = [`'${specifier}'`, `"${specifier}"`, `<${tag}`];
  const index = lines.findIndex((line) => names.some((name) => line.includes(name)));
  return `${relative(root, path)}:${index + 1}`;
}
