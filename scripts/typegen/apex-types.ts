import type { ApexClass, ApexMethod, ApexType } from './apex.ts';

/** Apex's own types as JSON carries them to a page. */
const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  id: 'string',
  date: 'string',
  datetime: 'string',
  time: 'string',
  integer: 'number',
  long: 'number',
  double: 'number',
  decimal: 'number',
  boolean: 'boolean',
  object: 'unknown'
};

/**
 * Writes the types of everything pages can call.
 *
 * - the module `apex-types` holds the classes that travel, inner classes as `Outer.Inner`
 * - one module `@salesforce/apex/Class.method` for each method
 *
 * A field may be missing or null unless it is initialised where it is declared; a class that is returned may be null.
 *
 * @throws {Error} with the class's path when a type cannot reach a page
 */
export function apexTypes(classes: readonly ApexClass[]): string {
  const known = new Map<string, string>();
  for (const entry of classes) {
    known.set(entry.name.toLowerCase(), entry.name);
    for (const inner of entry.inner) {
      known.set(`${entry.name}.${inner.name}`.toLowerCase(), `${entry.name}.${inner.name}`);
    }
  }
  const views = classes.filter(
    (entry) => entry.fields.length > 0 || entry.inner.some((inner) => inner.fields.length > 0)
  );
  const types = views.flatMap((entry) => {
    const name = (type: ApexType): string => typeName(type, entry, known);
    const inner = entry.inner.filter((other) => other.fields.length > 0);
    return [
      `  export interface ${entry.name} {${fieldLines(entry, name, '    ')}\n  }`,
      ...(inner.length === 0
        ? []
        : [
            `  export namespace ${entry.name} {`,
            ...inner.map((other) => `    interface ${other.name} {${fieldLines(other, name, '      ')}\n    }`),
            '  }'
          ])
    ];
  });
  const methods = classes.flatMap((entry) => entry.methods.map((method) => methodModule(entry, method, known)));
  return [`declare module 'apex-types' {`, ...types, '}', ...methods, ''].join('\n');
}

function fieldLines(owner: ApexClass, name: (type: ApexType) => string, indent: string): string {
  return owner.fields
    .map((field) =>
      field.initialised
        ? `\n${indent}${field.name}: ${name(field.type)};`
        : `\n${indent}${field.name}?: ${name(field.type)} | null;`
    )
    .join('');
}

function methodModule(owner: ApexClass, method: ApexMethod, known: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const name = (type: ApexType): string => {
    const found = typeName(type, owner, known);
    for (const match of found.matchAll(/[A-Z]\w+(?=[.\w]*)/g))
      if (known.has(match[0].toLowerCase())) used.add(match[0]);
    return found;
  };
  const parameters = method.parameters.map(
    ({ name: key, type }) => `${key}: ${name(type)}${isClass(type, known) ? '' : ' | null | undefined'}`
  );
  const input = parameters.length === 0 ? 'Record<string, never>' : `{ ${parameters.join('; ')} }`;
  const output = method.returns ? `${name(method.returns)}${isClass(method.returns, known) ? ' | null' : ''}` : 'void';
  const kind = method.cacheable ? 'ApexWire' : 'ApexCall';
  return [
    `declare module '@salesforce/apex/${owner.name}.${method.name}' {`,
    `  import type { ${kind} } from '@salesforce/apex';`,
    ...(used.size > 0 ? [`  import type { ${[...used].sort().join(', ')} } from 'apex-types';`] : []),
    `  const method: ${kind}<${input}, ${output}>;`,
    '  export default method;',
    '}'
  ].join('\n');
}

function isClass(type: ApexType, known: ReadonlyMap<string, string>): boolean {
  return known.has(type.name.toLowerCase());
}

function typeName(type: ApexType, owner: ApexClass, known: ReadonlyMap<string, string>): string {
  const lower = type.name.toLowerCase();
  const [first] = type.args;
  if ((lower === 'list' || lower === 'set') && first) return `Array<${typeName(first, owner, known)}>`;
  if (lower === 'map' && type.args[1]) return `Record<string, ${typeName(type.args[1], owner, known)}>`;
  const found = PRIMITIVES[lower] ?? known.get(`${owner.name}.${type.name}`.toLowerCase()) ?? known.get(lower);
  if (found === undefined) throw new Error(`${owner.path} The type ${type.name} cannot travel to a page`);
  return found;
}
