import { OrgError } from '../../org/errors.ts';
import type { Condition } from './parse.ts';

export type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition;

/** Builds the tree of a condition. @throws {OrgError} MALFORMED_QUERY where AND and OR mix without parentheses */
export function treeOf(tokens: readonly Token[]): Condition {
  return new ConditionParser(tokens).parse();
}

class ConditionParser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Condition {
    const whole = this.#chain();
    const left = this.#tokens[this.#position];
    if (left !== undefined) throw unexpected(left);
    return whole;
  }

  /** Salesforce knows no precedence of AND over OR: one level holds only one of them. */
  #chain(): Condition {
    let left = this.#unary();
    const operator = this.#tokens[this.#position];
    if (operator !== 'AND' && operator !== 'OR') return left;
    while (this.#take(operator)) {
      left = { kind: operator === 'AND' ? 'and' : 'or', left, right: this.#unary() };
    }
    const next = this.#tokens[this.#position];
    if (next === 'AND' || next === 'OR') throw unexpected(next);
    return left;
  }

  #unary(): Condition {
    if (this.#take('NOT')) return { kind: 'not', of: this.#unary() };
    if (this.#take('(')) {
      const inner = this.#chain();
      if (!this.#take(')')) throw unexpected(this.#tokens[this.#position]);
      return inner;
    }
    const token = this.#tokens[this.#position++];
    if (token === undefined || typeof token === 'string') throw unexpected(token);
    return token;
  }

  #take(token: Token): boolean {
    if (this.#tokens[this.#position] !== token) return false;
    this.#position++;
    return true;
  }
}

function unexpected(token: Token | undefined): OrgError {
  const text = token === undefined ? '<EOF>' : typeof token === 'string' ? token : 'a condition';
  return new OrgError('MALFORMED_QUERY', `unexpected token: '${text}'`);
}
