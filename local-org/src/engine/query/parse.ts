import { type FieldType, parseQuery, type Query, type Subquery, type WhereClause } from '@jetstreamapp/soql-parser-js';
import { OrgError, UnsupportedError } from '../../org/errors.ts';
import { type Token, treeOf } from './conditions.ts';

/** A number nobody writes: stands for the bind of a LIMIT or OFFSET, which the parser does not know. */
const BIND_NUMBER = 987_650_000;

/** A bind's name, or a number written out. */
export type Count = { bind: string } | { value: number };

export type Literal =
  | { kind: 'value'; value: string | number | boolean | null; type: LiteralType }
  | { kind: 'bind'; name: string }
  | { kind: 'date'; literal: string }
  | { kind: 'list'; items: Literal[] }
  | { kind: 'query'; query: Select };

/** How a value is written in a query: `'x'`, `1`, `TRUE`, `NULL`, `2026-01-31`, `2026-01-31T00:00:00Z`. */
export type LiteralType = 'string' | 'number' | 'boolean' | 'null' | 'date' | 'datetime';

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
  /** `WITH SECURITY_ENFORCED`: what is selected must be readable; filters and sharing are as without it. */
  secured: boolean;
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
    // With both options given the library keeps its parser; with either left out it builds one for each query (160 ms).
    query = parseQuery(text, { allowApexBindVariables: true, ignoreParseErrors: false });
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new OrgError('MALFORMED_QUERY', `${soql}\n${message}`, [], { cause });
  }
  return { ...new Reader(binds).select(query, query.sObject ?? ''), allRows };
}

class Reader {
  readonly #binds: readonly string[];
  readonly #aliases = new Set<string>();

  constructor(binds: readonly string[]) {
    this.#binds = binds;
  }

  select(query: Query | Subquery, from: string): Select {
    refuse(query);
    const alias = query.sObjectAlias;
    if (alias !== undefined) this.#aliases.add(alias.toLowerCase());
    const select: Select = {
      from,
      fields: [],
      allFields: undefined,
      children: [],
      where: query.where ? this.#conditions(query.where) : undefined,
      groupBy: list(query.groupBy).map((clause) =>
        'field' in clause ? this.#path(clause.field) : this.#call(clause.fn)
      ),
      having: query.having ? this.#conditions(query.having as WhereClause) : undefined, // Same shape, minus sub-queries.
      orderBy: list(query.orderBy).map((clause) => ({
        expression: 'field' in clause ? this.#path(clause.field) : this.#call(clause.fn),
        descending: clause.order === 'DESC',
        nullsLast: clause.nulls === undefined ? undefined : clause.nulls === 'LAST'
      })),
      limit: this.#count(query.limit),
      offset: this.#count(query.offset),
      mode:
        query.withAccessLevel === 'USER_MODE' ? 'user' : query.withAccessLevel === 'SYSTEM_MODE' ? 'system' : undefined,
      secured: query.withSecurityEnforced === true,
      allRows: false
    };
    for (const field of query.fields ?? []) this.#addField(select, field);
    return select;
  }

  #addField(select: Select, field: FieldType): void {
    if (field.type === 'FieldSubquery') {
      select.children.push(this.select(field.subquery, field.subquery.relationshipName));
    } else if (field.type === 'Field') {
      select.fields.push({ expression: this.#path(field.field), alias: field.alias });
    } else if (field.type === 'FieldRelationship') {
      const path = this.#path([...field.relationships, field.field].join('.'));
      select.fields.push({
        expression: path,
        alias: 'alias' in field && typeof field.alias === 'string' ? field.alias : undefined
      });
    } else if (field.type === 'FieldFunctionExpression' && field.functionName.toUpperCase() === 'FIELDS') {
      const which = String(field.parameters[0]).toUpperCase();
      if (which === 'ALL' || which === 'STANDARD' || which === 'CUSTOM') select.allFields = which;
    } else if (field.type === 'FieldFunctionExpression') {
      select.fields.push({ expression: this.#call(field), alias: field.alias });
    } else {
      throw new UnsupportedError('TYPEOF in a query');
    }
  }

  #call(fn: { functionName?: string; parameters?: readonly unknown[] }): Expression {
    const [argument, ...more] = fn.parameters ?? [];
    if ((argument !== undefined && typeof argument !== 'string') || more.length > 0) {
      throw new UnsupportedError(`${fn.functionName}() with other functions or several arguments`);
    }
    return {
      kind: 'call',
      name: (fn.functionName ?? '').toUpperCase(),
      argument: argument === undefined ? null : this.#path(argument)
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
    return treeOf(tokens);
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
      field: fn ? this.#call(fn) : this.#path(field ?? ''),
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
        return { kind: 'value', value: Number(value), type: 'number' };
      case 'BOOLEAN':
        return { kind: 'value', value: value.toUpperCase() === 'TRUE', type: 'boolean' };
      case 'NULL':
        return { kind: 'value', value: null, type: 'null' };
      case 'DATETIME':
        return { kind: 'value', value: new Date(value).toISOString(), type: 'datetime' };
      case 'DATE':
        return { kind: 'value', value, type: 'date' };
      case 'INTEGER_WITH_CURRENCY_PREFIX':
      case 'DECIMAL_WITH_CURRENCY_PREFIX':
        throw new UnsupportedError(`The amount ${value} with a currency`);
      default:
        return { kind: 'value', value: unquote(value), type: 'string' };
    }
  }

  /** `o.Name` means `Name` where the query says `FROM Opportunity o`. */
  #path(text: string): Expression {
    const [first = '', ...rest] = text.split('.').map((name) => name.trim());
    return { kind: 'field', path: rest.length > 0 && this.#aliases.has(first.toLowerCase()) ? rest : [first, ...rest] };
  }
}

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** What stands between quotes. `\\%` and `\\_` stay as they are: only LIKE knows what they mean. */
function unquote(text: string): string {
  if (!/^'.*'$/s.test(text)) return text;
  const known: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '%': '\\%', _: '\\_' };
  return text.slice(1, -1).replace(/\\(.)/gs, (_whole, character: string) => known[character] ?? character);
}

function refuse(query: Query | Subquery): void {
  const refused = {
    usingScope: 'USING SCOPE',
    withDataCategory: 'WITH DATA CATEGORY',
    update: 'UPDATE TRACKING'
  } as const;
  for (const [property, clause] of Object.entries(refused)) {
    if (property in query) throw new UnsupportedError(`${clause} in a query`);
  }
  // FOR UPDATE locks rows. Transactions here run one after the other, so every row is locked already.
  if (query.for === 'UPDATE' && query.orderBy !== undefined) {
    throw new OrgError('MALFORMED_QUERY', 'FOR UPDATE is not allowed with ORDER BY');
  }
}
