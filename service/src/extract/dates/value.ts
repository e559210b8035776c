import type { Day } from './calendar.ts';
import { scanTokens, type DateToken } from './scan.ts';

/** Which comes first in 3/4: the month or the day. */
export type DateOrder = 'month first' | 'day first';

/** Hours of a day in minutes from midnight, past 24 hours on the day after; `to` is null for a moment. */
export interface Clock {
  from: number;
  to: number | null;
  /** Where only one end is given: before that moment, or after it. */
  side?: 'before' | 'after';
}

/** What some tokens mean. */
export interface Meaning {
  /** Index of the first token after it. */
  next: number;
  from: Day;
  /** The first day after it. */
  to: Day;
  /** The day by which something promised for then is due. */
  due: Day | null;
  /** Set where the year was not written but worked out; ranges may work it out again. */
  guessed: { month: number; day: number | null } | null;
  clock: Clock | null;
  /** The last part of a period: "before the end of March" reaches to the end of March. */
  tail?: true;
  /** The first part: "after the beginning of March" begins with March. */
  head?: true;
  /** The day in the middle of it, where the middle is what was named: a range begins or ends there. */
  middle?: Day;
}

/** The tokens of one text, and the day and time they were written at. */
export interface Context {
  tokens: readonly DateToken[];
  reference: Day;
  /** Minutes from midnight. */
  now: number;
  order: DateOrder;
}

export function contextOf(text: string, reference: Day, order: DateOrder, now: number): Context {
  return { tokens: scanTokens(text), reference, order, now };
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
  return gluedLeft(context, at) || gluedRight(context, next);
}

const MARKS = ['-', '/', '.', '$', '€', '£', '#', '+'];

export function gluedLeft(context: Context, at: number): boolean {
  const before = context.tokens[at - 1];
  if (before?.kind !== 'mark' || context.tokens[at]?.gap !== false) return false;
  return MARKS.includes(before.text) && (before.text !== '-' || !before.gap);
}

export function gluedRight(context: Context, next: number): boolean {
  const mark = context.tokens[next];
  const number = context.tokens[next + 1];
  return (mark?.text === '-' || mark?.text === '/') && !mark.gap && number?.gap === false && number.digits > 0;
}

/** Skips the given words, once each, in this order. */
export function skip(context: Context, at: number, ...optional: string[]): number {
  let next = at;
  for (const each of optional) if (word(context, next) === each) next++;
  return next;
}

/** The index after some words in a row; null where they do not stand there. */
export function after(context: Context, at: number, words: string): number | null {
  const parts = words.split(' ');
  return parts.every((part, index) => word(context, at + index) === part) ? at + parts.length : null;
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
