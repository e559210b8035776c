import * as Apex from '@apexdevtools/apex-parser';
import { UnsupportedError } from '../../org/errors.ts';
import type { BinaryOperator, Expr, LiteralKind, Place, TypeNode } from './ast.ts';

/** What every rule of the parser has and its types leave out. */
interface RuleNode {
  start: { line: number; column: number; start: number };
  stop: { stop: number } | null | undefined;
  children?: TreeNode[] | null;
}

/** A rule or a token; tokens have no children. */
interface TreeNode {
  children?: TreeNode[] | null;
  getText(): string;
}

function asRule(node: object): RuleNode {
  return node as RuleNode; // Only nodes of the parser are given; see RuleNode.
}

/** Reads expressions and types of one file. */
export class ExpressionReader {
  readonly file: string;
  readonly #source: string;

  constructor(file: string, source: string) {
    this.file = file;
    this.#source = source;
  }

  place(node: object): Place {
    const { start } = asRule(node);
    return { file: this.file, line: start.line, column: start.column + 1 };
  }

  refuse(node: object, feature: string): never {
    const { line } = this.place(node);
    throw new UnsupportedError(feature, `${this.file}:${line}`);
  }

  type(node: Apex.TypeRefContext): TypeNode {
    const at = this.place(node);
    const names = node.typeName_list().map((part) => this.#typeName(part, at));
    const last = names.at(-1);
    let type: TypeNode = { name: names.map((part) => part.name).join('.'), args: last?.args ?? [], at };
    const depth = (node.arraySubscripts()?.LBRACK_list() ?? []).length;
    for (let i = 0; i < depth; i++) type = { name: 'List', args: [type], at };
    return type;
  }

  #typeName(node: Apex.TypeNameContext, at: Place): TypeNode {
    const name = node.LIST() ? 'List' : node.SET() ? 'Set' : node.MAP() ? 'Map' : (node.id()?.getText() ?? '');
    const args = node.typeArguments()?.typeList()?.typeRef_list() ?? [];
    return { name, args: args.map((argument) => this.type(argument)), at };
  }

  list(node: Apex.ExpressionListContext | null | undefined): Expr[] {
    return (node?.expression_list() ?? []).map((expression) => this.read(expression));
  }

  read(node: Apex.ExpressionContext): Expr {
    const at = this.place(node);
    if (node instanceof Apex.PrimaryExpressionContext) return this.#primary(node.primary(), at);
    if (node instanceof Apex.SubExpressionContext) return this.read(node.expression());
    if (node instanceof Apex.DotExpressionContext) return this.#dot(node, at);
    if (node instanceof Apex.ArrayExpressionContext)
      return { kind: 'index', on: this.read(node.expression(0)), index: this.read(node.expression(1)), at };
    if (node instanceof Apex.MethodCallExpressionContext) return this.#methodCall(node.methodCall(), at);
    if (node instanceof Apex.NewExpressionContext) return this.#creator(node.creator(), at);
    if (node instanceof Apex.CastExpressionContext)
      return { kind: 'cast', type: this.type(node.typeRef()), of: this.read(node.expression()), at };
    if (node instanceof Apex.InstanceOfExpressionContext)
      return { kind: 'instanceof', of: this.read(node.expression()), type: this.type(node.typeRef()), at };
    if (node instanceof Apex.PostOpExpressionContext)
      return { kind: 'step', by: node.INC() ? 1 : -1, prefix: false, of: this.read(node.expression()), at };
    if (node instanceof Apex.PreOpExpressionContext) return this.#prefix(node, at);
    if (node instanceof Apex.NegExpressionContext)
      return { kind: 'unary', operator: node.BANG() ? '!' : '~', of: this.read(node.expression()), at };
    if (node instanceof Apex.CondExpressionContext) {
      return {
        kind: 'conditional',
        test: this.read(node.expression(0)),
        then: this.read(node.expression(1)),
        otherwise: this.read(node.expression(2)),
        at
      };
    }
    if (node instanceof Apex.AssignExpressionContext) return this.#assign(node, at);
    return this.#binary(node, at);
  }

