/** Personal data that nobody needs in order to find claims, and that therefore never leaves for the model. */

export const PERSONAL_KINDS = ['email', 'phone', 'address', 'account', 'link', 'secret', 'private'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

export interface PersonalHit {
  kind: PersonalKind;
  /** UTF-16 offsets. */
  start: number;
  end: number;
}

interface Rule {
  kind: PersonalKind;
  /** What a text must hold for the pattern to be worth trying: most lines of talk hold none of it. */
  gate: RegExp;
  /** Global, with indices. A first group, if any, is what is taken out; every repetition is bounded, so none blows up. */
  pattern: RegExp;
  /** Whether a match is what it looks like; `before` is up to 24 characters in front of it. */
  holds?: (match: string, before: string) => boolean;
}

const digits = (text: string): number => text.replace(/\D/g, '').length;
/** Dates, and spans of hours or years. */
const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$|^\d{4}[ ]?-[ ]?\d{4}$/;
const CALL_WORDS = /(?:tel|phone|call|mobile|cell|fax|dial|whatsapp|handy|text)\W{0,3}(?:\w{1,8}\W{1,3}){0,2}$/i;

/** Shapes people write numbers to call in: `+44 20 7946 0958`, `(415) 555-0123`, `030 1234567`, "call me at 5550123". */
function isPhone(match: string, before: string): boolean {
  const count = digits(match);
  if (count < 7 || count > 15 || DATE.test(match)) return false;
  return (
    /^[+(0]/.test(match) || /^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(match) || (CALL_WORDS.test(before) && !/[,]/.test(match))
  );
}

const STREET =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Way|Parkway|Pkwy|Terrace|Highway|Hwy';
const HEALTH =
  'cancer|tumou?r|chemo(?:therapy)?|diagnos(?:ed|is)|surgery|hospital(?:i[sz]ed)?|pregnan(?:t|cy)|miscarriage|' +
  '(?:maternity|paternity|parental|sick|medical) leave|depress(?:ed|ion)|burn-?out|anxiety|therapy|rehab|HIV|stroke|' +
  'heart attack|diabetes|epilepsy|disability|illness|COVID(?:-19)?';
const SOMEBODY =
  "I|I['’]m|my|he|he['’]s|she|she['’]s|his|her|husband|wife|son|daughter|mother|father|mom|mum|dad|partner";

/** In order of precedence: what an earlier rule took a later one leaves alone. */
const RULES: readonly Rule[] = [
  { kind: 'link', gate: /:\/\/|www\./i, pattern: /\b(?:https?:\/\/|www\.)[^\s<>"')\]]{1,2000}/dgi },
  { kind: 'email', gate: /@/, pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/dgu },
  {
    kind: 'secret',
    gate: /pass|pin|key|secret|token/i,
    pattern: /\b(?:password|passwort|passcode|pin|api[ _-]?key|secret|access token)(?: is|:|=){1,2} ?(\S{4,100})/dgi,
    holds: (match) => /[\d!@#$%^&*_-]/.test(match)
  },
  { kind: 'account', gate: /\d/, pattern: /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b/dg },
  { kind: 'account', gate: /\d/, pattern: /\b\d(?:[ -]?\d){12,18}\b/dg },
  { kind: 'account', gate: /\d/, pattern: /\b\d{3}-\d{2}-\d{4}\b/dg },
  {
    kind: 'account',
    gate: /\d/,
    pattern:
      /\b(?:account|acct|passport|routing|sort code|konto|kontonummer|social security|ssn|tax id)\s{0,2}(?:number|no\.?|nr\.?|#|id)?\s{0,2}(?:is|:|#)?\s{0,2}([A-Z0-9][A-Z0-9-]{4,24})\b/dgi,
    holds: (match) => digits(match) >= 5
  },
  {
    kind: 'address',
    gate: /\d/,
    pattern: new RegExp(
      `\\b\\d{1,5}[A-Za-z]? (?:\\p{Lu}[\\p{L}'’.-]{1,20} ){1,4}(?:${STREET})\\b\\.?` +
        `(?:,? (?:Suite|Ste|Apt|Unit|Floor|#) ?[\\w-]{1,6})?` +
        `(?:,? \\p{Lu}[\\p{L}.'’-]{1,20}(?: \\p{Lu}[\\p{L}.'’-]{1,20})?,? (?:[A-Z]{2} )?\\d{5}(?:-\\d{4})?)?`,
      'dgu'
    )
  },
  {
    kind: 'address',
    gate: /\d/,
    pattern:
      /\p{Lu}[\p{L}-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse) \d{1,4}[a-z]?(?:,? \d{5} \p{Lu}[\p{L}-]{1,30})?/dgu
  },
  {
    kind: 'address',
    gate: /\d/,
    pattern:
      /\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|chemin|allée|quai) (?:(?:de|du|des|la|le|les) ){0,3}\p{Lu}[\p{L}'’-]{1,20}(?:,? \d{5} \p{Lu}[\p{L}-]{1,30})?/dgu
  },
  { kind: 'address', gate: /\d/, pattern: /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/dg },
  { kind: 'address', gate: /\d/, pattern: /\bP\.? ?O\.? Box \d{1,7}\b/dgi },
  {
    kind: 'phone',
    gate: /\d/,
    pattern: /(?<![\w.,-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{2,15}(?:[ ./-]\d{2,8}){0,5}(?!\w)/dg,
    holds: isPhone
  },
  {
    kind: 'private',
    gate: /\d/,
    pattern: /\b(?:date of birth|dob|born on)\b[ :]{0,3}(?:is )?([\p{L}\d./-]{1,12}(?: \d{1,4}){0,2})/dgiu
  },
  {
    kind: 'private',
    gate: new RegExp(HEALTH, 'i'),
    pattern: new RegExp(`\\b(?:${SOMEBODY})\\b[^.!?\\n]{0,60}?\\b(${HEALTH})\\b`, 'dgi')
  }
];

/** Where a text holds personal data, from left to right, without overlaps. Linear in the text's length. */
export function findPersonalData(text: string): PersonalHit[] {
  const hits: PersonalHit[] = [];
  // One mark a unit, once there is anything to mark: comparing each hit with all others would be quadratic.
  let taken: Uint8Array | null = null;
  for (const { kind, gate, pattern, holds } of RULES) {
    if (!gate.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
      if (holds && !holds(text.slice(start, end), text.slice(Math.max(0, start - 24), start))) continue;
      taken ??= new Uint8Array(text.length);
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      hits.push({ kind, start, end });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}
