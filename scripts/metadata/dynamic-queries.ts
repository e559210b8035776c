import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expr, Place } from '../../local-org/src/apex/parse/ast.ts';
import { parseTrigger } from '../../local-org/src/apex/parse/blocks.ts';
import { parseClass } from '../../local-org/src/apex/parse/declarations.ts';
import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';

/** Methods that run a text as a query, in lower case as Apex compares names. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  database: [
    'query',
    'countquery',
    'getquerylocator',
    'querywithbinds',
    'countquerywithbinds',
    'getquerylocatorwithbinds'
  ],
  search: ['query', 'find', 'suggest']
};
/** Classes whose queries may join names of fields, which they take from the describe; one for each reason beside it. */
const JOINS_FIELD_NAMES: readonly string[] = [
  // An admin may add questions that other fields answer; `known` drops every name that is no field's.
  'HandoffSystemSelector'
];

type Call = Expr & { kind: 'call' };

/**
 * Queries that are put together from anything but what stands in the source: a value belongs into a bind. Whether a
 * text is harmless nobody can tell from a variable's name, so variables are refused whatever they hold.
 *
 * @param root the project's folder
 * @returns `path:line message` for each problem
 */
export function checkDynamicQueries(root: string, { classes, triggers }: ProjectMetadata): string[] {
  return [
    ...classes.flatMap((path) => problemsIn(parseClass(path, readFileSync(join(root, path), 'utf8')))),
    ...triggers.flatMap((path) => problemsIn(parseTrigger(path, readFileSync(join(root, path), 'utf8'))))
  ];
}

function problemsIn(unit: { name: string }): string[] {
  return [...callsIn(unit)].flatMap((call) => {
    const [text] = call.args;
    if (!isQuery(call)) return [];
    if (!call.name.toLowerCase().endsWith('withbinds'))
      return [problem(call.at, `${call.name} takes no binds: write the query in brackets, or use queryWithBinds`)];
    const part = text && foreignPart(text, JOINS_FIELD_NAMES.includes(unit.name));
    return part ? [problem(part.at, 'A query is put together from something else than its own words: use a bind')] : [];
  });
}

function isQuery({ on, name }: Call): boolean {
  const owner = on?.kind === 'name' ? on.name : on?.kind === 'member' ? on.name : '';
  return QUERIES[owner.toLowerCase()]?.includes(name.toLowerCase()) ?? false;
}

/** The first part of a query's text that does not stand in the source. */
function foreignPart(text: Expr, joinsNames: boolean): Expr | undefined {
  if (text.kind === 'literal') return undefined;
  if (text.kind === 'binary' && text.operator === '+')
    return foreignPart(text.left, joinsNames) ?? foreignPart(text.right, joinsNames);
  const isJoin =
    text.kind === 'call' &&
    text.name === 'join' &&
    text.on?.kind === 'name' &&
    text.on.name === 'String' &&
    text.args[1]?.kind === 'literal';
  return isJoin && joinsNames ? undefined : text;
}

/** Every call in a tree, however deep. */
function* callsIn(node: unknown): Iterable<Call> {
  if (typeof node !== 'object' || node === null) return;
  if ('kind' in node && node.kind === 'call') yield node as Call; // Nodes tell themselves apart by their kind.
  for (const child of Object.values(node)) yield* callsIn(child);
}

function problem({ file, line }: Place, message: string): string {
  return `${file}:${line} ${message}`;
}
