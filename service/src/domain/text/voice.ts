import { FIRST_PERSON_GERMAN, SELLER_GERMAN } from './german/voice.ts';
import { wordCount } from './words.ts';

/** Whose words a text is written in. */

/** Fewer words in quotation marks are an emphasis or a name, not something somebody said. */
const LEAST_QUOTED = 3;
/** Single ones enclose names more often, and are apostrophes too. */
const LEAST_SINGLE_QUOTED = 4;
const QUOTES = /["“”„«»]([^"“”„«»]{1,4000})["“”»«]|(?<![^\s(:])['‘]((?:[^'‘’]|['’](?=\p{L})){1,400})['’](?!\p{L})/gu;

function isQuoted(text: string): boolean {
  for (const [, double, single] of text.matchAll(QUOTES)) {
    if (double !== undefined && wordCount(double, LEAST_QUOTED) >= LEAST_QUOTED) return true;
    if (single !== undefined && wordCount(single, LEAST_SINGLE_QUOTED) >= LEAST_SINGLE_QUOTED) return true;
  }
  return false;
}

/** First person. "US" is a country and "Phase I" a number. */
const FIRST_PERSON =
  /(?<!\b(?:[Pp]hase|[Pp]art|[Tt]ier|[Ll]evel|[Tt]ype|[Cc]lass) )\bI\b(?!\/)|\bi(?:'|’)(?:m|d|ll|ve)\b|(?:^|[.;,!?]\s|\b(?:if|when|that|what|and|because|so|do|then)\s)i\b|\b(?:[Ww]e|[Oo]ur|[Mm]y|me|us|[Mm]yself|[Oo]urselves|ours|mine)\b/;

/** A seller's "we": what we sell, sold or promised, or the customer spoken about. */
const SELLER =
  /\b(?:the|this) (?:customer|client|prospect|buyer|account)\b|\b(?:customer|client|prospect|buyer|champion|they|he|she) (?:wants?|needs?|said|says|expects?|mentioned|asked|would like|is looking|are looking|hopes?)\b|\bour (?:product|platform|solution|software|tool|app|service|services|offering|implementation|onboarding|csm|pre-?sales|sales|delivery team)\b|\bwe (?:sold|promised|pitched|offered|agreed|committed|positioned|demoed|showed them|will (?:deliver|onboard|implement|provide|help|support|train))\b/i;

const IN_GERMAN = { firstPerson: new RegExp(FIRST_PERSON_GERMAN, 'iu'), seller: new RegExp(SELLER_GERMAN, 'iu') };

/** Quoted, or in the first person of the customer rather than of the seller. */
export function isInTheirWords(text: string): boolean {
  if (isQuoted(text)) return true;
  if (SELLER.test(text) || IN_GERMAN.seller.test(text)) return false;
  return FIRST_PERSON.test(text) || IN_GERMAN.firstPerson.test(text);
}
