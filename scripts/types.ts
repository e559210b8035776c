import { runCommand } from './run/layer.ts';
import { generateTypes } from './typegen/main.ts';

/** The parts that are type-checked, each with a configuration of its own. */
const PROJECTS = ['scripts', 'service', 'local-org', 'local-org/src/web/client'];

generateTypes();

const results = await Promise.all(PROJECTS.map((project) => runCommand('tsc', ['-p', project, '--pretty', 'false'])));
for (const { output } of results) process.stdout.write(output);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
