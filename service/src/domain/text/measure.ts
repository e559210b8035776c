import {
  NAMING_GERMAN,
  OUTCOME_GERMAN,
  QUANTITY_GERMAN,
  SUBJECTIVE_GERMAN,
  UNIVERSAL_GERMAN
} from './german/measure.ts';
import { namesWhen, withoutWhen } from './when.ts';

/** Whether a success criterion can be measured: how much, or what one will see, and by when. */

const NUMBER_WORD =
  '(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?)';
const CURRENCY = '(?:eur|usd|gbp|chf|sek|nok|dkk|pln|inr|jpy|cad|aud|euros?|dollars?|pounds?)';
/** A number after one of these is a name: "phase 2", "ISO 27001", "Office 365". */
const NAMING = `(?:${NAMING_GERMAN}|phase|version|release|step|tier|level|option|part|stage|type|top|article|section|iso|soc|office|dynamics|windows|microsoft|web|industry|day|week|month)`;

const QUANTITY = new RegExp(
  [
    String.raw`(?:\d|\b${NUMBER_WORD})\s?(?:%|percent\b|per cent\b|pp\b|percentage points?\b|points?\b|bps\b)`,
    String.raw`(?:[$€£¥]|\b${CURRENCY})\s?\d|\d[\d.,]{0,15}\s?(?:[km]|bn|mn|million|thousand)?\s?(?:[$€£¥]|${CURRENCY}\b)`,
    String.raw`\b\d+(?:[.,]\d+)?(?:x|k|m|h|hrs?|min|s|ms|gb|tb|d)\b`,
    // A number and what is counted; neither a year nor the number of a version.
    String.raw`(?<![\p{L}\d.,/-])(?<!\b${NAMING}[ -])(?!20[2-3]\d\b|1 (?:place|platform|tool|system|solution|view|ort|plattform|lösung)\b|\d{1,2}\. \p{L}|\d{1,2}(?:[.:]\d\d)? uhr\b)\d[\d.,]*\+?[ -]\p{L}{2,}`,
    String.raw`\b${NUMBER_WORD}(?:[- ]\p{L}|\b)`,
    String.raw`\b(?:half|halves?|halved|double[ds]?|twice|tripled?|triples)\b|\b(?:a|one|two)[ -](?:thirds?|quarters?|fifths?|tenths?)\b`,
    String.raw`\b(?:one|\d+) (?:in|out of) (?:\d+|${NUMBER_WORD})\b`,
    String.raw`\bfrom \D{0,12}\d[^.]{0,40}\bto \D{0,12}\d|\d\s?(?:→|->|=>)\s?\d`,
    String.raw`[<>≤≥]=?\s?\d|\b(?:under|below|above|over|at least|at most|less than|fewer than|more than|up to|no more than|to|by) \d`,
    String.raw`\b(?:nps|csat|uptime|availability|sla|score|rating)\b\D{0,20}\d`,
    ...QUANTITY_GERMAN
  ].join('|'),
  'iu'
);
/** Something one can see happen, or see no more. */
const OUTCOME =
  /\b(?:live|in production|launch(?:es|ed)?|sign(?:s|ed)?(?: off)?|pass(?:es|ed)?|complete[sd]?|finish(?:es|ed)?|replace[sd]?|retire[sd]?|decommission(?:s|ed)?|switch(?:es|ed)? off|turned off|shut down|stop(?:s|ped)?|without|no longer|no more|instead of|migrat(?:e|es|ed)|deploy(?:s|ed)?|roll(?:s|ed) out|rolled[- ]out|connect(?:s|ed)?|integrated|trained|onboarded|certif(?:y|ied)|approve[sd]?|closed?|accepted|published|delivered|submitted|filed|renew(?:s|ed)?|runs?|works|able to|can)\b/i;
/** All or none of something, where one exception would show. */
const UNIVERSAL = /\b(?:all|every|each|everyone|everybody|no|none|nobody|nothing|never|zero)\b/i;
/** What nobody can see from outside, whatever else the sentence says. */
const SUBJECTIVE =
  /\b(?:happy|happier|satisfied|satisfaction|better|easier|easily|nicer?|smooth(?:ly|er)?|comfortable|confident|good|great|improve[sd]?|improving|improvements?|optimi[sz]e[sd]?|enhance[sd]?|productive|productivity|efficient(?:ly)?|efficiency|engaged|like[sd]?|love[sd]?|enjoy(?:s|ed)?|visibility|seamless(?:ly)?|success(?:ful|fully)?|value|effective(?:ly)?)\b/i;

const IN_GERMAN = {
  outcome: new RegExp(OUTCOME_GERMAN, 'iu'),
  universal: new RegExp(UNIVERSAL_GERMAN, 'iu'),
  subjective: new RegExp(SUBJECTIVE_GERMAN, 'iu')
};

export function namesQuantity(text: string): boolean {
  return QUANTITY.test(text);
}

/** What keeps a criterion from being measured: how much, by when, both, or nothing. */
export type Lack = 'measure' | 'when' | 'both' | null;

/**
 * Judges a success criterion.
 *
 * @param dueDate the date beside the text, where it has one
 */
export function lacks(text: string, dueDate: string | null = null): Lack {
  const when = dueDate !== null || namesWhen(text);
  const rest = withoutWhen(text);
  const measure = QUANTITY.test(rest) || (showsItself(rest) && !isSubjective(rest));
  if (measure) return when ? null : 'when';
  return when ? 'measure' : 'both';
}

function showsItself(text: string): boolean {
  return OUTCOME.test(text) || UNIVERSAL.test(text) || IN_GERMAN.outcome.test(text) || IN_GERMAN.universal.test(text);
}

function isSubjective(text: string): boolean {
  return SUBJECTIVE.test(text) || IN_GERMAN.subjective.test(text);
}

/** A quantity and by when, or an outcome one can observe and by when. */
export function isMeasurable(text: string, dueDate: string | null = null): boolean {
  return lacks(text, dueDate) === null;
}
