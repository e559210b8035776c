/** What a text says about itself: whether it answers, measures, names a day, or quotes. All linear in its length. */

const EMPTY_WORDS = new Set([
  'tbd',
  'tba',
  'tbc',
  'na',
  'n a',
  'nil',
  'null',
  'todo',
  'to do',
  'unknown',
  'pending',
  'later',
  'test',
  'asdf',
  'to be determined',
  'to be defined',
  'to be decided',
  'to be confirmed',
  'not applicable',
  'see above',
  'same',
  'dont know',
  'not known',
  'not sure',
  'placeholder',
  'lorem ipsum',
  'fill in later',
  'will follow'
]);
const NONE_WORDS = new Set(['none', 'no', 'nothing', 'no exceptions', 'no risks', 'no known risks', 'none known']);

/** Goals that fit every customer say nothing about this one. */
const GENERIC = [
  'improve productivity',
  'increase productivity',
  'improve efficiency',
  'increase efficiency',
  'better efficiency',
  'more efficient',
  'save time',
  'save money',
  'reduce costs',
  'cut costs',
  'better visibility',
  'more visibility',
  'streamline',
  'digital transformation',
  'drive growth',
  'improve collaboration',
  'better collaboration',
  'improve customer experience',
  'increase revenue',
  'best practice',
  'modernize',
  'modernise',
  'optimize',
  'optimise',
  'automate processes',
  'single source of truth',
  'good relationship',
  'happy customer',
  'smooth onboarding'
];

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WHEN = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}-\d{2}\b`,
    String.raw`\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b`,
    String.raw`\bq[1-4]\b`,
    String.raw`\b(?:by|until|before|in|end of|mid|early|late|during|from|since|on|after)[ -]${MONTH}\b`,
    String.raw`\b\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?${MONTH}\b`,
    String.raw`\b${MONTH} \d{1,4}\b`,
    String.raw`\b(?:within|in|after|first) (?:the )?(?:first )?\d+ (?:business )?(?:days?|weeks?|months?|quarters?)\b`,
    String.raw`\b(?:by|before|until) (?:the )?(?:end of (?:the )?)?(?:week|month|quarter|year|kickoff|go-live|renewal|audit|easter|summer|autumn|spring|winter)\b`,
    String.raw`\b(?:year[- ]end|quarter[- ]end|end of (?:the )?(?:year|quarter|month|week))\b`,
    String.raw`\bday (?:30|60|90)\b`
  ].join('|'),
  'i'
);
const QUANTITY = new RegExp(
  [
    String.raw`\d(?:[.,]\d+)?\s?[%€$]`,
    String.raw`[$€£]\s?\d`,
    String.raw`\b\d+(?:x|k|m)\b`,
    // A number and what is counted; days of a month are no quantity.
    String.raw`\b\d[\d.,]*(?:\s|-)(?!${MONTH}\b)\p{L}{2,}`,
    String.raw`\bfrom \d[\d.,]*\b[^.]{0,40}\bto \d`,
    String.raw`\b(?:zero|half|double|twice|halve|all|every|no)\b`
  ].join('|'),
  'iu'
);
const OUTCOME =
  /\b(?:live|launch(?:es|ed)?|goes? live|sign(?:s|ed)?|pass(?:es|ed)?|complete[sd]?|replace[sd]?|retire[sd]?|switch(?:es|ed)? off|stop(?:s|ped)?|without|no longer|no more|able to|can|migrat(?:e|es|ed)|adopt(?:s|ed)?|certif(?:y|ied)|approved?|closed?|rolled out|in production)\b/i;
const OWN_WORDS = /["“”„«»]|\b(?:i|we|our|us|my|me|i'm|we're|i'd|we'd)\b/i;

/** Lower case, letters and digits, single spaces. */
export function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function isNone(text: string | null): boolean {
  return text !== null && NONE_WORDS.has(normalize(text));
}

/** Whether a text says anything: not blank, not one character, not "TBD" and the like. */
export function says(text: string | null): text is string {
  if (text === null) return false;
  const words = normalize(text);
  return words.length >= 2 && !EMPTY_WORDS.has(words);
}

export function wordCount(text: string): number {
  const words = normalize(text);
  return words === '' ? 0 : words.split(' ').length;
}

export function namesWhen(text: string): boolean {
  return WHEN.test(text);
}

export function namesQuantity(text: string): boolean {
  return QUANTITY.test(text);
}

/** A quantity and by when, or an outcome one can observe and by when. */
export function isMeasurable(text: string, dueDate: string | null = null): boolean {
  const when = dueDate !== null || namesWhen(text);
  return when && (namesQuantity(text) || OUTCOME.test(text));
}

/** Specific to this customer: long enough to say something, and no phrase that fits everyone. */
export function isSpecific(text: string): boolean {
  const words = normalize(text);
  const count = wordCount(text);
  if (namesQuantity(text) && count >= 4) return true;
  const generic = GENERIC.some((phrase) => words.includes(phrase));
  return count >= 5 && !(generic && count < 14);
}

/** Quoted, or in the first person. */
export function isInTheirWords(text: string): boolean {
  return OWN_WORDS.test(text);
}

/** The beginning of a text, to name a line by. */
export function excerpt(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= 48 ? plain : `${plain.slice(0, 47).trimEnd()}…`;
}

/** Whole days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
