import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';
import type { FieldDescribe, ObjectDescribe, Schema } from '../../local-org/src/org/schema.ts';

// Custom fields and the stage: other names are as likely those of variables.
/** In Apex: `Status__c = 'Draft'`, `handoff.Status__c != 'Draft'`, `put('Status__c', 'Draft')`. */
const APEX_VALUE = /(?:\bput\('(\w+__c|StageName)',|\b(\w+__c|StageName)\s*[!=]?=)\s*'((?:[^'\\\n]|\\.)*)'/g;
/** In SOQL: `Status__c NOT IN ('Draft', 'Closed')`. */
const APEX_LIST = /\b(\w+__c|StageName)\s+(?:NOT\s+)?IN\s*\(\s*('[^)]*')\s*\)/gi;
const APEX_PERMISSION = /checkPermission\(\s*'([^']*)'\s*\)/g;
/** In formulas: `ISPICKVAL(Status__c, "Draft")`, `TEXT(Status__c) = "Draft"`, `$CustomMetadata.A.B.Mode__c = "Block"`. */
const FORMULA_VALUE =
  /(?:(?:ISPICKVAL|INCLUDES)\s*\(\s*([\w.$]+)\s*,|TEXT\s*\(\s*([\w.$]+)\s*\)\s*(?:=|==|<>|!=)|(\$CustomMetadata\.[\w.]+)\s*(?:=|==|<>|!=))\s*"([^"]*)"/g;
const FORMULA_PATH = /\b([A-Za-z]\w*(?:\.\w+)+)\b/g;

/**
 * Names and values inside texts, which no compiler looks at: picklist values in Apex and formulas that no field has,
 * custom permissions that do not exist, and long texts that a formula reads from another object.
 *
 * @param root the project's folder
 * @returns `path:line message` for each problem
 */
export function checkValues(root: string, project: ProjectMetadata): string[] {
  return [
    ...[...project.classes, ...project.triggers].flatMap((path) => apexValues(root, path, project.schema)),
    ...project.schema.objects().flatMap((object) => formulaValues(object, project.schema))
  ];
}

/**
 * Apex names a field without its object here, so a value counts when any field of that name has it; names that are
 * no picklist anywhere may have any value.
 */
function apexValues(root: string, path: string, schema: Schema): string[] {
  const text = withoutComments(readFileSync(join(root, path), 'utf8'));
  const problems: string[] = [];
  const say = (index: number, message: string): void =>
    void problems.push(`${path}:${text.slice(0, index).split('\n').length} ${message}`);
  const check = (index: number, name: string, value: string): void => {
    const values = valuesOf(schema, name);
    for (const each of value.split(';')) {
      if (values && each !== '' && !values.has(each)) say(index, `No field ${name} has the value ${each}`);
    }
  };
  for (const { index, 1: put, 2: set, 3: value = '' } of text.matchAll(APEX_VALUE))
    check(index, put ?? set ?? '', unescape(value));
  for (const { index, 1: name = '', 2: list = '' } of text.matchAll(APEX_LIST)) {
    for (const [, value = ''] of list.matchAll(/'([^']*)'/g)) check(index, name, value);
  }
  for (const { index, 1: name = '' } of text.matchAll(APEX_PERMISSION)) {
    if (!schema.customPermissions().includes(name)) say(index, `There is no custom permission ${name}`);
  }
  return problems;
}

/** Values of the picklists of this name; undefined when a field of this name is none, or none has values of its own. */
function valuesOf(schema: Schema, name: string): ReadonlySet<string> | undefined {
  const fields = schema.objects().flatMap((object) => schema.field(object.apiName, name) ?? []);
  const isPicklist = ({ kind }: FieldDescribe): boolean => kind === 'picklist' || kind === 'multipicklist';
  if (fields.length === 0 || !fields.every((field) => isPicklist(field) && field.picklist.length > 0)) return undefined;
  return new Set(fields.flatMap((field) => field.picklist.map(({ value }) => value)));
}

function formulaValues(object: ObjectDescribe, schema: Schema): string[] {
  return object.validationRules.flatMap(({ formula, source }) => {
    const problems: string[] = [];
    for (const [, picked, text, setting, value = ''] of formula.matchAll(FORMULA_VALUE)) {
      const path = picked ?? text ?? setting ?? '';
      const field = fieldAt(path, object, schema);
      if (field && field.picklist.length > 0 && !field.picklist.some((each) => each.value === value))
        problems.push(`${source} ${path} never is ${value}`);
    }
    for (const [, path = ''] of formula.replace(/"[^"]*"/g, '""').matchAll(FORMULA_PATH)) {
      if (fieldAt(path, object, schema)?.kind === 'longtextarea')
        problems.push(`${source} ${path} is a long text, which a formula cannot read from another object`);
    }
    return problems;
  });
}

/** The field at the end of `Account.Industry`, or of `$CustomMetadata.Type__mdt.Record.Field__c`. */
function fieldAt(path: string, object: ObjectDescribe, schema: Schema): FieldDescribe | undefined {
  const [first = '', ...rest] = path.split('.');
  if (first === '$CustomMetadata') return schema.field(rest[0] ?? '', rest[2] ?? '');
  if (rest.length === 0) return schema.field(object.apiName, first);
  const lookup = object.fields.find((field) => field.relationshipName?.toLowerCase() === first.toLowerCase());
  const target = schema.object(lookup?.referenceTo[0] ?? '');
  return target && fieldAt(rest.join('.'), target, schema);
}

/** Comments become blanks, so that places stay what they were. */
function withoutComments(text: string): string {
  return text.replace(/'(?:[^'\\\n]|\\.)*'|\/\*[^]*?\*\/|\/\/[^\n]*/g, (found) =>
    found.startsWith("'") ? found : found.replace(/[^\n]/g, ' ')
  );
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
