import { isMeasurable, namesQuantity } from '../../domain/text/measure.ts';
import { dueOf, type Finding, type Said } from '../context.ts';
import { has, isHypothetical, isReported, meant } from '../guards.ts';
import type { Claim } from '../../domain/claim.ts';
import type { Hit, Sentence } from '../sentence.ts';

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
  const own = meant(sentence, 'workaround');
  if (plain && own !== null && (own.to - own.from > 3 || ownDoing(said))) findings.push({ kind: 'workaround' });
  if (objects(said)) findings.push({ kind: 'objection', severity: severityOf(said.source) });
  const regret = meant(sentence, 'regret');
  if (regret !== null && !isReported(sentence, regret) && !supposes(sentence, regret))
    findings.push({ kind: 'regret', severity: 'Red' });
  if (expands(sentence)) findings.push({ kind: 'expansion', due: dueOf(said) });
  return findings;
}

/** Whether a sentence plays with a thought in other words than a hit's own: "I wish we had waited" regrets. */
function supposes(sentence: Sentence, { from, to }: Hit): boolean {
  return sentence.hits.some((hit) => hit.cue === 'hypothetical' && (hit.to <= from || hit.from >= to));
}

/** Other teams alone are no expansion: somebody has to want it for them. */
function expands(sentence: Sentence): boolean {
  const hit = meant(sentence, 'expansion');
  if (hit === null || sentence.words.length < 8) return false;
  const bare = OTHERS.has(sentence.words[hit.from] ?? '') && hit.to - hit.from <= 3;
  return !bare || sentence.words.some((word) => SPREADS.has(word));
}
const OTHERS = new Set(['other', 'another', 'more', 'additional', 'all', 'the', 'remaining', 'neighboring']);
const SPREADS = new Set(
  'want wants use using roll rolled rolling expand extend bring interested like add adding follow join next later phase would could will need needs follows plan hope'.split(
    ' '
  )
);

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
  // A share is a goal when somebody aims at it.
  if (/^\d/.test(said.sentence.words[hit.from] ?? '') && !said.sentence.words.some((word) => AIMS.has(word)))
    return false;
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
    'happy',
    'would',
    'will',
    'if',
    'when',
    'once',
    'be',
    'is',
    'are'
  ].includes(said.sentence.words[hit.from] ?? '');
  return outright || isMeasurable(said.source, dueOf(said)) || (namesQuantity(said.source) && hit.to - hit.from > 2);
}

const AIMS = new Set(
  'want need goal target aim by reach hit get to success expect expecting must should would will before until below under within at least kpi'.split(
    ' '
  )
);

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
function objects({ sentence, written, side, source }: Said): boolean {
  const score = sentence.score('objection');
  // A bare "no" tells nobody anything.
  if (sentence.words.length - 2 < SHORTEST || !saysSomething(sentence.words)) return false;
  const doubt = meant(sentence, 'objection');
  // "Why would we pay for that?" asks nothing.
  const phrase = doubt !== null && (!sentence.question || sentence.words[doubt.from] === 'why');
  if (AGREES.test(source)) return false;
  if (written) return phrase;
  return score > 0 || (phrase && side === 'customer' && score > DOUBTFUL);
}

/** "No, that's fine" agrees. */
const AGREES =
  /^(?:\W|oh|yeah|well)*no\b,? (?:(?:that|it|this)(?:'s| is) )?(?:totally |perfectly )?(?:fine|okay|ok|good|great|perfect|problem|worries|right|correct|doubt|rush)\b/i;
const SHORTEST = 3;
const EMPTY = new Set('no yes not but well so and i it that is do okay right the a you'.split(' '));

function saysSomething(words: readonly string[]): boolean {
  return words.slice(1, -1).some((word) => !EMPTY.has(word));
}

/** A model's no this clear overrules a phrase. */
const DOUBTFUL = -2.6;

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
  // "Two weeks after kickoff" is a day once the kickoff is one.
  const counted = words.includes('after');
  return milestoneDay === null && due === null && !counted ? null : { kind: 'milestone', milestoneDay, due };
}

function monthDay(words: readonly string[]): 30 | 60 | 90 | null {
  if (words.some((word) => ['first', 'one', '1'].includes(word))) return 30;
  if (words.some((word) => ['second', 'two', '2'].includes(word))) return 60;
  return words.some((word) => ['third', 'three', '3'].includes(word)) ? 90 : null;
}
