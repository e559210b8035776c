import type { Day } from './calendar.ts';
import { scanTokens, type DateToken } from './scan.ts';

/** Which comes first in 3/4: the month or the day. */
export type DateOrder = 'month first' | 'day first';

/** Hours of a day in minutes from midnight; `to` is null for a moment. */
export interface Clock {
  from: number;
  to: number | null;
}

/** What some tokens mean. */
export interface Meaning {
  /** Index of the first token after it. */
  next: number;
  from: Day;
  /** The first day after it. */
  to: Day;
  /** The day by which something promised for then is due. */
  due: Day;
  /** Set where the year was not written but worked out; ranges may work it out again. */
  guessed: { month: number; day: number | null } | null;
  clock: Clock | null;
  /** The last part of a period: "before the end of March" reaches to the end of March. */
  tail?: true;
}

/** The tokens of one text, and the day they were written on. */
export interface Context {
  tokens: readonly DateToken[];
  reference: Day;
  order: DateOrder;
}

export function contextOf(text: string, reference: Day, order: DateOrder): Context {
  return { tokens: scanTokens(text), reference, order };
}

/** The text of a token; empty past the end. */
export function word(context: Context, at: number): string {
  return context.tokens[at]?.text ?? '';
}

/** A written or spelled-out number without decimals; null when there is none. */
export function cardinal(context: Context, at: number): number | null {
  const token = context.tokens[at];
  return token !== undefined && token.kind === 'number' && !token.ordinal ? token.value : null;
}

/** Whether a number hangs on another by a mark, as in an order number or a telephone number. */
export function glued(context: Context, at: number, next: number): boolean {
  const before = context.tokens[at - 1];
  const after = context.tokens[next];
  const marks = ['-', '/', '.', '$', '€', '£', '#', '+'];
  const hangsBefore = before !== undefined && context.tokens[at]?.gap === false && marks.includes(before.text);
  const hangsAfter = after !== undefined && !after.gap && (after.text === '-' || after.text === '/');
  const digitAfter = (context.tokens[next + 1]?.digits ?? 0) > 0 && context.tokens[next + 1]?.gap === false;
  return (hangsBefore && before.kind === 'mark' && (before.text !== '-' || !before.gap)) || (hangsAfter && digitAfter);
}

/** Skips the given words, once each, in this order. */
export function skip(context: Context, at: number, ...optional: string[]): number {
  let next = at;
  for (const each of optional) if (word(context, next) === each) next++;
  return next;
}

export function day(next: number, at: Day): Meaning {
  return { next, from: at, to: at + 1, due: at, guessed: null, clock: null };
}

export function period(next: number, from: Day, to: Day, due: Day = to - 1): Meaning {
  return { next, from, to, due, guessed: null, clock: null };
}

/** The meaning that reads furthest; the earlier one of two that read as far. */
export function longest(...meanings: (Meaning | null)[]): Meaning | null {
  let best: Meaning | null = null;
  for (const each of meanings) if (each !== null && (best === null || each.next > best.next)) best = each;
  return best;
}
