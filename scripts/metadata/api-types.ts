import { createRequire } from 'node:module';
import { XMLValidator } from 'fast-xml-parser';
import ts from 'typescript';
import { type Element, readElements } from './xml-tree.ts';

/** Elements whose content the types leave open: there it is called a string, in files it has elements. */
const FREE = new Set(['LightningComponentBundle.targetConfigs']);

/** Checks one metadata file. @returns `path:line message` for each problem */
export type ApiTypeCheck = (path: string, xml: string) => string[];

/**
 * Loads the Metadata API's types, which takes a second. They do not say which elements belong together beyond their
 * type (a formula field without a formula passes). Their properties stand in the order of the API's own sequence, those
 * of a base type first.
 *
 * @returns a check for elements that are unknown, missing, there twice, torn apart or out of order, and values outside
 *   their type
 * @see https://www.npmjs.com/package/@salesforce/types
 */
export function apiTypeCheck(): ApiTypeCheck {
  const { checker, types } = loadTypes();
  return (path, xml) => {
    const valid = XMLValidator.validate(xml);
    if (valid !== true) return [`${path}:${valid.err.line} ${valid.err.msg}`];
    const root = readElements(xml);
    if (!root) return [`${path}:1 The file is empty`];
    const type = types.get(root.name);
    const problems: string[] = [];
    const say: Say = (element, message) => void problems.push(`${path}:${element.line} ${message}`);
    if (type) checkElements(root, checker.getDeclaredTypeOfSymbol(type), checker, say);
    else say(root, `The Metadata API has no <${root.name}>`);
    return problems;
  };
}

type Say = (element: Element, message: string) => void;

function loadTypes(): { checker: ts.TypeChecker; types: ReadonlyMap<string, ts.Symbol> } {
  const path = createRequire(import.meta.url)
    .resolve('@salesforce/types/metadata')
    .replace(/\.js$/, '.d.ts');
  const program = ts.createProgram([path], { lib: ['lib.es5.d.ts'], types: [], noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${path} cannot be read`);
  return { checker, types: new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol])) };
}

function checkElements(element: Element, type: ts.Type, checker: ts.TypeChecker, say: Say): void {
  const owner = type.aliasSymbol?.name ?? element.name;
  const seen = new Set<string>();
  const order = new Map(checker.getPropertiesOfType(type).map(({ name }, index) => [name, index]));
  let last = '';
  let furthest = '';
  const placeOf = (name: string): number => order.get(name) ?? -1;
  for (const child of element.children) {
    const property = checker.getPropertyOfType(type, child.name);
    if (!property) {
      say(child, `${owner} has no <${child.name}>`);
      continue;
    }
    const declared = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    const isList = checker.isArrayType(declared);
    if (seen.has(child.name)) {
      if (!isList) say(child, `${owner} has only one <${child.name}>`);
      else if (last !== child.name) say(child, `All <${child.name}> of ${owner} stand together, or it does not deploy`);
    }
    if (!seen.has(child.name) && placeOf(child.name) < placeOf(furthest))
      say(child, `<${child.name}> of ${owner} stands before <${furthest}>`);
    if (placeOf(child.name) > placeOf(furthest)) furthest = child.name;
    seen.add(child.name);
    last = child.name;
    if (FREE.has(`${owner}.${child.name}`)) continue;
    const item = isList ? checker.getTypeArguments(declared as ts.TypeReference)[0] : undefined; // An array is one.
    checkValue(child, item ?? declared, checker, say);
  }
  for (const property of checker.getPropertiesOfType(type)) {
    const isNeeded =
      !(property.flags & ts.SymbolFlags.Optional) && !checker.isArrayType(checker.getTypeOfSymbol(property));
    if (isNeeded && !seen.has(property.name)) say(element, `${owner} needs <${property.name}>`);
  }
}

function checkValue(element: Element, type: ts.Type, checker: ts.TypeChecker, say: Say): void {
  const { name, text, children } = element;
  const allowed = literals(type);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.String)) {
    if (children[0]) say(children[0], `<${name}> holds a text, not elements`);
  } else if (type.flags & ts.TypeFlags.Boolean) {
    if (text !== 'true' && text !== 'false') say(element, `<${name}> is true or false, not ${text}`);
  } else if (type.flags & ts.TypeFlags.Number) {
    if (text === '' || Number.isNaN(Number(text))) say(element, `<${name}> is a number, not ${text}`);
  } else if (allowed) {
    if (!allowed.includes(text)) say(element, `<${name}> cannot be ${text}: it is one of ${allowed.join(', ')}`);
  } else {
    checkElements(element, type, checker, say);
  }
}

/** The values of an enumeration, which is a union of texts, or undefined for any other type. */
function literals(type: ts.Type): string[] | undefined {
  const members = type.isUnion() ? type.types : [type];
  const values = members.filter((member) => member.isStringLiteral()).map((member) => member.value);
  return values.length === members.length ? values : undefined;
}
