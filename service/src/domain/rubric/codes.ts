type Topic = 'integration' | 'data-migration' | 'constraints' | 'security';
type Person = 'champion' | 'economic-buyer';

/** Answers whose presence alone is checked. */
export type AnswerCode = 's2c.scope' | 's2c.contact' | 's2c.pricing' | 's2c.start' | 's2c.kickoff';

/** Every reason the rubric can give. Clients may rely on them; each has a text in every language. */
export type ReasonCode =
  | `context.problem.${'missing' | 'vague'}`
  | `context.engaged.${'missing' | 'vague'}`
  | `context.goals.${'missing' | 'gap' | 'vague'}`
  | `context.useCase.${'missing' | 'vague'}`
  | `${AnswerCode}.${'missing' | 'gap'}`
  | 's2c.scope.vague'
  | `expectations.criteria.${'missing' | 'gap' | 'unmeasured' | 'undated' | 'vague'}`
  | `expectations.words.${'missing' | 'ours'}`
  | `expectations.promises.${'missing' | 'gap' | 'undated' | 'vague'}`
  | `risk.notes.${'missing' | 'gap' | 'short' | 'unsorted'}`
  | 'risk.severity.missing'
  | `risk.mitigation.${'missing' | 'vague'}`
  | `technical.${Topic}.${'missing' | 'short'}`
  | `relationship.${Person}.${'missing' | 'untouched' | 'stale'}`
  | `actions.thread.${'unowned' | 'undated'}`;
