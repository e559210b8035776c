import { layers } from './run/layers.ts';
import { runLayers } from './run/report.ts';

const quick = layers.filter((layer) => layer.quick);
process.exitCode = await runLayers(quick, (text) => void process.stdout.write(text));
