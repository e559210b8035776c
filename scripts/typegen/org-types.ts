import type { ObjectDescribe } from '../../local-org/src/org/schema.ts';

/**
 * `@salesforce/schema/Object`, `@salesforce/schema/Object.Field__c` for every field there is, and
 * `@salesforce/schema/Object.Parent.Name` for every lookup.
 */
export function schemaTypes(objects: readonly Pick<ObjectDescribe, 'apiName' | 'fields'>[]): string {
  return objects
    .flatMap(({ apiName, fields }) => [
      `declare module '@salesforce/schema/${apiName}' {`,
      `  const object: { objectApiName: '${apiName}' };`,
      '  export default object;',
      '}',
      ...fields
        .flatMap(({ apiName: name, relationshipName: parent }) => [name, ...(parent ? [`${parent}.Name`] : [])])
        .flatMap((path) => [
          `declare module '@salesforce/schema/${apiName}.${path}' {`,
          `  const field: { objectApiName: '${apiName}'; fieldApiName: '${path}' };`,
          '  export default field;',
          '}'
        ])
    ])
    .concat('')
    .join('\n');
}

/** `@salesforce/label/c.Name`, with the label's text where an editor shows it. */
export function labelTypes(labels: ReadonlyMap<string, string>): string {
  return [...labels]
    .flatMap(([name, text]) => [
      `declare module '@salesforce/label/c.${name}' {`,
      `  /** ${text.replaceAll('*/', '* /')} */`,
      '  const label: string;',
      '  export default label;',
      '}'
    ])
    .concat('')
    .join('\n');
}

/** `@salesforce/customPermission/Name`: true when granted, undefined when not, as the platform has it. */
export function permissionTypes(names: readonly string[]): string {
  return names
    .flatMap((name) => [
      `declare module '@salesforce/customPermission/${name}' {`,
      '  const granted: true | undefined;',
      '  export default granted;',
      '}'
    ])
    .concat('')
    .join('\n');
}
