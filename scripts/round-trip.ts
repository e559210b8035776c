import { buildLwc } from './build-lwc.ts';
import { roundTrip } from './round-trip/trip.ts';

/** Prints what the source loses on its way to an org and back, and exits with 1; else how much came back the same. */
const root = process.cwd();
await buildLwc(root);
const { problems, files, components } = await roundTrip(root);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${files} files come back as they were, ${components} components in the manifest\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
