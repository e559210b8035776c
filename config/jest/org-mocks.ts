import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrgImports } from '../../scripts/typegen/main.ts';

/**
 * Writes what component tests import from the org into `.cache/jest`: each label's text, and for each Apex method a
 * mock that is both a wire adapter and a `jest.fn`. jest-transformer looks for a default export and falls back to
 * `c.Name` where the module cannot be found, which is why a missing label is the compiler's business.
 *
 * @param root the project's folder
 */
export function writeOrgMocks(root: string): void {
  const org = readOrgImports(root);
  const folder = join(root, '.cache', 'jest');
  for (const kind of ['labels', 'apex']) mkdirSync(join(folder, kind), { recursive: true });
  for (const [name, text] of org.labels) {
    writeIfChanged(join(folder, 'labels', `${name}.json`), JSON.stringify({ default: text }));
  }
  for (const entry of org.classes) {
    for (const method of entry.methods) {
      writeIfChanged(join(folder, 'apex', `${entry.name}.${method.name}.cjs`), APEX_MOCK);
    }
  }
}

const APEX_MOCK = `const { createApexTestWireAdapter } = require('@salesforce/wire-service-jest-util');
exports.default = createApexTestWireAdapter(jest.fn());
`;

function writeIfChanged(path: string, text: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
