import type { PersonClaim } from '../../domain/claim.ts';
import type { Finding, Said } from '../context.ts';
import { isHypothetical, meant } from '../guards.ts';
import type { Hit } from '../sentence.ts';
import { type NameIndex, namesIn } from './names.ts';

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
  /\b(?:[Oo]ur|[Mm]y|[Tt]he|[Tt]heir|[Yy]our) ((?:CFO|CEO|CTO|CIO|COO|CISO|CRO|CMO|(?:VP|SVP|EVP|head|director) (?:of )?[A-Za-z]{2,20}|procurement|legal team|security team|controller|board))\b/g;

/** Who somebody is in the deal, where they stand, what they care about and how they like to be reached. */
export function people(said: Said, known: NameIndex): Finding[] {
  const { sentence } = said;
  if (isHypothetical(sentence)) return [];
  const hits = new Map<Quality, Hit>();
  for (const quality of QUALITIES) {
    const hit = meant(sentence, quality);
    if (hit !== null) hits.set(quality, hit);
  }
  if (hits.size === 0 || (sentence.question && !hits.has('prefers'))) return [];
  const findings: Finding[] = [];
  for (const [subject, own] of byOwner(said, hits, subjectsIn(said, known))) {
    const about = aboutOf(said, own);
    if (about !== null) findings.push({ kind: 'stakeholder', person: subject.name, about });
  }
  return findings;
}

type Quality = (typeof QUALITIES)[number];

/** Somebody a sentence speaks of: by name, by title (no name), or the speaker. */
interface Subject {
  name: string | null;
  /** Offset in the sentence. */
  start: number;
}

function subjectsIn(said: Said, known: NameIndex): Subject[] {
  const { source, side, sentence } = said;
  const { segment } = said.turn;
  const named = namesIn(said, known)
    .filter((each) => each.name !== segment.speaker.name)
    .map(({ name, start }) => ({ name, start }));
  const titles =
    side === 'unknown' ? [] : [...source.matchAll(UNKNOWN_PERSON)].map((match) => ({ name: null, start: match.index }));
  const self: Subject[] = [];
  // "I sign off on this": the speaker, when the speaker sits with the customer.
  if (side === 'customer' && segment.speaker.name !== null)
    sentence.words.forEach((word, at) => {
      if (word === 'i' || word === 'me' || word === 'my')
        self.push({ name: segment.speaker.name, start: sentence.startOf(at) - sentence.start });
    });
  return [...named, ...titles, ...self].sort((a, b) => a.start - b.start);
}

/** Each quality belongs to whoever is named last before it, or first in the sentence. */
function byOwner(
  { sentence }: Said,
  hits: ReadonlyMap<Quality, Hit>,
  subjects: readonly Subject[]
): [Subject, Map<Quality, Hit>][] {
  const owners: [Subject, Map<Quality, Hit>][] = [];
  for (const [quality, hit] of hits) {
    const at = sentence.startOf(hit.from) - sentence.start;
    const owner = subjects.findLast((each) => each.start <= at) ?? subjects.find((each) => each.name !== null);
    if (owner === undefined) continue;
    const known = owners.find(([subject]) => subject.name === owner.name);
    if (known === undefined) owners.push([owner, new Map([[quality, hit]])]);
    else known[1].set(quality, hit);
  }
  return owners;
}

function aboutOf(said: Said, hits: ReadonlyMap<Quality, Hit>): PersonClaim | null {
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
function clauseFrom({ sentence, turn: { segment } }: Said, word: number): string | null {
  const rest = segment.text.slice(sentence.startOf(word), sentence.end);
  const stop = rest.search(/[;:!?]|\.(?:\s|$)|,\s(?:but|and|so)\b/);
  const clause = (stop < 0 ? rest : rest.slice(0, stop)).replace(/\s+/g, ' ').trim();
  if (clause.length < 3) return null;
  return clause.length <= 120 ? clause : clause.slice(0, clause.lastIndexOf(' ', 120));
}