  #prefix(node: Apex.PreOpExpressionContext, at: Place): Expr {
    const of = this.read(node.expression());
    if (node.INC() || node.DEC()) return { kind: 'step', by: node.INC() ? 1 : -1, prefix: true, of, at };
    // The least Integer and Long exist only with their sign.
    if (node.SUB() && of.kind === 'literal' && of.type === 'Integer') return { ...of, value: -Number(of.value), at };
    if (node.SUB() && of.kind === 'literal' && of.type === 'Long') return { ...of, value: `-${String(of.value)}`, at };
    return { kind: 'unary', operator: node.SUB() ? '-' : '+', of, at };
  }

  #assign(node: Apex.AssignExpressionContext, at: Place): Expr {
    const [target, value] = [this.read(node.expression(0)), this.read(node.expression(1))];
    const sign = operatorBetween(node);
    return { kind: 'assign', operator: sign === '=' ? null : (sign.slice(0, -1) as BinaryOperator), target, value, at }; // The grammar allows only these.
  }

  #binary(node: Apex.ExpressionContext, at: Place): Expr {
    const both = node as Apex.Arth1ExpressionContext; // Every other labelled alternative has two expressions and a sign.
    const [left, right] = both.expression_list?.() ?? [];
    if (!left || !right) return this.refuse(node, `The expression ${node.getText().slice(0, 60)}`);
    const sign = operatorBetween(node);
    const operator = (sign === '<>' ? '!=' : sign) as BinaryOperator; // The grammar has only these and `<>`.
    return { kind: 'binary', operator, left: this.read(left), right: this.read(right), at };
  }

  #dot(node: Apex.DotExpressionContext, at: Place): Expr {
    const on = this.read(node.expression());
    const safe = node.QUESTIONDOT() !== null && node.QUESTIONDOT() !== undefined;
    const call = node.dotMethodCall();
    if (call)
      return { kind: 'call', on, name: call.anyId().getText(), args: this.list(call.expressionList()), safe, at };
    return { kind: 'member', on, name: node.anyId()?.getText() ?? '', safe, at };
  }

  #methodCall(node: Apex.MethodCallContext, at: Place): Expr {
    const name = node.THIS() ? 'this' : node.SUPER() ? 'super' : (node.id()?.getText() ?? '');
    return { kind: 'call', on: null, name, args: this.list(node.expressionList()), safe: false, at };
  }

  #primary(node: Apex.PrimaryContext, at: Place): Expr {
    if (node instanceof Apex.ThisPrimaryContext) return { kind: 'this', at };
    if (node instanceof Apex.SuperPrimaryContext) return { kind: 'super', at };
    if (node instanceof Apex.IdPrimaryContext) return { kind: 'name', name: node.id().getText(), at };
    if (node instanceof Apex.LiteralPrimaryContext) return this.#literal(node.literal(), at);
    if (node instanceof Apex.TypeRefPrimaryContext)
      return { kind: 'classLiteral', type: this.type(node.typeRef()), at };
    if (node instanceof Apex.SoqlPrimaryContext) return this.#soql(node.soqlLiteral(), at);
    return this.refuse(node, node.getText().slice(0, 60));
  }

  #literal(node: Apex.LiteralContext, at: Place): Expr {
    const text = node.getText();
    const literal = (type: LiteralKind, value: string | number | boolean | null): Expr => ({
      kind: 'literal',
      type,
      value,
      at
    });
    if (node.NULL()) return literal('null', null);
    if (node.BooleanLiteral()) return literal('Boolean', text.toLowerCase() === 'true');
    if (node.IntegerLiteral()) return literal('Integer', Number(text));
    if (node.LongLiteral()) return literal('Long', text.slice(0, -1));
    if (node.NumberLiteral())
      return /d$/i.test(text) ? literal('Double', Number(text.slice(0, -1))) : literal('Decimal', text);
    return literal('String', unescape(text));
  }

  #soql(node: Apex.SoqlLiteralContext, at: Place): Expr {
    const whole = asRule(node);
    const from = whole.start.start + 1;
    const to = whole.stop?.stop ?? from;
    const binds: { name: string; value: Expr }[] = [];
    let text = '';
    let position = from;
    for (const bound of boundExpressions(node)) {
      const range = asRule(bound);
      const name = `b${binds.length}`;
      text += `${this.#source.slice(position, range.start.start)}:${name}`;
      position = (range.stop?.stop ?? range.start.start) + 1;
      binds.push({ name, value: this.read(bound.expression()) });
    }
    text += this.#source.slice(position, to);
    const query = node.query();
    return {
      kind: 'soql',
      text: oneLine(text),
      binds,
      from: query.fromNameList().fieldName(0).getText(),
      shape: shapeOf(query),
      at
    };
  }

  #creator(node: Apex.CreatorContext, at: Place): Expr {
    const pairs = node.createdName().idCreatedNamePair_list();
    const last = pairs.at(-1);
    const args = (last?.typeList()?.typeRef_list() ?? []).map((argument) => this.type(argument));
    const type: TypeNode = { name: pairs.map((pair) => pair.anyId().getText()).join('.'), args, at };
    const array = node.arrayCreatorRest();
    if (array) {
      const size = array.expression();
      if (size) return { kind: 'newArray', type, size: this.read(size), at };
      const items = array.arrayInitializer()?.expression_list() ?? [];
      return {
        kind: 'newList',
        type: { name: 'List', args: [type], at },
        items: items.map((item) => this.read(item)),
        at
      };
    }
    const map = node.mapCreatorRest();
    if (map) {
      const entries = map.mapCreatorRestPair_list();
      return {
        kind: 'newMap',
        type,
        pairs: entries.map((pair) => [this.read(pair.expression(0)), this.read(pair.expression(1))]),
        at
      };
    }
    const set = node.setCreatorRest();
    if (set) return { kind: 'newList', type, items: set.expression_list().map((item) => this.read(item)), at };
    if (node.noRest())
      return type.name.toLowerCase() === 'map'
        ? { kind: 'newMap', type, pairs: [], at }
        : { kind: 'newList', type, items: [], at };
    return { kind: 'new', type, args: this.list(node.classCreatorRest()?.arguments().expressionList()), at };
  }
}

