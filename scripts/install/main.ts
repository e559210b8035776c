import { parseOptions, USAGE } from './options.ts';
import { runScript } from './run.ts';
import { STEPS } from './steps.ts';

process.exitCode = await runScript(
  process.argv.slice(2),
  {
    usage: USAGE,
    steps: STEPS,
    parse: parseOptions,
    done: ({ facts }) => (facts?.isLocal ? 'Done, as far as the local org goes.' : 'Installed.')
  },
  (line) => void process.stdout.write(`${line}\n`)
);
