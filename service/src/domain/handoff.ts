/** A handoff as the org sends it to be scored, and the score it gets back. Shapes of `POST /v1/scores`. */

export interface Gap {
  owner: string;
  /** ISO date. */
  due: string;
}

export interface Answer {
  code: string;
  value: string | null;
  source: 'person' | 'crm' | 'none';
  gap: Gap | null;
}

export interface Item {
  id: string;
  kind: string;
  text: string | null;
  condition: string | null;
  dueDate: string | null;
  milestoneDay: number | null;
  severity: string | null;
  mitigation: string | null;
  technicalTopic: string | null;
  ruledOut: boolean;
  resolved: boolean;
  owner: string | null;
}

export interface Stakeholder {
  id: string;
  name: string | null;
  title: string | null;
  role: string | null;
  stance: string | null;
  /** ISO date. */
  lastTouch: string | null;
  caresAbout: string | null;
  prefers: string | null;
}

export interface Handoff {
  id: string;
  type: string;
  /** The day it is judged on: scores depend on no clock. */
  asOf: string;
  story: {
    whyEngaged: string | null;
    problem: string | null;
    successInTheirWords: string | null;
    visibleRisks: string | null;
  };
  judgement: { careAbout: string | null; promisedOutLoud: string | null; knowBeforeKickoff: string | null };
  answers: Answer[];
  items: Item[];
  stakeholders: Stakeholder[];
}

export const SECTIONS = ['context', 'expectations', 'risk', 'technical', 'relationship', 'actions'] as const;
export type SectionCode = (typeof SECTIONS)[number];
export type Status = 'Complete' | 'Partial' | 'Missing';
export type Weights = Readonly<Record<SectionCode, number>>;

export interface Reason {
  /** Stable: `expectations.criteria.vague`. */
  code: string;
  /** What is not yet good. */
  text: string;
  /** What to add. */
  add: string;
  /** The same in further languages, where they were asked for. */
  translations?: Partial<Record<Language, { text: string; add: string }>>;
}

/** Languages that reasons are given in beside English. */
export const LANGUAGES = ['de'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface SectionScore {
  code: SectionCode;
  status: Status;
  points: number;
  weight: number;
  reasons: Reason[];
}

export interface Score {
  id: string;
  /** 0 to 100, whole. */
  score: number;
  flagged: boolean;
  sections: SectionScore[];
}

/** R136: customer context 20, expectations 25, risk 15, technical 15, relationship 15, action items 10. */
export const DEFAULT_WEIGHTS: Weights = {
  context: 20,
  expectations: 25,
  risk: 15,
  technical: 15,
  relationship: 15,
  actions: 10
};

/** R138: below this a handoff needs more information. */
export const DEFAULT_FLAG_BELOW = 70;
