import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';

/** Maps of fields by name: in a package with a namespace their keys begin with it, and names in settings do not. */
const BY_NAME = /\b(getMap|getPopulatedFieldsAsMap|getGlobalDescribe)\(\)/i;
/** The one class that knows both kinds of names. */
const KNOWS_BOTH = /(?:^|\/)HandoffFieldSelector\.cls$/;
/** Names with a namespace hold in one org only. */
const WITH_NAMESPACE = /\b[a-zA-Z]\w*__\w+__(?:c|r|mdt|e)\b/;

/**
 * What would break were the package given a namespace: Apex that looks fields up by name elsewhere than in the class for
 * it, and names that carry a namespace already. Everything else Apex resolves within its own namespace.
 *
 * @param root the project's folder
 * @returns `path:line message` for each problem
 */
export function checkNamespace(root: string, { classes, triggers }: ProjectMetadata): string[] {
  return [...classes, ...triggers].flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => problemsIn(path, line).map((message) => `${path}:${index + 1} ${message}`))
  );
}

function problemsIn(path: string, line: string): string[] {
  const lookup = KNOWS_BOTH.test(path) ? undefined : BY_NAME.exec(line)?.[1];
  return [
    ...(lookup === undefined ? [] : [`${lookup} names fields with the namespace: use HandoffFieldSelector`]),
    ...(WITH_NAMESPACE.test(line) ? ['A name with a namespace holds in one org only: leave it out'] : [])
  ];
}
