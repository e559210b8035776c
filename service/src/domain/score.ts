import {
  DEFAULT_FLAG_BELOW,
  DEFAULT_WEIGHTS,
  type Handoff,
  type Language,
  type Reason,
  type Score,
  type SectionCode,
  SECTIONS,
  type SectionScore,
  type Weights
} from './handoff.ts';
import { withoutRepeats } from './repeats.ts';
import { actionChecks } from './rubric/actions.ts';
import { type Check, type Finding, statusOf } from './rubric/check.ts';
import { contextChecks } from './rubric/context.ts';
import { expectationChecks } from './rubric/expectations.ts';
import { inGerman } from './rubric/german.ts';
import { relationshipChecks } from './rubric/relationship.ts';
import { riskChecks } from './rubric/risk.ts';
import { technicalChecks } from './rubric/technical.ts';

/** Changes whenever the same handoff could get another score. */
export const RUBRIC_VERSION = '2.1.0';

const CHECKS: Readonly<Record<SectionCode, (handoff: Handoff) => Check[]>> = {
  context: contextChecks,
  expectations: expectationChecks,
  risk: riskChecks,
  technical: technicalChecks,
  relationship: relationshipChecks,
  actions: actionChecks
};

/** R137: Complete counts whole, Partial half, Missing nothing. */
const FACTORS = { Complete: 1, Partial: 0.5, Missing: 0 } as const;

export interface ScoreOptions {
  weights?: Weights;
  flagBelow?: number;
  /** Languages beside English to give reasons in. */
  languages?: readonly Language[];
}

const SAY: Readonly<Record<Language, (finding: Finding) => { text: string; add: string }>> = { de: inGerman };

/**
 * Scores one handoff. The same handoff always gets the same score, in whatever order its lines come.
 *
 * @returns a whole number from 0 to 100: the sum of weight × factor of the six sections, of 100
 */
export function scoreHandoff(
  handoff: Handoff,
  { weights = DEFAULT_WEIGHTS, flagBelow = DEFAULT_FLAG_BELOW, languages = [] }: ScoreOptions = {}
): Score {
  const judged = withoutRepeats(handoff);
  const sections = SECTIONS.map((code): SectionScore => {
    const checks = CHECKS[code](judged);
    const status = statusOf(checks);
    const weight = weights[code];
    return {
      code,
      status,
      points: weight * FACTORS[status],
      weight,
      reasons: sorted(checks.flatMap((check) => check.reasons)).map((finding) => toReason(finding, languages))
    };
  });
  const total = sections.reduce((sum, section) => sum + section.weight, 0);
  const points = sections.reduce((sum, section) => sum + section.points, 0);
  const score = total === 0 ? 0 : Math.round((points * 100) / total);
  return { id: handoff.id, score, flagged: score < flagBelow, sections };
}

function toReason(finding: Finding, languages: readonly Language[]): Reason {
  const { code, text, add } = finding;
  if (languages.length === 0) return { code, text, add };
  const translations = Object.fromEntries(languages.map((language) => [language, SAY[language](finding)]));
  return { code, text, add, translations };
}

/** Reasons in an order that does not depend on the order of lines. */
function sorted(reasons: readonly Finding[]): Finding[] {
  if (reasons.length < 2) return [...reasons];
  return [...reasons].sort((a, b) => (a.code === b.code ? compare(a.text, b.text) : compare(a.code, b.code)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
