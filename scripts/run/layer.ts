import { spawn } from 'node:child_process';

/** What one layer found: how many of its checks passed and failed, and everything it printed. */
export interface Outcome {
  passed: number;
  failed: number;
  output: string;
}

/** One kind of proof. `quick` layers make up `npm run check`; all of them together are `npm test`. */
export interface Layer {
  name: string;
  quick: boolean;
  /** Whether it needs all cores: nothing else runs beside it. */
  alone?: true;
  run: () => Promise<Outcome>;
}

export interface CommandResult {
  code: number;
  output: string;
}

/** Runs a command to its end, with both its streams gathered in the order they came. Never rejects. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  folder: string = process.cwd()
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env }
    });
    const chunks: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    child.on('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: chunks.join('') }));
  });
}

/** A layer that is one command: it passes when the command exits with 0. */
export function commandLayer(name: string, quick: boolean, command: string, args: readonly string[]): Layer {
  return {
    name,
    quick,
    run: async () => {
      const { code, output } = await runCommand(command, args);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    }
  };
}

/** A layer whose command says how many tests it ran; a failure that no test accounts for counts as one. */
export function countedLayer(
  name: string,
  quick: boolean,
  command: string,
  args: readonly string[],
  count: (output: string) => { passed: number; failed: number } | undefined
): Layer {
  return {
    name,
    quick,
    run: async () => {
      const { code, output } = await runCommand(command, args);
      const counted = count(output);
      if (!counted) return { passed: 0, failed: 1, output: `${output}\n(${name} did not say how many tests it ran)` };
      const failed = code !== 0 && counted.failed === 0 ? 1 : counted.failed;
      return { passed: counted.passed, failed, output };
    }
  };
}

/** Reads the totals of Node's own test runner (`spec` or `tap` reporter). */
export function countNodeTests(output: string): { passed: number; failed: number } | undefined {
  const passed = /^(?:ℹ|#) pass (\d+)$/m.exec(output);
  const failed = /^(?:ℹ|#) fail (\d+)$/m.exec(output);
  const cancelled = /^(?:ℹ|#) cancelled (\d+)$/m.exec(output);
  if (!passed || !failed) return undefined;
  return { passed: Number(passed[1]), failed: Number(failed[1]) + Number(cancelled?.[1] ?? 0) };
}

/** Reads the `Tests: 1 failed, 41 passed, 42 total` line of Jest. */
export function countJestTests(output: string): { passed: number; failed: number } | undefined {
  const line = /^Tests:\s+(.*)$/m.exec(output)?.[1];
  if (!line) return undefined;
  return {
    passed: Number(/(\d+) passed/.exec(line)?.[1] ?? 0),
    failed: Number(/(\d+) failed/.exec(line)?.[1] ?? 0)
  };
}

/** Reads Playwright's last lines: `1 failed`, `2 did not run`, `9 passed (1.2m)`. What did not run has failed. */
export function countStories(output: string): { passed: number; failed: number } | undefined {
  const count = (what: string): number => Number(new RegExp(`^\\s+(\\d+) ${what}\\b`, 'm').exec(output)?.[1] ?? 0);
  const passed = count('passed');
  const failed = count('failed') + count('did not run') + count('interrupted') + count('flaky');
  return passed + failed === 0 ? undefined : { passed, failed };
}