/** Comments out, white space down to single blanks, quoted texts as they are. */
function oneLine(soql: string): string {
  return soql
    .replace(
      /('(?:\\.|[^'\\])*')|(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)+/g,
      (_all, quoted: string | undefined) => quoted ?? ' '
    )
    .trim();
}

function shapeOf(query: Apex.QueryContext): 'rows' | 'aggregate' | 'count' {
  const functions = query
    .selectList()
    .selectEntry_list()
    .map((entry) => entry.soqlFunction());
  const isAggregate = (call: Apex.SoqlFunctionContext | null): boolean =>
    Boolean(call && (call.COUNT() ?? call.COUNT_DISTINCT() ?? call.SUM() ?? call.AVG() ?? call.MIN() ?? call.MAX()));
  const [first] = functions;
  if (functions.length === 1 && first?.COUNT() && !first.fieldName()) return 'count';
  return query.groupByClause() || functions.some(isAggregate) ? 'aggregate' : 'rows';
}

/** Bound expressions below a node, in the order they are written. */
function boundExpressions(node: object): Apex.BoundExpressionContext[] {
  if (node instanceof Apex.BoundExpressionContext) return [node];
  return (asRule(node).children ?? []).flatMap(boundExpressions);
}

/** The sign between the two sides: its tokens, such as `>` `=`, joined. */
function operatorBetween(node: object): string {
  return (asRule(node).children ?? [])
    .slice(1, -1)
    .map((child) => child.getText())
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** What a quoted literal stands for. */
export function unescape(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_whole, code: string | undefined, character: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return ESCAPES[character ?? ''] ?? character ?? '';
    });
}
