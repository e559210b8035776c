import { isNone } from '../domain/text/placeholder.ts';
import type { Claim } from '../domain/claim.ts';
import { claimOf, dueOf, type Said } from './context.ts';
import { parseIsoDay } from './dates/calendar.ts';
import type { FoundDate } from './dates/find.ts';
import { has, isHypothetical, isNegated, isQuoted } from './guards.ts';

/** What a CRM field is about, by its name, and how a sentence contradicts its value. */
interface Check {
  field: RegExp;
  contradicts(value: string, said: Said, kinds: ReadonlySet<Claim['kind']>): boolean;
}

const GO_LIVE = /\b(?:go(?:es|ing)?[- ]?live|be live|launch|cutover)\b/gi;
const NUMBER = /\d[\d.,\s]*\d|\d/g;

const CHECKS: readonly Check[] = [
  {
    field: /compet|incumbent/i,
    contradicts: (value, said, kinds) =>
      kinds.has('competitor') && (isNone(value) || !mentions(said.source, value)) && !has(said.sentence, 'reported')
  },
  { field: /go_?live|launch|cutover/i, contradicts: (value, said) => otherDay(value, said, ['milestone']) },
  {
    field: /start_?date|kick_?off/i,
    contradicts: (value, said) => /\b(?:start|kick[- ]?off|begin)\b/i.test(said.source) && otherDay(value, said, [])
  },
  {
    field: /users|seats|licen[cs]es|headcount/i,
    contradicts: (value, said) =>
      otherNumber(value, said.source, /\b(?:users?|seats?|licen[cs]es?|people|agents?|reps)\b/i)
  },
  {
    field: /budget/i,
    contradicts: (value, said) => /\bbudget\b/i.test(said.source) && otherNumber(value, said.source, /\bbudget\b/i)
  },
  {
    field: /champion/i,
    contradicts: (value, said) =>
      has(said.sentence, 'champion') && /\bchampion\b/i.test(said.source) && otherPerson(value, said)
  },
  {
    field: /economic_?buyer|decision_?maker/i,
    contradicts: (value, said) => has(said.sentence, 'buyer') && otherPerson(value, said)
  },
  { field: /risk/i, contradicts: (value, _said, kinds) => isNone(value) && kinds.has('risk') },
  { field: /integration|technical/i, contradicts: (value, _said, kinds) => isNone(value) && kinds.has('technical') }
];

/**
 * What was said against what the CRM holds: each contradicted field once, with the words that contradict it first.
 *
 * @param kinds the claims already made from this sentence
 */
export function contradictions(said: Said, kinds: ReadonlySet<Claim['kind']>, seen: Set<string>): Claim[] {
  if (said.sentence.question || isHypothetical(said.sentence) || said.side === 'unknown') return [];
  const found: Claim[] = [];
  for (const [field, value] of Object.entries(said.turn.deal.crm)) {
    if (value === null || value.trim() === '' || seen.has(field)) continue;
    if (!CHECKS.some((check) => check.field.test(field) && check.contradicts(value, said, kinds))) continue;
    seen.add(field);
    const claim = claimOf({ kind: 'contradiction', due: parseIsoDay(value) === null ? null : dueOf(said) }, said);
    found.push({ ...claim, text: `CRM ${fieldName(field)}: ${value.trim().slice(0, 120)}. Said: ${claim.text}` });
  }
  return found;
}

function fieldName(field: string): string {
  return field.replace(/__c$/, '').replaceAll('_', ' ').trim();
}

function mentions(source: string, value: string): boolean {
  const lower = source.toLowerCase();
  return value
    .toLowerCase()
    .split(/[,;/]|\band\b/)
    .some((part) => part.trim() !== '' && lower.includes(part.trim()));
}

/** Another day than the CRM's, for something the sentence states outright. */
function otherDay(value: string, said: Said, cues: readonly 'milestone'[]): boolean {
  const expected = parseIsoDay(value);
  if (expected === null) return false;
  for (const cue of cues) {
    const hit = said.sentence.hits.find((each) => each.cue === cue);
    if (hit === undefined || isNegated(said.sentence, hit) || isQuoted(said.sentence, hit)) return false;
    if (said.source.search(GO_LIVE) < 0) return false;
  }
  return said
    .dates()
    .some(
      (date) =>
        date.due !== null &&
        (cues.length === 0 || isDayOfGoLive(said.source, date)) &&
        (date.from ?? date.due) > (said.turn.day ?? 0) &&
        (expected < (date.from ?? expected) || expected > date.due)
    );
}

/** Whether a date stands beside the words for going live: past a comma it is the day of something else. */
function isDayOfGoLive(source: string, { start, end }: FoundDate): boolean {
  return [...source.matchAll(GO_LIVE)].some(({ index, 0: words }) => {
    const between = index < start ? source.slice(index + words.length, start) : source.slice(end, index);
    return between.length <= 40 && !/[,;:]/.test(between);
  });
}

/** Another count of the same thing: a number right before the word for it. */
function otherNumber(value: string, source: string, unit: RegExp): boolean {
  const expected = numbersIn(value)[0];
  if (expected === undefined) return false;
  const said = [...source.matchAll(NUMBER)].filter(
    (match) =>
      unit.test(source.slice(match.index, match.index + match[0].length + 24)) ||
      (unit.source.includes('budget') &&
        /[$€£k]/i.test(source.slice(Math.max(0, match.index - 1), match.index + match[0].length + 2)))
  );
  const counts = said.map((match) => amountAt(source, match.index, match[0])).filter((each) => each > 0);
  return counts.length > 0 && !counts.includes(expected);
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(NUMBER)].map((match) => amountAt(text, match.index, match[0])).filter((each) => each > 0);
}

function amountAt(text: string, at: number, digits: string): number {
  const plain = Number(digits.replace(/[,\s]|\.(?=\d{3}\b)/g, ''));
  const unit = /^\s?(k|m|million|thousand)\b/i
    .exec(text.slice(at + digits.length, at + digits.length + 10))?.[1]
    ?.toLowerCase();
  return plain * (unit === undefined ? 1 : unit.startsWith('k') || unit === 'thousand' ? 1000 : 1_000_000);
}

/** Somebody else of the customer's people named in the role. */
function otherPerson(value: string, { source, sentence, turn: { deal } }: Said): boolean {
  if (sentence.hits.some((hit) => (hit.cue === 'champion' || hit.cue === 'buyer') && isNegated(sentence, hit)))
    return false;
  const named = deal.people.filter((person) => person.side === 'customer' && source.includes(person.name));
  return named.length > 0 && !named.some((person) => value.includes(person.name)) && !mentions(source, value);
}
