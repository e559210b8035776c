import { join } from 'node:path';
import { type Plugin, rollup, type RollupError } from 'rollup';
import type { ProjectMetadata } from '../../metadata/project.ts';
import { cached, type CompiledFile, fingerprint } from './cache.ts';
import { compiler, onwarn, resolver, stripTypes } from './plugins.ts';
import { salesforceModules } from './salesforce.ts';
import { BundleError, importsOf, modulesIn, packageModules, sourceFiles } from './sources.ts';
import { buildVendor, vendorFiles } from './vendor.ts';

const CLIENT = join(import.meta.dirname, '..', 'client');

/** The module that knows the package's components by name. */
const REGISTRY = 'org/registry';

/** What the browser loads. */
export interface Bundle {
  /** Address of a module by specifier, for the page's import map. */
  imports: Readonly<Record<string, string>>;
  /** Address of the script that starts the page. */
  entry: string;
  /** Folder of the base components, served under `/lightning/vendor/`. */
  vendorFolder: string;
  /** Sources by file name, served under `/lightning/app/`. */
  files: ReadonlyMap<string, string>;
}

export interface BundleOptions {
  root: string;
  project: ProjectMetadata;
  isCacheable: (className: string, method: string) => boolean;
  progress: (line: string) => void;
}

/**
 * Compiles the pages, the local org's own modules and the package's components; the base components come from the
 * cache when they can.
 *
 * @throws {BundleError} with `path:line` for a module, field, label or method that does not exist
 */
export async function buildBundle({ root, project, isCacheable, progress }: BundleOptions): Promise<Bundle> {
  const lwcFolder = join(root, 'force-app', 'main', 'default', 'lwc');
  const own = modulesIn(join(CLIENT, 'modules'));
  const components = packageModules(lwcFolder, project.bundles);
  const available = vendorFiles();
  const imported = importsOf([...sourceFiles(lwcFolder), ...sourceFiles(CLIENT)]);
  const wanted = new Set([...imported].filter((name) => available.has(name) && !own.has(name)));
  // What the base components import from outside: the local org's modules under Salesforce's names.
  const shims = [...own.keys()].filter((name) => !name.startsWith('org/'));
  const vendor = await buildVendor(root, wanted, new Set(shims), progress);

  const outputs = await cached(join(root, '.cache'), fingerprint(sourcesOf(root, vendor.folder)), () =>
    compile(
      root,
      [
        registry(project, components),
        salesforceModules({ root, schema: project.schema, isCacheable, supplied: (name) => available.has(name) }),
        resolver({ root, files: new Map([...own, ...components]), external: wanted }),
        stripTypes(root),
        ...compiler(CLIENT)
      ],
      { main: join(CLIENT, 'main.ts'), ...Object.fromEntries(shims.map((name) => [name, own.get(name) ?? ''])) }
    )
  );
  const address = (name: string): string => `/lightning/app/${outputs.find((chunk) => chunk.name === name)?.fileName}`;
  const vendorAddress = `/lightning/vendor/${versionOf(vendor.folder)}`;
  return {
    imports: {
      ...Object.fromEntries(Object.entries(vendor.imports).map(([name, file]) => [name, `${vendorAddress}/${file}`])),
      ...Object.fromEntries(shims.map((name) => [name, address(name)]))
    },
    entry: address('main'),
    vendorFolder: vendor.folder,
    files: new Map(outputs.map((chunk) => [chunk.fileName, chunk.code]))
  };
}

/** Part of the addresses of base components, so that the browser may keep them for ever. */
export function versionOf(vendorFolder: string): string {
  return vendorFolder.slice(-12);
}

/** Everything the compiled pages are made from: the components and what they import, the pages, and this compiler. */
function sourcesOf(root: string, vendorFolder: string): string[] {
  const source = join(root, 'force-app', 'main', 'default');
  const folders = ['classes', 'customPermissions', 'flexipages', 'labels', 'lwc', 'objects'];
  // The vendor part's name says which versions of the compiler and the base components there are.
  return [
    ...folders.map((folder) => join(source, folder)),
    CLIENT,
    import.meta.dirname,
    join(vendorFolder, 'complete')
  ];
}

async function compile(root: string, plugins: Plugin[], input: Record<string, string>): Promise<CompiledFile[]> {
  try {
    const build = await rollup({ input, preserveEntrySignatures: 'strict', onwarn: onwarn(root), plugins });
    const { output } = await build.generate({
      format: 'es',
      entryFileNames: (chunk) => `${chunk.name.replaceAll('/', '-')}-[hash].js`,
      chunkFileNames: '[name]-[hash].js'
    });
    await build.close();
    const chunks = output.filter((chunk) => chunk.type === 'chunk');
    return chunks.map(({ name, fileName, code }) => ({ name, fileName, code }));
  } catch (error) {
    throw toBundleError(error, root);
  }
}

/** Rollup wraps what a plugin throws; it says where in `loc`, and LWC's compiler in `location`. */
function toBundleError(error: unknown, root: string): unknown {
  if (error instanceof BundleError || !(error instanceof Error)) return error;
  if (error.cause instanceof BundleError) return error.cause;
  const { id, loc, location } = error as RollupError & { location?: { line: number } }; // What its `build` rejects with.
  const file = (loc?.file ?? id ?? '').split('?')[0] ?? '';
  const place = file === '' ? '' : `${file}:${loc?.line ?? location?.line ?? 1} `;
  return new BundleError(`${place}${error.message}`.replaceAll(`${root}/`, ''));
}

/** The package's components that stand on pages, loaded when a page shows them. */
function registry(project: ProjectMetadata, components: ReadonlyMap<string, string>): Plugin {
  const placed = new Set(
    [...project.pages.values()]
      .flatMap((page) => page.regions)
      .flatMap((region) => region.components)
      .map((component) => component.name)
  );
  const lines = [...placed]
    .filter((name) => components.has(`c/${name}`))
    .map((name) => `  ${name}: () => import('c/${name}')`);
  return {
    name: 'local-org-registry',
    resolveId: (id) => (id === REGISTRY ? `\0${REGISTRY}` : null),
    load: (id) => (id === `\0${REGISTRY}` ? `export const components = {\n${lines.join(',\n')}\n};` : null)
  };
}
