import type { Layer } from './layer.ts';

/**
 * Runs layers one after the other, prints each with its time, the output of those that failed, and at the end
 * one line `N passed, N failed`.
 *
 * @returns the exit code: 0 only when nothing failed
 */
export async function runLayers(layers: readonly Layer[], print: (text: string) => void): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const layer of layers) {
    const started = performance.now();
    const outcome = await layer.run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    passed += outcome.passed;
    failed += outcome.failed;
    const verdict = outcome.failed === 0 ? 'ok    ' : 'FAILED';
    print(
      `${verdict} ${layer.name.padEnd(12)} ${seconds.padStart(6)} s  ${outcome.passed} passed, ${outcome.failed} failed\n`
    );
    if (outcome.failed > 0) print(`${outcome.output.trimEnd()}\n\n`);
  }
  print(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
