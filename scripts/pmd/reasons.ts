import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every class and trigger of the package, with its whole path. */
export function apexFiles(root: string): string[] {
  const source = join(root, 'force-app', 'main', 'default');
  return ['classes', 'triggers']
    .map((name) => join(source, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((path) => /\.(cls|trigger)$/.test(path))
    .sort();
}

/**
 * Rules that are left out of a rule set, or set differently, without a comment right above them.
 *
 * @returns `line what` of each
 */
export function unexplainedRules(ruleSet: string): string[] {
  const lines = ruleSet.split('\n');
  return lines.flatMap((line, index) => {
    const name = /<exclude\s+name="(\w+)"/.exec(line)?.[1] ?? /<rule\s+ref="[\w./]+\/(\w+)"/.exec(line)?.[1];
    if (name === undefined || /<!--.*\w+\W+\w+.*-->\s*$/.test(lines[index - 1] ?? '')) return [];
    return [`${index + 1} ${name} is left out or changed without a comment above that says why`];
  });
}

/**
 * Findings that the code itself puts aside without a comment beside it: on the same line, or on the one above.
 *
 * @returns `line what` of each
 */
export function unexplainedSuppressions(apex: string): string[] {
  const lines = apex.split('\n');
  return lines.flatMap((line, index) => {
    const mark = /@SuppressWarnings\s*\(\s*'([^']*)'|NOPMD/i.exec(line);
    if (!mark || saysWhy(lines[index - 1]) || saysWhy(line)) return [];
    return [`${index + 1} ${mark[1] ?? 'NOPMD'} is put aside without a comment that says why`];
  });
}

/** A comment of at least three words: fewer are a name. A method's own documentation says what it does, not why. */
function saysWhy(line = ''): boolean {
  const comment = /\/\/(.*)$/.exec(line)?.[1] ?? '';
  return (comment.replace('NOPMD', '').match(/\w{2,}/g)?.length ?? 0) >= 3;
}
