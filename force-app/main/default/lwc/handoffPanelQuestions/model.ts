import type { HandoffAnswerView, HandoffPanelView } from 'apex-types';
import type { FieldStatus, Snapshot } from 'c/handoffPanelAutosave';
import { fill } from 'c/handoffText';
import countLabel from '@salesforce/label/c.Panel_Count_Of';

/** An answer with where its saving stands, as `c-handoff-panel-answer` takes them. */
export interface AnswerRow {
  readonly code: string;
  readonly answer: HandoffAnswerView;
  readonly status: FieldStatus;
  readonly gapProblem: string | undefined;
}

/** Every question the panel asks, in any of its parts. */
export function questionsOf(view: HandoffPanelView | undefined): HandoffAnswerView[] {
  return view ? [...view.answers, ...view.story, ...view.judgement] : [];
}

/** What is in the handoff's own fields. A value that the CRM lends is not. */
export function snapshotOf(view: HandoffPanelView): Snapshot {
  const values = questionsOf(view).map(({ field, state, value }): [string, string] => [
    field ?? '',
    state === 'Crm' ? '' : (value ?? '')
  ]);
  return { handoffId: view.handoffId ?? '', lastModified: view.lastModified ?? '', values: new Map(values) };
}

/** Whether a required answer is still to be given, or given later by somebody with a date. */
export function isOpen(answer: HandoffAnswerView): boolean {
  return Boolean(answer.required) && ['Missing', 'Placeholder', 'Gap'].includes(answer.state ?? '');
}

function isAnswered(answer: HandoffAnswerView): boolean {
  return answer.state === 'Answered' || answer.state === 'Crm';
}

/** `6 of 8`. */
export function countOf(answers: readonly HandoffAnswerView[] = []): string {
  return fill(countLabel, answers.filter(isAnswered).length, answers.length);
}

/** The problems by code with the one of this code, or without any of it. */
export function withProblem(
  problems: ReadonlyMap<string, string>,
  code: string,
  problem?: string
): ReadonlyMap<string, string> {
  const others = [...problems].filter(([other]) => other !== code);
  return new Map(problem === undefined ? others : [...others, [code, problem]]);
}
