import { runCommand } from './run/layer.ts';
import { generateTypes } from './typegen/main.ts';

/** The parts that are type-checked, each with a configuration of its own. */
const PROJECTS = {
  scripts: 'scripts',
  service: 'service',
  e2e: 'e2e',
  'local-org': 'local-org',
  pages: 'local-org/src/web/client',
  lwc: 'force-app/main/default/lwc'
};

generateTypes();
const results = await Promise.all(
  Object.entries(PROJECTS).map(([name, folder]) =>
    // What the last run found is kept, so that a run with nothing changed takes a second or two.
    runCommand('tsc', [
      '-p',
      folder,
      '--pretty',
      'false',
      '--incremental',
      '--tsBuildInfoFile',
      `.cache/tsc/${name}.tsbuildinfo`
    ])
  )
);
for (const { output } of results) process.stdout.write(output);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
