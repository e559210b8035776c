/** Apex as the interpreter sees it: the parser's tree, reduced to what has a meaning. */

/** Where something stands in a file; lines count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A type as written: `Map<Id, List<Task>>` or `HandoffScoreResult.Section`. */
export interface TypeNode {
  name: string;
  args: TypeNode[];
  at: Place;
}

export type LiteralKind = 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Boolean' | 'null';

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '=='
  | '!='
  | '==='
  | '!=='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '??'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>';

export type Expr =
  | { kind: 'literal'; type: LiteralKind; value: string | number | boolean | null; at: Place }
  | { kind: 'name'; name: string; at: Place }
  | { kind: 'this'; at: Place }
  | { kind: 'super'; at: Place }
  | { kind: 'member'; on: Expr; name: string; safe: boolean; at: Place }
  | { kind: 'call'; on: Expr | null; name: string; args: Expr[]; safe: boolean; at: Place }
  | { kind: 'new'; type: TypeNode; args: Expr[]; at: Place }
  | { kind: 'newList'; type: TypeNode; items: Expr[]; at: Place }
  | { kind: 'newArray'; type: TypeNode; size: Expr; at: Place }
  | { kind: 'newMap'; type: TypeNode; pairs: [Expr, Expr][]; at: Place }
  | { kind: 'index'; on: Expr; index: Expr; at: Place }
  | { kind: 'unary'; operator: '-' | '+' | '!' | '~'; of: Expr; at: Place }
  | { kind: 'step'; by: 1 | -1; prefix: boolean; of: Expr; at: Place }
  | { kind: 'binary'; operator: BinaryOperator; left: Expr; right: Expr; at: Place }
  | { kind: 'conditional'; test: Expr; then: Expr; otherwise: Expr; at: Place }
  | { kind: 'assign'; operator: BinaryOperator | null; target: Expr; value: Expr; at: Place }
  | { kind: 'cast'; type: TypeNode; of: Expr; at: Place }
  | { kind: 'instanceof'; of: Expr; type: TypeNode; at: Place }
  | SoqlExpr
  | { kind: 'classLiteral'; type: TypeNode; at: Place };

/** A query in brackets; binds are renamed `:b0`, `:b1` … in `text`. */
export interface SoqlExpr {
  kind: 'soql';
  text: string;
  binds: { name: string; value: Expr }[];
  from: string;
  /** `count` for a bare `COUNT()`, which gives an Integer. */
  shape: 'rows' | 'aggregate' | 'count';
  at: Place;
}

export interface Declarator {
  name: string;
  value: Expr | null;
  at: Place;
}

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

export type Stmt =
  | { kind: 'block'; body: Stmt[]; at: Place }
  | { kind: 'local'; type: TypeNode; isFinal: boolean; declarators: Declarator[]; at: Place }
  | { kind: 'expression'; expression: Expr; at: Place }
  | { kind: 'if'; test: Expr; then: Stmt; otherwise: Stmt | null; at: Place }
  | { kind: 'for'; init: Stmt | null; test: Expr | null; update: Expr[]; body: Stmt | null; at: Place }
  | { kind: 'forEach'; type: TypeNode; name: string; over: Expr; body: Stmt | null; at: Place }
  | { kind: 'while'; test: Expr; body: Stmt | null; at: Place }
  | { kind: 'doWhile'; test: Expr; body: Stmt; at: Place }
  | { kind: 'switch'; on: Expr; cases: SwitchCase[]; at: Place }
  | { kind: 'try'; body: Stmt; catches: CatchClause[]; last: Stmt | null; at: Place }
  | { kind: 'return'; value: Expr | null; at: Place }
  | { kind: 'throw'; value: Expr; at: Place }
  | { kind: 'break'; at: Place }
  | { kind: 'continue'; at: Place }
  | {
      kind: 'dml';
      operation: DmlOperation;
      access: 'user' | 'system' | null;
      value: Expr;
      field: string | null;
      at: Place;
    }
  | { kind: 'runAs'; user: Expr; body: Stmt; at: Place };

export interface SwitchCase {
  /** Null for `when else`. */
  when: Expr[] | { type: TypeNode; name: string } | null;
  body: Stmt;
  at: Place;
}

export interface CatchClause {
  type: TypeNode;
  name: string;
  body: Stmt;
  at: Place;
}

export interface Annotation {
  /** In lower case: `auraenabled`, `istest`, `testvisible`. */
  name: string;
  /** `cacheable` to `true`, names in lower case. */
  values: Readonly<Record<string, string>>;
  at: Place;
}

/** Modifiers in lower case: `public`, `static`, `with sharing`. */
export interface Modifiers {
  words: readonly string[];
  annotations: readonly Annotation[];
}

export interface Parameter {
  type: TypeNode;
  name: string;
  isFinal: boolean;
  at: Place;
}

export interface MethodNode {
  kind: 'method';
  name: string;
  modifiers: Modifiers;
  /** Null for `void`. */
  returns: TypeNode | null;
  parameters: Parameter[];
  body: Stmt | null;
  at: Place;
}

export interface ConstructorNode {
  kind: 'constructor';
  modifiers: Modifiers;
  parameters: Parameter[];
  body: Stmt;
  at: Place;
}

export interface FieldNode {
  kind: 'field';
  modifiers: Modifiers;
  type: TypeNode;
  declarators: Declarator[];
  at: Place;
}

export interface PropertyNode {
  kind: 'property';
  name: string;
  modifiers: Modifiers;
  type: TypeNode;
  /** `auto` for `get;`, null where there is none. */
  get: Stmt | 'auto' | null;
  set: Stmt | 'auto' | null;
  getModifiers: Modifiers;
  setModifiers: Modifiers;
  at: Place;
}

export interface InitializerNode {
  kind: 'initializer';
  isStatic: boolean;
  body: Stmt;
  at: Place;
}

export interface ClassNode {
  kind: 'class' | 'interface' | 'enum';
  name: string;
  modifiers: Modifiers;
  extends: TypeNode | null;
  implements: TypeNode[];
  /** Values of an enum. */
  constants: string[];
  methods: MethodNode[];
  constructors: ConstructorNode[];
  /** Fields, properties and initializers, in the order they are written. */
  members: (FieldNode | PropertyNode | InitializerNode)[];
  inner: ClassNode[];
  at: Place;
}

export interface TriggerNode {
  name: string;
  object: string;
  /** `before insert`, `after update` … */
  events: string[];
  body: Stmt;
  at: Place;
}

export function hasWord({ words }: Modifiers, word: string): boolean {
  return words.includes(word);
}

export function annotation({ annotations }: Modifiers, name: string): Annotation | undefined {
  return annotations.find((each) => each.name === name);
}
