import { installPrerequisites } from './run/prerequisites.ts';
import { proofs } from './run/proofs.ts';
import { verify } from './run/verify.ts';

const print = (text: string): void => void process.stdout.write(text);

/** Arguments name the proofs to run; without any, all of them run. */
const wanted = new Set(process.argv.slice(2));
const all = proofs();
const unknown = [...wanted].filter((name) => !all.some(({ layer }) => layer.name === name));
const missing = unknown.length > 0 ? [] : await installPrerequisites(print);
if (unknown.length > 0) {
  print(`There is no proof ${unknown.join(', ')}; there are ${all.map(({ layer }) => layer.name).join(', ')}.\n`);
  process.exitCode = 1;
} else if (missing.length > 0) {
  print(`${missing.join('\n')}\n`);
  process.exitCode = 1;
} else {
  process.exitCode = await verify(
    all.filter(({ layer }) => wanted.size === 0 || wanted.has(layer.name)),
    print
  );
}
