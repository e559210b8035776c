import { layers } from './run/layers.ts';
import { runLayers } from './run/report.ts';

process.exitCode = await runLayers(layers, (text) => void process.stdout.write(text));
