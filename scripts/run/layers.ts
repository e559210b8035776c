import { commandLayer, countedLayer, countNodeTests, type Layer } from './layer.ts';

/** Every proof this project has, cheapest first. A layer is here because the others miss something. */
export const layers: readonly Layer[] = [
  commandLayer('format', true, 'prettier', ['--check', '--log-level', 'warn', '.']),
  commandLayer('lint', true, 'eslint', ['--max-warnings', '0', '.']),
  commandLayer('types', true, 'tsc', ['-p', 'scripts']),
  commandLayer('apex types', true, 'node', ['scripts/apex-check.ts']),
  countedLayer('scripts', true, 'node', ['--test', 'scripts/**/*.test.ts'], countNodeTests)
];
