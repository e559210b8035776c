import type { Answer, Handoff, Reason, Status } from '../handoff.ts';
import { says } from '../text/placeholder.ts';
import type { AnswerCode, ReasonCode } from './codes.ts';

/** A reason, and what it is about, so that it can be said in another language. */
export interface Finding extends Reason {
  code: ReasonCode;
  /** The quote or name in the text, and a second detail where there is one. */
  about?: readonly string[];
}

/** How far one thing the rubric asks for is met. */
export interface Check {
  level: 'met' | 'weak' | 'absent';
  reasons: Finding[];
}

export const MET: Check = { level: 'met', reasons: [] };

export function weak(code: ReasonCode, text: string, add: string, ...about: string[]): Check {
  return { level: 'weak', reasons: [{ code, text, add, about }] };
}

export function absent(code: ReasonCode, text: string, add: string): Check {
  return { level: 'absent', reasons: [{ code, text, add }] };
}

/** Several of a kind: all must be met; one that is not makes the whole weak. */
export function together(checks: readonly Check[]): Check {
  const reasons = checks.flatMap((check) => check.reasons);
  if (checks.every((check) => check.level === 'met')) return MET;
  return { level: checks.every((check) => check.level === 'absent') ? 'absent' : 'weak', reasons };
}

/** Complete when everything is met, Missing when nothing is there at all. */
export function statusOf(checks: readonly Check[]): Status {
  if (checks.every((check) => check.level === 'met')) return 'Complete';
  return checks.every((check) => check.level === 'absent') ? 'Missing' : 'Partial';
}

export function answerOf(handoff: Handoff, code: string): Answer | undefined {
  return handoff.answers.find((answer) => answer.code === code);
}

/** The text of an answer that says something; null for none. */
export function answerText(handoff: Handoff, code: string): string | null {
  const value = answerOf(handoff, code)?.value ?? null;
  return says(value) ? value : null;
}

/** Whether an answer is not known yet but somebody will ask by a day. */
export function hasDatedGap(handoff: Handoff, code: string): boolean {
  const gap = answerOf(handoff, code)?.gap;
  return gap !== null && gap !== undefined && gap.owner.trim() !== '' && gap.due !== '';
}

/** The usual check of one answer: there, promised by a dated gap, or absent. */
export function answered(handoff: Handoff, code: AnswerCode, name: string, add: string): Check {
  if (answerText(handoff, code) !== null) return MET;
  const is = name.endsWith('s') ? 'are' : 'is';
  if (hasDatedGap(handoff, code)) return weak(`${code}.gap`, `${name} ${is} not known yet.`, add);
  return absent(`${code}.missing`, `${name} ${is} missing.`, add);
}
