import { commandLayer, countedLayer, countJestTests, countNodeTests, countStories, type Layer } from './layer.ts';

/** The test files of each layer that Node's own test runner runs: every file is in one of them. */
export const TEST_FILES = {
  scripts: ['scripts/!(operate).test.ts', 'scripts/!(planted|connect|install|uninstall|roles)/**/*.test.ts'],
  installation: ['scripts/{connect,install,uninstall}/*.test.ts', 'scripts/operate.test.ts'],
  service: ['service/src/!(brief)/**/*.test.ts', 'service/src/brief/!(kill).test.ts', 'service/src/*.test.ts'],
  durability: ['service/src/brief/kill.test.ts'],
  planted: ['scripts/planted/*.test.ts'],
  'local org': ['local-org/src/**/*.test.ts', 'local-org/test/!(roles|private).test.ts'],
  semantics: ['local-org/test/semantics/*.test.ts'],
  roles: ['local-org/test/{roles,private}.test.ts', 'scripts/roles/*.test.ts'],
  security: ['e2e/security/*.test.ts']
} as const;

/**
 * Every proof this project has: the quick ones first, then those that take longest, so that none is left alone at the
 * end. A layer is here because the others miss something.
 */
export const layers: readonly Layer[] = [
  commandLayer('format', true, 'prettier', ['--check', '--log-level', 'warn', '.']),
  commandLayer('lint', true, 'eslint', ['--max-warnings', '0', '.']),
  commandLayer('types', true, 'node', ['scripts/types.ts']),
  commandLayer('apex types', true, 'node', ['scripts/apex-check.ts']),
  commandLayer('apex rules', true, 'node', ['scripts/pmd.ts']),
  commandLayer('metadata', true, 'node', ['scripts/metadata-check.ts']),
  nodeTests('scripts', true),
  nodeTests('service', true),
  nodeTests('local org', false),
  // Its files wait for other processes more than they compute.
  nodeTests('security', false, ['--test-concurrency=2']),
  nodeTests('installation', false),
  nodeTests('durability', false),
  countedLayer('round trip', false, 'node', ['scripts/round-trip.ts'], countRoundTrip),
  nodeTests('planted', false),
  countedLayer('components', false, 'jest', ['--ci'], countJestTests),
  nodeTests('semantics', false),
  nodeTests('roles', false),
  countedLayer('apex', false, 'node', ['local-org/src/apex/testrun/cli.ts'], countSummary),
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

function nodeTests(name: keyof typeof TEST_FILES, quick: boolean, options: readonly string[] = []): Layer {
  return countedLayer(name, quick, 'node', ['--test', ...options, ...TEST_FILES[name]], countNodeTests);
}
