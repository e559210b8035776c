import { type FieldType, parseQuery, type Query, type Subquery, type WhereClause } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../../org/errors.ts';

/** A number nobody writes: stands for the bind of a LIMIT or OFFSET, which the parser does not know. */
const BIND_NUMBER = 987_650_000;

/** A bind's name, or a number written out. */
export type Count = { bind: string } | { value: number };

export type Literal =
  | { kind: 'value'; value: string | number | boolean | null }
  | { kind: 'bind'; name: string }
  | { kind: 'date'; literal: string }
  | { kind: 'list'; items: Literal[] }
  | { kind: 'query'; query: Select };

export type Condition =
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; field: Expression; operator: string; value: Literal };

export type Expression =
  { kind: 'field'; path: string[] } | { kind: 'call'; name: string; argument: Expression | null };

export interface Select {
  /** Object name, or the name of the child relationship in a sub-query. */
  from: string;
  fields: { expression: Expression; alias: string | undefined }[];
  allFields: 'ALL' | 'STANDARD' | 'CUSTOM' | undefined;
  children: Select[];
  where: Condition | undefined;
  groupBy: Expression[];
  having: Condition | undefined;
  orderBy: { expression: Expression; descending: boolean; nullsLast: boolean | undefined }[];
  limit: Count | undefined;
  offset: Count | undefined;
  mode: 'user' | 'system' | undefined;
  allRows: boolean;
}

/** @throws {OrgError} MALFORMED_QUERY for what cannot be parsed, UNSUPPORTED for what this org leaves out */
export function parseSoql(soql: string): Select {
  const binds: string[] = [];
  const allRows = /\sALL\s+ROWS\s*$/i.test(soql);
  const text = soql
    .replace(/\sALL\s+ROWS\s*$/i, '')
    .replace(
      /\b(LIMIT|OFFSET)\s+:\s*(\w+)/gi,
      (_whole, word: string, name: string) => `${word} ${BIND_NUMBER + binds.push(name) - 1}`
    );
  let query: Query;
  try {
    query = parseQuery(text, { allowApexBindVariables: true });
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new OrgError('MALFORMED_QUERY', `${soql}\n${message}`, [], { cause });
  }
  return { ...new Reader(binds).select(query, query.sObject ?? ''), allRows };
}

class Reader {
  readonly #binds: readonly string[];

  constructor(binds: readonly string[]) {
    this.#binds = binds;
  }

  select(query: Query | Subquery, from: string): Select {
    refuse(query);
    const select: Select = {
      from,
      fields: [],
      allFields: undefined,
      children: [],
      where: query.where ? this.#conditions(query.where) : undefined,
      groupBy: list(query.groupBy).map((clause) => ('field' in clause ? path(clause.field) : this.#call(clause.fn))),
      having: query.having ? this.#conditions(query.having as WhereClause) : undefined, // Same shape, minus sub-queries.
      orderBy: list(query.orderBy).map((clause) => ({
        expression: 'field' in clause ? path(clause.field) : this.#call(clause.fn),
        descending: clause.order === 'DESC',
        nullsLast: clause.nulls === undefined ? undefined : clause.nulls === 'LAST'
      })),
      limit: this.#count(query.limit),
      offset: this.#count(query.offset),
      mode:
        query.withAccessLevel === 'USER_MODE' || query.withSecurityEnforced
          ? 'user'
          : query.withAccessLevel === 'SYSTEM_MODE'
            ? 'system'
            : undefined,
      allRows: false
    };
    for (const field of query.fields ?? []) this.#addField(select, field, query.sObjectAlias);
    return select;
  }

  #addField(select: Select, field: FieldType, alias: string | undefined): void {
    if (field.type === 'FieldSubquery') {
      select.children.push(this.select(field.subquery, field.subquery.relationshipName));
    } else if (field.type === 'Field') {
      select.fields.push({ expression: path(field.field), alias: field.alias });
    } else if (field.type === 'FieldRelationship') {
      const steps =
        field.relationships[0]?.toLowerCase() === alias?.toLowerCase() && alias
          ? field.relationships.slice(1)
          : field.relationships;
      const named = 'alias' in field && typeof field.alias === 'string' ? field.alias : undefined;
      select.fields.push({ expression: { kind: 'field', path: [...steps, field.field] }, alias: named });
    } else if (field.type === 'FieldFunctionExpression' && field.functionName.toUpperCase() === 'FIELDS') {
      const which = String(field.parameters[0]).toUpperCase();
      if (which === 'ALL' || which === 'STANDARD' || which === 'CUSTOM') select.allFields = which;
    } else if (field.type === 'FieldFunctionExpression') {
      select.fields.push({ expression: this.#call(field), alias: field.alias });
    } else {
      throw new OrgError('UNSUPPORTED', 'TYPEOF is not supported by the local org');
    }
  }

  #call(fn: { functionName?: string; parameters?: readonly unknown[] }): Expression {
    const [argument] = fn.parameters ?? [];
    if (argument !== undefined && typeof argument !== 'string') {
      throw new OrgError('UNSUPPORTED', 'Functions inside functions are not supported by the local org');
    }
    return {
      kind: 'call',
      name: (fn.functionName ?? '').toUpperCase(),
      argument: argument === undefined ? null : path(argument)
    };
  }

  #count(value: number | undefined): Count | undefined {
    if (value === undefined) return undefined;
    const number = Number(value);
    const bind = this.#binds[number - BIND_NUMBER];
    return bind === undefined ? { value: number } : { bind };
  }

  /** The parser gives conditions as a chain with counts of parentheses; here they become a tree. */
  #conditions(clause: WhereClause): Condition {
    const tokens: Token[] = [];
    let current: WhereClause | undefined = clause;
    while (current) {
      const { left } = current;
      if (left && 'openParen' in left) for (let i = 0; i < (left.openParen ?? 0); i++) tokens.push('(');
      if (left && 'operator' in left) tokens.push(this.#compare(left));
      if (left && 'closeParen' in left) for (let i = 0; i < (left.closeParen ?? 0); i++) tokens.push(')');
      if ('operator' in current) tokens.push(current.operator.toUpperCase() as 'AND' | 'OR' | 'NOT'); // The three words there are.
      current = 'right' in current ? current.right : undefined;
    }
    return new ConditionParser(tokens).parse();
  }

  #compare(left: object): Condition {
    const { field, fn, operator, value, literalType, valueQuery } = left as {
      field?: string;
      fn?: { functionName?: string; parameters?: readonly unknown[] };
      operator: string;
      value?: string | string[];
      literalType?: string | string[];
      valueQuery?: Query;
    }; // The parser's union of conditions, by the properties its documentation gives them.
    return {
      kind: 'compare',
      field: fn ? this.#call(fn) : path(field ?? ''),
      operator: operator.toUpperCase() === '<>' ? '!=' : operator.toUpperCase(),
      value: valueQuery
        ? { kind: 'query', query: this.select(valueQuery, valueQuery.sObject ?? '') }
        : this.#literal(value ?? '', literalType)
    };
  }

