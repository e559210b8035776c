import type { Layer, Outcome } from './layer.ts';

/** A proof as `npm run verify` shows it. */
export interface Proof {
  layer: Layer;
  /** What it covers, in a few words. */
  covers: string;
  /** Reads the figure that says how good it is; without it, how many checks passed. */
  figure?: (outcome: Outcome) => string | undefined;
}

interface Row {
  proof: string;
  covers: string;
  figure: string;
  seconds: number;
  failed: boolean;
}

/**
 * Runs proofs one after the other and prints each as it ends, what the failed ones said, and at the end one table: what
 * each covers, its figure, its time.
 *
 * @returns the exit code: 0 only when nothing failed
 */
export async function verify(proofs: readonly Proof[], print: (text: string) => void): Promise<number> {
  const rows: Row[] = [];
  for (const { layer, covers, figure } of proofs) {
    const started = performance.now();
    const outcome = await layer.run();
    const seconds = (performance.now() - started) / 1000;
    const failed = outcome.failed > 0;
    rows.push({ proof: layer.name, covers, figure: figure?.(outcome) ?? countOf(outcome), seconds, failed });
    print(`${failed ? 'FAILED' : 'ok    '} ${layer.name} (${seconds.toFixed(1)} s)\n`);
    if (failed) print(`${outcome.output.trimEnd()}\n\n`);
  }
  print(`\n${tableOf(rows)}\n`);
  const failed = rows.filter((row) => row.failed).length;
  print(`${rows.length - failed} proofs hold, ${failed} do not\n`);
  return failed === 0 ? 0 : 1;
}

function countOf({ passed, failed }: Outcome): string {
  if (failed > 0) return `${failed} of ${passed + failed} failed`;
  return passed === 1 ? 'clean' : `${passed} passed`;
}

function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['', 'proof', 'covers', 'figure', 'time'],
    ...rows.map((row) => [
      row.failed ? 'FAILED' : 'ok',
      row.proof,
      row.covers,
      row.figure,
      `${row.seconds.toFixed(1)} s`
    ])
  ];
  const widths = cells[0]?.map((_cell, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}
