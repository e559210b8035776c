import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import lwc from '@lwc/rollup-plugin';
import type { Plugin, RollupLog } from 'rollup';
import ts from 'typescript';
import { BundleError, placeOf } from './sources.ts';

export interface ResolveOptions {
  /** The project's folder, for messages. */
  root: string;
  /** Files by specifier. */
  files: ReadonlyMap<string, string>;
  /** Left to the import map. */
  external: ReadonlySet<string>;
}

/** Finds modules by name. What nobody supplies ends the build, with the file and line that wanted it. */
export function resolver({ root, files, external }: ResolveOptions): Plugin {
  return {
    name: 'local-org-resolve',
    resolveId(id, importer) {
      if (id.startsWith('\0') || /^@lwc\/resources/.test(id)) return null;
      if (external.has(id) && importer !== undefined) return { id, external: true };
      const file = files.get(id);
      // The name under which LWC registers a component is not the one its folder suggests.
      if (file !== undefined) return id.startsWith('c/') ? `${file}?specifier=${id}` : file;
      if (id.startsWith('.') && importer !== undefined) {
        const path = resolve(dirname(importer.split('?')[0] ?? importer), id);
        return [path, `${path}.ts`, `${path}.js`].find((file) => /\.[jt]s$/.test(file) && existsSync(file)) ?? null;
      }
      if (id.startsWith('/') || id.startsWith('.') || importer === undefined) return null;
      throw new BundleError(
        `${placeOf(root, importer, id)} The module ${id} does not exist or is not supported by the local org`
      );
    }
  };
}

/** Takes the types out of TypeScript, and leaves decorators to LWC. What is no TypeScript ends the build with its line. */
export function stripTypes(root: string): Plugin {
  return {
    name: 'local-org-types',
    transform(code, id) {
      const path = id.split('?')[0] ?? id;
      if (!path.endsWith('.ts')) return null;
      const { outputText, diagnostics = [] } = ts.transpileModule(code, {
        fileName: path,
        reportDiagnostics: true,
        compilerOptions: {
          target: ts.ScriptTarget.ESNext,
          module: ts.ModuleKind.ESNext,
          experimentalDecorators: false,
          verbatimModuleSyntax: true
        }
      });
      const [problem] = diagnostics;
      if (problem) {
        const line = code.slice(0, problem.start ?? 0).split('\n').length;
        const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
        throw new BundleError(`${relative(root, path)}:${line} ${text}`);
      }
      return { code: outputText, map: null };
    }
  };
}

/** LWC's compiler, and the two switches that its engine is built with. */
export function compiler(rootDir: string): Plugin[] {
  return [
    switches(),
    lwc({ rootDir, modules: [], defaultModules: [], enableDynamicComponents: true, enableLwcOn: true })
  ];
}

function switches(): Plugin {
  return {
    name: 'local-org-switches',
    transform(code) {
      if (!/process\.env\.NODE_ENV|import\.meta\.env\.SSR/.test(code)) return null;
      const replaced = code
        .replaceAll('process.env.NODE_ENV', '"production"')
        .replaceAll('import.meta.env.SSR', 'false');
      return { code: replaced, map: null };
    }
  };
}

/** Warnings of other people's modules are theirs; ours are errors. */
export function onwarn(ours: string): (warning: RollupLog) => void {
  return (warning) => {
    if (warning.code === 'CIRCULAR_DEPENDENCY' || warning.code === 'UNUSED_EXTERNAL_IMPORT') return;
    if (warning.loc?.file?.startsWith(ours)) {
      throw new BundleError(`${relative(ours, warning.loc.file)}:${warning.loc.line} ${warning.message}`);
    }
  };
}
