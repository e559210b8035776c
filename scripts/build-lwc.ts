import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const LWC_FOLDER = join('force-app', 'main', 'default', 'lwc');

/** What a build did: paths relative to the project. */
export interface LwcBuild {
  compiled: string[];
  removed: string[];
}

/** A bundle's TypeScript cannot be compiled; the message holds one `path:line:column text` for each problem. */
export class LwcBuildError extends Error {
  override readonly name = 'LwcBuildError';
}

/**
 * Writes a `.js` beside each bundle's `.ts`, types gone and decorators kept, as Salesforce's compiler wants it, and
 * removes each `.js` whose `.ts` is gone. A file is compiled only when its `.ts`, or this module, is newer than its
 * `.js`. Types are not checked here: `tsc -p force-app/main/default/lwc` does that.
 *
 * @param root the project's folder
 * @throws {LwcBuildError} on a syntax error
 */
export async function buildLwc(root: string = process.cwd()): Promise<LwcBuild> {
  const folder = join(root, LWC_FOLDER);
  const bundles = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = bundles
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => readdirSync(join(folder, entry.name)).map((name) => join(folder, entry.name, name)));
  const sources = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  const removed = files.filter((path) => path.endsWith('.js') && !existsSync(path.replace(/\.js$/, '.ts')));
  for (const path of removed) rmSync(path);

  const newest = statSync(import.meta.filename).mtimeMs;
  const stale = sources.filter((path) => {
    const output = statSync(path.replace(/\.ts$/, '.js'), { throwIfNoEntry: false });
    return !output || output.mtimeMs < Math.max(newest, statSync(path).mtimeMs);
  });
  if (stale.length > 0) await compile(root, stale);
  const shown = (path: string): string => relative(root, path);
  return { compiled: stale.map(shown), removed: removed.map(shown) };
}

async function compile(root: string, paths: readonly string[]): Promise<void> {
  // Loaded here, because a build with nothing to do should not pay half a second for the compiler.
  const { default: ts } = await import('typescript');
  const problems: string[] = [];
  for (const path of paths) {
    const { outputText, diagnostics } = ts.transpileModule(readFileSync(path, 'utf8'), {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        experimentalDecorators: false,
        verbatimModuleSyntax: true
      }
    });
    for (const problem of diagnostics ?? []) {
      const { line, character } = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0) ?? {
        line: 0,
        character: 0
      };
      const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
      problems.push(`${relative(root, path)}:${line + 1}:${character + 1} ${text}`);
    }
    if (problems.length === 0) writeFileSync(path.replace(/\.ts$/, '.js'), outputText);
  }
  if (problems.length > 0) throw new LwcBuildError(problems.join('\n'));
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    const { compiled, removed } = await buildLwc();
    process.stdout.write(`LWC: ${compiled.length} compiled, ${removed.length} removed\n`);
  } catch (error) {
    if (!(error instanceof LwcBuildError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
