import { isMeasurable, namesQuantity } from '../../domain/text/measure.ts';
import { dueOf, type Finding, type Said } from '../context.ts';
import { has, isHypothetical, isReported, meant } from '../guards.ts';
import type { Claim } from '../../domain/claim.ts';

const RED =
  /\b(?:deal[- ]?breaker|show[- ]?stopper|block(?:er|ing|s|ed)|critical|breach|data loss|outage|lawsuit|cancel\w*|terminat\w*|cannot go live|can't go live|no budget|veto\w*|single point of failure|budget freeze|must not|at risk|failed (?:project|implementation|rollout|before))\b/i;
const GREEN =
  /\b(?:minor|small (?:risk|issue|concern|bug)|nice to have|not (?:a )?(?:big|huge|major) (?:deal|concern|issue|risk|problem)|low risk|cosmetic|little worried)\b/i;

/** How bad a risk or an objection is, by its own words. */
export function severityOf(source: string): Claim['severity'] {
  if (GREEN.test(source)) return 'Green';
  return RED.test(source) ? 'Red' : 'Yellow';
}

/** What the customer wants, suffers from, does today, doubts, fears and regrets. */
export function needs(said: Said): Finding[] {
  const { sentence, side } = said;
  const findings: Finding[] = [];
  if (has(sentence, 'risk') && risky(said)) findings.push({ kind: 'risk', severity: severityOf(said.source) });
  if (technical(said)) findings.push({ kind: 'technical' });
  const milestone = milestoneOf(said);
  if (milestone !== null) findings.push(milestone);
  if (side === 'seller') return findings;
  const plain = !sentence.question;
  if (plain && succeeds(said)) findings.push({ kind: 'success_criterion', due: dueOf(said) });
  if (plain && meant(sentence, 'pain') !== null) findings.push({ kind: 'pain' });
  if (plain && meant(sentence, 'useCase') !== null && sentence.words.length >= 7) findings.push({ kind: 'use_case' });
  if (plain && meant(sentence, 'workaround') !== null && ownDoing(said)) findings.push({ kind: 'workaround' });
  if (objects(said)) findings.push({ kind: 'objection', severity: severityOf(said.source) });
  const regret = meant(sentence, 'regret');
  if (regret !== null && !isReported(sentence, regret) && !isHypothetical(sentence))
    findings.push({ kind: 'regret', severity: 'Red' });
  if (meant(sentence, 'expansion') !== null && sentence.words.length >= 8)
    findings.push({ kind: 'expansion', due: dueOf(said) });
  return findings;
}

function risky({ sentence, side, written, source }: Said): boolean {
  const hit = meant(sentence, 'risk');
  if (hit === null || sentence.question) return false;
  // One everyday word is enough in a ticket or a mail, not in six hours of talk by people on nobody's side.
  return written || side !== 'unknown' || hit.to - hit.from > 1 || RED.test(source);
}

/** A measure and by when, or what success is in so many words. */
function succeeds(said: Said): boolean {
  const hit = meant(said.sentence, 'success');
  if (hit === null) return false;
  const outright = [
    'success',
    'a',
    'winning',
    'define',
    'measure',
    'defines',
    'measured',
    'kpi',
    'kpis',
    'okr',
    'okrs',
    'what',
    'payback',
    'call',
    'happy'
  ].includes(said.sentence.words[hit.from] ?? '');
  return outright || isMeasurable(said.source, dueOf(said)) || (namesQuantity(said.source) && hit.to - hit.from > 2);
}

/** The customer's own way of doing it: a spreadsheet by itself is no workaround. */
function ownDoing({ sentence }: Said): boolean {
  return sentence.words.some((word) => OWN.has(word));
}
const OWN = new Set([
  'we',
  'our',
  'us',
  'i',
  'they',
  'everyone',
  'everybody',
  'someone',
  'somebody',
  'team',
  'people',
  'my'
]);

/** In talk a phrase counts unless the model is sure that it only agrees or goes on. */
function objects({ sentence, written, side }: Said): boolean {
  const score = sentence.score('objection');
  const phrase = meant(sentence, 'objection') !== null && !sentence.question;
  if (written) return phrase;
  return score > 0 || (phrase && side === 'customer' && score > DOUBTFUL);
}

/** A model's no this clear overrules a phrase. */
const DOUBTFUL = -1.8;

/** A term of the trade and a word that asks for it, or a number. */
function technical(said: Said): boolean {
  const { sentence } = said;
  const term = meant(sentence, 'techTerm');
  if (term === null || isReported(sentence, term)) return false;
  return has(sentence, 'techNeed') || namesQuantity(said.source);
}

const DAYS: readonly [words: readonly string[], day: 30 | 60 | 90][] = [
  [['30', 'thirty'], 30],
  [['60', 'sixty'], 60],
  [['90', 'ninety'], 90]
];

/** What the customer will see when: a day of the first ninety, or a step of the project with a date. */
function milestoneOf(said: Said): Finding | null {
  const { sentence } = said;
  const hit = meant(sentence, 'milestone');
  if (hit === null || sentence.question || isHypothetical(sentence) || isReported(sentence, hit)) return null;
  // What is taken back is no milestone any more.
  if (has(sentence, 'negated')) return null;
  const words = sentence.words.slice(hit.from, hit.to);
  let milestoneDay = DAYS.find(([names]) => words.some((word) => names.includes(word)))?.[1] ?? null;
  if (words.includes('month')) milestoneDay = monthDay(words);
  const due = dueOf(said);
  return milestoneDay === null && due === null ? null : { kind: 'milestone', milestoneDay, due };
}

function monthDay(words: readonly string[]): 30 | 60 | 90 | null {
  if (words.some((word) => ['first', 'one', '1'].includes(word))) return 30;
  if (words.some((word) => ['second', 'two', '2'].includes(word))) return 60;
  return words.some((word) => ['third', 'three', '3'].includes(word)) ? 90 : null;
}
