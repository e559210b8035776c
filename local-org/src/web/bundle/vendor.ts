import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Plugin, rollup } from 'rollup';
import { USER_I18N } from '../i18n.ts';
import { compiler, resolver } from './plugins.ts';
import { BundleError } from './sources.ts';

const require = createRequire(import.meta.url);

/** Parts of the LWC engine, by the name they are imported under. */
const ENGINE: Readonly<Record<string, string>> = {
  lwc: '@lwc/engine-dom',
  '@lwc/engine-dom': '@lwc/engine-dom',
  '@lwc/synthetic-shadow': '@lwc/synthetic-shadow',
  '@lwc/features': '@lwc/features',
  '@lwc/shared': '@lwc/shared'
};

/** Open by default in the package, and then comboboxes throw under synthetic shadow. */
const CLOSED_GATE = '@salesforce/gate/bc.260.enableComboboxElementInternals';

/** The base components come with Los Angeles; the sample users live in this one. */
const I18N = '@salesforce/i18n/';
const TIME_ZONE = `${I18N}timeZone`;

/** Icons for right-to-left languages: half of the bundle, and never shown here. */
const LEFT_OUT = /^lightning\/iconSvgTemplates\w+Rtl$/;

/** The LWC engine and Salesforce's base components: what the browser needs and a package does not change. */
export interface Vendor {
  folder: string;
  /** File in the folder by specifier. */
  imports: Readonly<Record<string, string>>;
}

/** Names of everything the vendor part can supply, with the file of each. */
export function vendorFiles(): Map<string, string> {
  const manifest = require.resolve('lightning-base-components/package.json');
  const folder = dirname(manifest);
  const { lwc } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    // The package describes its modules so.
    lwc: { modules: { name?: string; path?: string }[] };
  };
  const files = new Map<string, string>();
  for (const { name, path } of lwc.modules) {
    if (name !== undefined && path !== undefined) files.set(name, join(folder, path));
  }
  const lightning = join(folder, 'src', 'lightning');
  for (const name of readdirSync(lightning)) {
    const file = ['js', 'html', 'css']
      .map((ending) => join(lightning, name, `${name}.${ending}`))
      .find((path) => existsSync(path));
    if (file !== undefined && !files.has(`lightning/${name}`)) files.set(`lightning/${name}`, file);
  }
  for (const [name, target] of Object.entries(ENGINE)) {
    files.set(name, require.resolve(target).replace(/index\.c?js$/, 'index.js'));
  }
  return files;
}

/**
 * Builds the modules asked for, once for each lockfile and each set of modules.
 *
 * @param wanted specifiers that the pages import
 * @param supplied specifiers that come from the local org itself, and stay out
 * @param progress told a line now and then: this takes about half a minute
 * @throws {BundleError}
 */
export async function buildVendor(
  root: string,
  wanted: ReadonlySet<string>,
  supplied: ReadonlySet<string>,
  progress: (line: string) => void
): Promise<Vendor> {
  const entries = [...wanted].sort();
  const key = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update([...entries, ...[...supplied].sort()].join('\n'))
    .update(readFileSync(import.meta.filename))
    .update(readFileSync(join(import.meta.dirname, 'plugins.ts')))
    .update(USER_I18N.join('\n'))
    .digest('hex')
    .slice(0, 12);
  const folder = join(root, '.cache', `vendor-${key}`);
  const imports = Object.fromEntries(entries.map((name) => [name, `${fileName(name)}.js`]));
  if (existsSync(join(folder, 'complete'))) return { folder, imports };

  progress(`Building ${entries.length} Lightning base components, once (about half a minute) ...`);
  const started = performance.now();
  // Written aside first: a build that was interrupted leaves nothing that looks whole.
  const aside = `${folder}-${process.pid}`;
  try {
    await bundle(root, entries, supplied, aside, progress);
    writeFileSync(join(aside, 'complete'), '');
    // Somebody else may have built the same meanwhile, and be serving it.
    if (!existsSync(join(folder, 'complete'))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(aside, folder);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  progress(`Base components built in ${Math.round((performance.now() - started) / 1000)} s`);
  return { folder, imports };
}

async function bundle(
  root: string,
  entries: readonly string[],
  supplied: ReadonlySet<string>,
  folder: string,
  progress: (line: string) => void
): Promise<void> {
  const files = vendorFiles();
  const unknown = entries.find((name) => !files.has(name));
  if (unknown !== undefined) throw new BundleError(`The module ${unknown} is not supported by the local org`);
  const build = await rollup({
    input: Object.fromEntries(entries.map((name) => [fileName(name), `vendor:${name}`])),
    preserveEntrySignatures: 'strict',
    onwarn: () => undefined,
    plugins: [
      constants(),
      entriesOf(files),
      resolver({ root, files, external: supplied }),
      counter(progress),
      ...compiler(dirname(files.get('lightning/button') ?? root))
    ]
  });
  await build.write({ dir: folder, format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' });
  await build.close();
}

function fileName(specifier: string): string {
  return specifier.replace(/[^\w.]/g, '_');
}

function entriesOf(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'vendor-entries',
    resolveId: (id) => (id.startsWith('vendor:') ? (files.get(id.slice('vendor:'.length)) ?? null) : null)
  };
}

/** What depends on the user's language and locale, the page says: the vendor part is the same for everybody. */
function isOfUser(name: string): boolean {
  return name.startsWith(I18N) && USER_I18N.includes(name.slice(I18N.length));
}

function ofUser(name: string): string {
  return `export default JSON.parse(document.querySelector('#boot').textContent).i18n[${JSON.stringify(name)}];`;
}

function constants(): Plugin {
  return {
    name: 'vendor-constants',
    resolveId: (id) => {
      const name = id.replace(/^vendor:/, '');
      return name === CLOSED_GATE || name === TIME_ZONE || isOfUser(name) || LEFT_OUT.test(name)
        ? `\0constant:${name}`
        : null;
    },
    load(id) {
      if (!id.startsWith('\0constant:')) return null;
      if (id.endsWith(TIME_ZONE)) return "export default 'GMT';";
      const name = id.slice('\0constant:'.length);
      if (isOfUser(name)) return ofUser(name.slice(I18N.length));
      return id.endsWith(CLOSED_GATE) ? 'export default { isOpen: () => false };' : 'export default {};';
    }
  };
}

function counter(progress: (line: string) => void): Plugin {
  let count = 0;
  return {
    name: 'vendor-progress',
    transform() {
      if (++count % 250 === 0) progress(`  ${count} files`);
      return null;
    }
  };
}
