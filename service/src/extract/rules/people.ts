import type { PersonClaim } from '../../domain/claim.ts';
import type { Finding, Said } from '../context.ts';
import { isHypothetical, meant } from '../guards.ts';
import type { Hit } from '../sentence.ts';
import { type Named, type NameIndex, namesIn } from './names.ts';

const SELF = /\b(?:I|I'm|I’m|I am|my|me)\b/;
const QUALITIES = [
  'champion',
  'buyer',
  'technical',
  'sponsor',
  'user',
  'blocker',
  'ally',
  'neutral',
  'cares',
  'prefers'
] as const;
const UNKNOWN_PERSON =
  /\b(?:our|my|the|their|your) ((?:CFO|CEO|CTO|CIO|COO|CISO|CRO|CMO|(?:VP|SVP|EVP|head|director) (?:of )?[A-Za-z]{2,20}|procurement|legal team|security team|controller|board))\b/;

/** Who somebody is in the deal, where they stand, what they care about and how they like to be reached. */
export function people(said: Said, known: NameIndex): Finding[] {
  const { sentence, side, segment, source } = said;
  if (isHypothetical(sentence)) return [];
  const hits = new Map<(typeof QUALITIES)[number], Hit>();
  for (const quality of QUALITIES) {
    const hit = meant(sentence, quality);
    if (hit !== null) hits.set(quality, hit);
  }
  if (hits.size === 0 || (sentence.question && !hits.has('prefers'))) return [];
  const about = aboutOf(said, hits);
  if (about === null) return [];
  const names = namesIn(said, known).filter(
    (name) => name.person?.side !== 'seller' && name.name !== said.segment.speaker.name
  );
  const chosen = nearest(said, names, [...hits.values()][0]);
  if (chosen !== null) return [{ kind: 'stakeholder', person: chosen.name, about }];
  // "I sign off on this": the speaker, when the speaker sits with the customer.
  if (side === 'customer' && segment.speaker.name !== null && SELF.test(source) && speaksOfSelf(said, hits))
    return [{ kind: 'stakeholder', person: segment.speaker.name, about }];
  const title = UNKNOWN_PERSON.exec(source);
  return title === null || side === 'unknown' ? [] : [{ kind: 'stakeholder', person: null, about }];
}

function nearest({ sentence }: Said, names: readonly Named[], hit: Hit | undefined): Named | null {
  if (hit === undefined) return null;
  const at = sentence.startOf(hit.from) - sentence.start;
  const before = names.filter((name) => name.end <= at);
  return before.at(-1) ?? names[0] ?? null;
}

/** "I" stands right before what is said: "I prefer email", "I'm the budget holder". */
function speaksOfSelf({ sentence }: Said, hits: ReadonlyMap<string, Hit>): boolean {
  return [...hits.values()].some((hit) =>
    sentence.words
      .slice(Math.max(1, hit.from - 5), hit.from + 1)
      .some((word) => word === 'i' || word === 'my' || word === 'me')
  );
}

function aboutOf(said: Said, hits: ReadonlyMap<(typeof QUALITIES)[number], Hit>): PersonClaim | null {
  const stance = hits.has('blocker')
    ? 'Blocker'
    : hits.has('neutral')
      ? 'Neutral'
      : hits.has('ally') || hits.has('champion')
        ? 'Ally'
        : null;
  const cares = hits.get('cares');
  const prefers = hits.get('prefers');
  const about: PersonClaim = {
    role: roleOf(hits),
    stance,
    caresAbout: cares === undefined ? null : clauseFrom(said, cares.to),
    prefers: prefers === undefined ? null : clauseFrom(said, prefers.from)
  };
  return about.role === null && about.stance === null && about.caresAbout === null && about.prefers === null
    ? null
    : about;
}

function roleOf(hits: ReadonlyMap<string, Hit>): PersonClaim['role'] {
  if (hits.has('champion')) return 'Champion';
  if (hits.has('buyer')) return 'Economic Buyer';
  if (hits.has('sponsor')) return 'Executive Sponsor';
  if (hits.has('technical')) return 'Technical Lead';
  if (hits.has('blocker')) return 'Blocker';
  return hits.has('user') ? 'End User' : null;
}

/** The words from one word to the end of its clause, at most 120 characters. */
function clauseFrom({ sentence, segment }: Said, word: number): string | null {
  const rest = segment.text.slice(sentence.startOf(word), sentence.end);
  const stop = rest.search(/[;:!?]|\.(?:\s|$)|,\s(?:but|and|so)\b/);
  const clause = (stop < 0 ? rest : rest.slice(0, stop)).replace(/\s+/g, ' ').trim();
  if (clause.length < 3) return null;
  return clause.length <= 120 ? clause : clause.slice(0, clause.lastIndexOf(' ', 120));
}
