import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One group of `.env.example`: its comment, and the variables under it with their defaults. */
interface Group {
  readonly text: string;
  readonly variables: readonly { name: string; value: string }[];
}

/** The file that is the source, and the page made of it. */
export const SOURCE = join('service', '.env.example');
export const PAGE = join('docs', 'environment.md');

/** Groups in the order of the file. A comment belongs to the variables that follow it. */
export function readGroups(text: string): Group[] {
  const groups: { text: string[]; variables: { name: string; value: string }[] }[] = [];
  for (const line of text.split('\n')) {
    const comment = /^#\s?(.*)$/.exec(line)?.[1];
    const [, name, value = ''] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    const last = groups.at(-1);
    if (comment !== undefined) {
      if (last && last.variables.length === 0) last.text.push(comment);
      else groups.push({ text: [comment], variables: [] });
    } else if (name !== undefined) {
      if (last) last.variables.push({ name, value });
      else groups.push({ text: [], variables: [{ name, value }] });
    } else if (last && last.variables.length === 0) last.text.push('');
  }
  return groups
    .filter(({ variables }) => variables.length > 0)
    .map(({ text: lines, variables }) => ({ text: lines.join('\n').trim(), variables }));
}

/** The page: every variable with its default and what it is for. */
export function toPage(groups: readonly Group[]): string {
  const parts = groups.map(({ text, variables }) => {
    const list = variables.map(({ name, value }) => (value === '' ? `- \`${name}\`` : `- \`${name}\` = \`${value}\``));
    return `${list.join('\n')}\n\n${text}`;
  });
  return `# The service's environment

For whoever operates the service. Made from \`service/.env.example\` by \`node scripts/env-reference.ts\`. A value after
the sign is the default; a variable without one is empty. Whatever is missing or wrong is named when the service starts.

${parts.join('\n\n---\n\n')}
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href)
  writeFileSync(PAGE, toPage(readGroups(readFileSync(SOURCE, 'utf8'))));
