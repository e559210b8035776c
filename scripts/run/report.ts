import type { Layer } from './layer.ts';

/** Most layers keep one core busy, and machines have two at least. */
const AT_ONCE = 2;

/**
 * Runs layers, two at a time but for those that need the machine for themselves, which come last. Prints each with its
 * time when it ends, the output of those that failed, and at the end one line `N passed, N failed`.
 *
 * @returns the exit code: 0 only when nothing failed
 */
export async function runLayers(layers: readonly Layer[], print: (text: string) => void): Promise<number> {
  let passed = 0;
  let failed = 0;
  const run = async (layer: Layer): Promise<void> => {
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
  };
  const waiting = layers.filter(({ alone }) => alone !== true);
  const worker = async (): Promise<void> => {
    for (let layer = waiting.shift(); layer; layer = waiting.shift()) await run(layer);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const layer of layers) if (layer.alone === true) await run(layer);
  print(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
