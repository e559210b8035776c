import { commandLayer, countedLayer, countJestTests, countNodeTests, countStories, type Layer } from './layer.ts';

/** Every proof this project has, cheapest first. A layer is here because the others miss something. */
export const layers: readonly Layer[] = [
  commandLayer('format', true, 'prettier', ['--check', '--log-level', 'warn', '.']),
  commandLayer('lint', true, 'eslint', ['--max-warnings', '0', '.']),
  commandLayer('types', true, 'node', ['scripts/types.ts']),
  commandLayer('apex types', true, 'node', ['scripts/apex-check.ts']),
  commandLayer('apex rules', true, 'node', ['scripts/pmd.ts']),
  commandLayer('metadata', true, 'node', ['scripts/metadata-check.ts']),
  countedLayer(
    'scripts',
    true,
    'node',
    ['--test', 'scripts/!(operate).test.ts', 'scripts/!(planted|connect|install)/**/*.test.ts'],
    countNodeTests
  ),
  countedLayer(
    'installation',
    false,
    'node',
    ['--test', 'scripts/{connect,install}/*.test.ts', 'scripts/operate.test.ts'],
    countNodeTests
  ),
  countedLayer(
    'service',
    true,
    'node',
    ['--test', 'service/src/!(brief)/**/*.test.ts', 'service/src/brief/!(kill).test.ts'],
    countNodeTests
  ),
  countedLayer('durability', false, 'node', ['--test', 'service/src/brief/kill.test.ts'], countNodeTests),
  countedLayer('round trip', false, 'node', ['scripts/round-trip.ts'], countRoundTrip),
  countedLayer('planted', false, 'node', ['--test', 'scripts/planted/*.test.ts'], countNodeTests),
  countedLayer('components', false, 'jest', ['--ci'], countJestTests),
  countedLayer('local org', false, 'node', ['--test', 'local-org/**/*.test.ts'], countNodeTests),
  countedLayer('apex', false, 'node', ['local-org/src/apex/testrun/cli.ts'], countSummary),
  countedLayer('security', false, 'node', ['--test', 'e2e/security/*.test.ts'], countNodeTests),
  { ...countedLayer('stories', false, 'playwright', ['test', '-c', 'e2e'], countStories), alone: true }
];

/** Not part of `npm test`: it takes minutes and judges the tests, not the product. */
export const mutantLayer: Layer = countedLayer('mutants', false, 'node', ['scripts/mutants.ts'], countSummary);

/** The last line of our own runners: `41 passed, 1 failed`. */
function countSummary(output: string): { passed: number; failed: number } | undefined {
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output.trimEnd()) ?? [];
  return passed === undefined || failed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}

/** One check for each file and each component; a line for whatever was lost stands before this one. */
function countRoundTrip(output: string): { passed: number; failed: number } | undefined {
  const [, files, components] = /(\d+) files .* (\d+) components .*\s*$/.exec(output) ?? [];
  const failed = output.trimEnd().split('\n').length - 1;
  return files === undefined || components === undefined
    ? undefined
    : { passed: Math.max(Number(files) + Number(components) - failed, 0), failed };
}
