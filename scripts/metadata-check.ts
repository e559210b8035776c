import { buildLwc } from './build-lwc.ts';
import { checkMetadata } from './metadata/check.ts';
import { convertSource } from './metadata/convert.ts';

/** Prints what is wrong with the package's metadata and exits with 1; prints nothing else. */
const root = process.cwd();
await buildLwc(root);
const converting = convertSource(root);
const problems = [...checkMetadata(root), ...(await converting)];
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
