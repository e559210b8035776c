import { layers } from './run/layers.ts';
import { installPrerequisites } from './run/prerequisites.ts';
import { runLayers } from './run/report.ts';

const print = (text: string): void => void process.stdout.write(text);

const missing = await installPrerequisites(print);
if (missing.length > 0) {
  print(`${missing.join('\n')}\n0 passed, ${missing.length} failed\n`);
  process.exitCode = 1;
} else {
  process.exitCode = await runLayers(layers, print);
}