  #literal(value: string | string[], type: string | string[] | undefined): Literal {
    if (Array.isArray(value)) {
      return {
        kind: 'list',
        items: value.map((entry, index) => this.#literal(entry, Array.isArray(type) ? type[index] : type))
      };
    }
    switch (Array.isArray(type) ? type[0] : type) {
      case 'APEX_BIND_VARIABLE':
        return { kind: 'bind', name: value.replace(/^:/, '') };
      case 'DATE_LITERAL':
      case 'DATE_N_LITERAL':
        return { kind: 'date', literal: value.toUpperCase() };
      case 'INTEGER':
      case 'DECIMAL':
        return { kind: 'value', value: Number(value) };
      case 'BOOLEAN':
        return { kind: 'value', value: value.toUpperCase() === 'TRUE' };
      case 'NULL':
        return { kind: 'value', value: null };
      case 'DATETIME':
        return { kind: 'value', value: new Date(value).toISOString() };
      case 'DATE':
        return { kind: 'value', value };
      default:
        return { kind: 'value', value: unquote(value) };
    }
  }
}

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition;

class ConditionParser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Condition {
    return this.#or();
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#take('OR')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Condition {
    let left = this.#unary();
    while (this.#take('AND')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Condition {
    if (this.#take('NOT')) return { kind: 'not', of: this.#unary() };
    if (this.#take('(')) {
      const inner = this.#or();
      this.#take(')');
      return inner;
    }
    const token = this.#tokens[this.#position++];
    if (token === undefined || typeof token === 'string')
      throw new OrgError('MALFORMED_QUERY', 'unexpected token in WHERE');
    return token;
  }

  #take(token: Token): boolean {
    if (this.#tokens[this.#position] !== token) return false;
    this.#position++;
    return true;
  }
}

function path(text: string): Expression {
  return { kind: 'field', path: text.split('.') };
}

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function unquote(text: string): string {
  if (!/^'.*'$/s.test(text)) return text;
  return text
    .slice(1, -1)
    .replace(/\\(.)/gs, (_whole, character: string) => ({ n: '\n', r: '\r', t: '\t' })[character] ?? character);
}

function refuse(query: Query | Subquery): void {
  const refused = {
    usingScope: 'USING SCOPE',
    withDataCategory: 'WITH DATA CATEGORY',
    update: 'UPDATE TRACKING'
  } as const;
  for (const [property, clause] of Object.entries(refused)) {
    if (property in query) throw new OrgError('UNSUPPORTED', `${clause} is not supported by the local org`);
  }
  // FOR UPDATE locks rows. Transactions here run one after the other, so every row is locked already.
}
