export type ItemField =
  | 'condition'
  | 'dueDate'
  | 'milestoneDay'
  | 'severity'
  | 'mitigation'
  | 'technicalTopic'
  | 'ruledOut'
  | 'resolved'
  | 'assigneeId';

/** What is worth asking beyond the text, by kind: exactly what the score looks at, and nothing else. */
const FIELDS: Readonly<Record<string, readonly ItemField[]>> = {
  Commitment: ['dueDate', 'condition'],
  Stretch: ['condition', 'dueDate'],
  Milestone: ['milestoneDay', 'dueDate'],
  'Success Criterion': ['dueDate'],
  Risk: ['severity', 'mitigation'],
  Objection: ['mitigation'],
  Technical: ['technicalTopic', 'ruledOut'],
  'Open Thread': ['assigneeId', 'dueDate', 'resolved']
};

export function fieldsOf(kind: string): readonly ItemField[] {
  return FIELDS[kind] ?? [];
}
