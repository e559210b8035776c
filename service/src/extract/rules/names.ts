import type { Person } from '../../domain/deal.ts';
import type { ExtractionDeal, Said } from '../context.ts';

/** Capitalised words that begin sentences or name no one. */
const NOT_NAMES = new Set(
  'I We You They He She It The A An And But So If When Our My Your Their His Her This That These Those There What Who How Why Yes No Not Also Just Then As At By For From In On Of Or To With Is Are Was Will Can Could Would Should Do Does Did Please Thanks Thank Hi Hello Hey Dear Let Once After Before Since While Because Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Q1 Q2 Q3 Q4 CFO CEO CTO CIO COO CISO CRO VP SVP EVP IT HR API SSO SLA ROI KPI EU US UK OK PS FYI Best Kind Regards Salesforce Slack Excel Google Microsoft SAP Legal Security Procurement Finance Sales Marketing Product Engineering Support Success Project Everyone Nobody Someone Customer Champion Economic Buyer Blocker Team'.split(
    ' '
  )
);

/** People of the customer whom a deal knows, by the words they are called by. */
export type NameIndex = ReadonlyMap<string, Person | null>;

/** Full names and, where only one person has them, first and last names; lower case. */
export function nameIndex(people: readonly Person[]): NameIndex {
  const index = new Map<string, Person | null>();
  const put = (name: string, person: Person): void => {
    const key = name.toLowerCase();
    if (key.length < 2) return;
    const known = index.get(key);
    index.set(key, known === undefined || known?.id === person.id ? person : null);
  };
  for (const person of people) {
    put(person.name, person);
    for (const part of person.name.split(/\s+/)) put(part, person);
  }
  return index;
}

/** A capitalised name in a text, with where it stands. */
export interface Named {
  name: string;
  start: number;
  end: number;
  /** Whom the CRM knows by it; null for somebody it does not know. */
  person: Person | null;
}

const CAPITALISED = /\p{Lu}[\p{L}'’-]{1,30}/gu;

/** The names in a sentence: people the deal knows, and strangers with two capitalised names or a title after one. */
export function namesIn({ source }: Said, known: NameIndex): Named[] {
  const words = [...source.matchAll(CAPITALISED)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length
  }));
  const names: Named[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const next = words[at + 1];
    if (word === undefined) continue;
    const adjacent = next !== undefined && next.start === word.end + 1 && source.charAt(word.end) === ' ';
    const pair = adjacent ? `${word.text} ${next.text}` : '';
    const full = known.get(pair.toLowerCase());
    const single = known.get(word.text.replace(/['’]s$/, '').toLowerCase());
    if (adjacent && full !== undefined && full !== null) {
      names.push({ name: full.name, start: word.start, end: next.end, person: full });
      at++;
    } else if (
      single !== undefined &&
      single !== null &&
      !(adjacent && looksLikeName(next.text) && !known.has(next.text.toLowerCase()))
    ) {
      names.push({ name: single.name, start: word.start, end: word.end, person: single });
    } else if (adjacent && looksLikeName(word.text) && looksLikeName(next.text)) {
      names.push({
        name: `${word.text} ${next.text.replace(/['’]s$/, '')}`,
        start: word.start,
        end: next.end,
        person: null
      });
      at++;
    }
  }
  return names;
}

function looksLikeName(word: string): boolean {
  return !NOT_NAMES.has(word.replace(/['’]s$/, '')) && /\p{Ll}/u.test(word);
}

/** The deal's people who sit with the customer. */
export function customerNames(deal: ExtractionDeal): NameIndex {
  return nameIndex(deal.people.filter((person) => person.side === 'customer'));
}
