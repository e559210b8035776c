import type { Deal, Person } from '../domain/deal.ts';
import type { Side } from '../domain/evidence.ts';
import { compare, type Refs } from './citations.ts';
import { keyOf } from './keys.ts';
import type { Basis, BriefPerson, MergedClaim, Participant, Reading } from './types.ts';

/** Role of a contact in the deal, as the CRM spells it, to `Handoff_Stakeholder__c.Role__c`. */
const ROLES: Readonly<Record<string, string>> = {
  'Economic Buyer': 'Economic Buyer',
  'Economic Decision Maker': 'Economic Buyer',
  'Executive Sponsor': 'Executive Sponsor',
  'Technical Buyer': 'Technical Lead',
  'Decision Maker': 'Decision Maker',
  Evaluator: 'Influencer',
  Influencer: 'Influencer',
  'Business User': 'End User',
  // Roles of the handoff itself.
  Champion: 'Champion',
  'Technical Lead': 'Technical Lead',
  'End User': 'End User',
  Blocker: 'Blocker'
};
export const BASIS: Readonly<Record<Side, Basis>> = {
  customer: 'Customer said',
  seller: 'We said',
  unknown: 'Unattributed'
};

/**
 * Links the customer's people over all sources (R108): contacts of the CRM, people with a part in the conversation
 * and people somebody described. What was said last counts: an older description yields to a newer one, field by field.
 */
export function linkPeople(
  deal: Deal,
  readings: readonly Reading[],
  claims: readonly MergedClaim[],
  refs: Refs
): BriefPerson[] {
  const directory = new Directory(deal, readings);
  const described = new Map<string, MergedClaim[]>();
  for (const claim of claims) {
    if (claim.kind !== 'stakeholder' || claim.person === null) continue;
    const name = directory.nameOf(claim.person);
    if (name !== null) described.set(name, [...(described.get(name) ?? []), claim]);
  }
  const names = new Set([...described.keys(), ...directory.withRole()]);
  return [...names].sort(compare).map((name) => {
    const said = [...(described.get(name) ?? [])].sort((a, b) => compare(latest(b, refs), latest(a, refs)));
    const person = directory.person(name);
    const newest = <K extends 'role' | 'stance' | 'caresAbout' | 'prefers'>(field: K): string | null =>
      said.map((claim) => claim.about?.[field] ?? null).find((value) => value !== null) ?? null;
    const key = keyOf(deal, 'person', name);
    return {
      key,
      contactId: person?.id ?? null,
      name: person?.name ?? said[0]?.person ?? name,
      title: person?.title ?? null,
      role: newest('role') ?? ROLES[person?.contactRole ?? ''] ?? null,
      stance: newest('stance'),
      lastTouch: directory.lastTouch(name)?.slice(0, 10) ?? null,
      caresAbout: newest('caresAbout'),
      prefers: newest('prefers'),
      basis: said[0] ? BASIS[said[0].by] : 'CRM record',
      citations: refs.toBrief(
        deal,
        key,
        said.flatMap((claim) => claim.citations)
      )
    };
  });
}

function latest(claim: MergedClaim, refs: Refs): string {
  return claim.citations.map((citation) => refs.at(citation)).reduce((a, b) => (a > b ? a : b), '');
}

/** Who is who among the customer's people. Two people of one name stay apart: neither is taken for the other. */
class Directory {
  readonly #contacts = new Map<string, Person[]>();
  readonly #sellers = new Set<string>();
  readonly #touches = new Map<string, string>();

  constructor(deal: Deal, readings: readonly Reading[]) {
    const byEmail = new Map<string, Person>();
    for (const person of deal.people) {
      if (person.email !== null) byEmail.set(person.email.toLowerCase(), person);
      if (person.side === 'seller') this.#sellers.add(simple(person.name));
      else {
        const name = simple(person.name);
        this.#contacts.set(name, [...(this.#contacts.get(name) ?? []), person]);
        if (person.lastTouch) this.#touches.set(name, person.lastTouch);
      }
    }
    for (const participant of readings.flatMap((reading) => reading.participants)) {
      if (participant.side !== 'customer') continue;
      const name = nameIn(participant, byEmail);
      if (name !== null && (this.#touches.get(name) ?? '') < participant.lastAt)
        this.#touches.set(name, participant.lastAt);
    }
  }

  /** The name as keys use it; null for our own people: they are no stakeholders. */
  nameOf(name: string): string | null {
    const given = simple(name);
    if (given === '' || this.#sellers.has(given)) return null;
    if (this.#contacts.has(given)) return given;
    // A first name stands for a contact when only one has it.
    const fits = [...this.#contacts.keys()].filter((known) => known.split(' ')[0] === given);
    return fits.length === 1 ? (fits[0] ?? given) : given;
  }

  person(name: string): Person | null {
    const found = this.#contacts.get(name) ?? [];
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** Names of contacts whom the CRM gives a role in the deal. */
  withRole(): string[] {
    return [...this.#contacts].filter(([, people]) => people.some((p) => p.contactRole !== null)).map(([name]) => name);
  }

  lastTouch(name: string): string | undefined {
    return this.#touches.get(name);
  }
}

function nameIn({ email, name }: Participant, byEmail: ReadonlyMap<string, Person>): string | null {
  const known = email === null ? undefined : byEmail.get(email.toLowerCase());
  if (known) return simple(known.name);
  return name === null ? null : simple(name);
}

function simple(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
