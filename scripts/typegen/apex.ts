import { readFileSync } from 'node:fs';
import * as Apex from '@apexdevtools/apex-parser';

/** A type as Apex writes it: `List<Handoff__c>` is `{name: 'List', args: [{name: 'Handoff__c', args: []}]}`. */
export interface ApexType {
  name: string;
  args: ApexType[];
}

export interface ApexField {
  name: string;
  type: ApexType;
  /** Initialised where it is declared, so never null on arrival. */
  initialised: boolean;
}

export interface ApexMethod {
  name: string;
  returns: ApexType | null;
  parameters: { name: string; type: ApexType }[];
  cacheable: boolean;
}

/** What a page can see of one Apex class: its `@AuraEnabled` methods and fields. */
export interface ApexClass {
  name: string;
  path: string;
  fields: ApexField[];
  methods: ApexMethod[];
  inner: ApexClass[];
}

/**
 * @returns undefined for what is no class, and for a class that shows pages nothing
 * @throws {Error} with `path:line message` for a syntax error
 */
export function readApexClass(path: string, shownPath: string): ApexClass | undefined {
  const text = readFileSync(path, 'utf8');
  // Three classes of four show nothing, and parsing those would be most of the time that all of this takes.
  if (!/@AuraEnabled\b/i.test(text)) return undefined;
  const parser = Apex.ApexParserFactory.createParser(text);
  parser.removeErrorListeners();
  parser.addErrorListener({
    syntaxError: (_parser: unknown, _symbol: unknown, line: number, column: number, message: string) => {
      throw new Error(`${shownPath}:${line}:${column + 1} ${message}`);
    },
    reportAmbiguity: () => undefined,
    reportAttemptingFullContext: () => undefined,
    reportContextSensitivity: () => undefined
  } as never); // The parser's listener type is a class with more than is ever called.
  const declaration = parser.compilationUnit().typeDeclaration().classDeclaration();
  return declaration ? readClass(declaration, shownPath) : undefined;
}

function readClass(node: Apex.ClassDeclarationContext, path: string): ApexClass {
  const result: ApexClass = { name: node.id().getText(), path, fields: [], methods: [], inner: [] };
  for (const body of node.classBody().classBodyDeclaration_list()) {
    const member = body.memberDeclaration();
    if (!member) continue;
    const inner = member.classDeclaration();
    if (inner) result.inner.push(readClass(inner, path));
    const aura = auraEnabled(body.modifier_list());
    if (aura === undefined) continue;
    const [method, field, property] = [
      member.methodDeclaration(),
      member.fieldDeclaration(),
      member.propertyDeclaration()
    ];
    if (method) result.methods.push(readMethod(method, /cacheable=true/i.test(aura)));
    if (field) {
      for (const variable of field.variableDeclarators().variableDeclarator_list()) {
        result.fields.push({
          name: variable.id().getText(),
          type: readType(field.typeRef()),
          initialised: Boolean(variable.expression())
        });
      }
    }
    if (property) {
      result.fields.push({ name: property.id().getText(), type: readType(property.typeRef()), initialised: false });
    }
  }
  return result;
}

function readMethod(node: Apex.MethodDeclarationContext, cacheable: boolean): ApexMethod {
  const returns = node.typeRef();
  return {
    name: node.id().getText(),
    returns: returns ? readType(returns) : null,
    parameters: (node.formalParameters().formalParameterList()?.formalParameter_list() ?? []).map((parameter) => ({
      name: parameter.id().getText(),
      type: readType(parameter.typeRef())
    })),
    cacheable
  };
}

function readType(node: Apex.TypeRefContext): ApexType {
  const parts = node.typeName_list().map((part) => ({
    name: part.LIST() ? 'List' : part.SET() ? 'Set' : part.MAP() ? 'Map' : (part.id()?.getText() ?? ''),
    args: (part.typeArguments()?.typeList()?.typeRef_list() ?? []).map(readType)
  }));
  let type: ApexType = { name: parts.map((part) => part.name).join('.'), args: parts.at(-1)?.args ?? [] };
  const depth = node.arraySubscripts()?.LBRACK_list().length ?? 0;
  for (let i = 0; i < depth; i += 1) type = { name: 'List', args: [type] };
  return type;
}

/** The text of the `@AuraEnabled` annotation, or undefined without one. */
function auraEnabled(modifiers: readonly Apex.ModifierContext[]): string | undefined {
  return modifiers
    .map((modifier) => modifier.annotation())
    .find((annotation) => annotation?.id().getText().toLowerCase() === 'auraenabled')
    ?.getText();
}
