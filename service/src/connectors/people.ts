import type { Deal, Person } from '../domain/deal.ts';
import type { Side, Speaker } from '../domain/evidence.ts';

/** What a source knows about somebody. */
export interface Named {
  name?: string | null | undefined;
  email?: string | null | undefined;
}

/** Says who somebody is by what the CRM knows: its people, the customer's domains and ours. It never guesses. */
export class People {
  readonly #byId = new Map<string, Person>();
  /** Null where people on both sides share the key: then it says nothing. */
  readonly #byEmail = new Map<string, Person | null>();
  readonly #byName = new Map<string, Person | null>();
  readonly #customerDomains: readonly string[];
  readonly #sellerDomains: readonly string[];

  constructor(deal: Pick<Deal, 'people' | 'customerDomains' | 'sellerDomains'>) {
    for (const person of deal.people) {
      this.#byId.set(person.id.slice(0, 15), person);
      const email = normalEmail(person.email);
      if (email !== null) {
        const other = this.#byEmail.get(email);
        this.#byEmail.set(email, other === undefined || other?.side === person.side ? person : null);
      }
      const name = normalName(person.name);
      if (name !== '') {
        const other = this.#byName.get(name);
        this.#byName.set(name, other === undefined || other?.id === person.id ? person : null);
      }
    }
    this.#customerDomains = deal.customerDomains;
    this.#sellerDomains = deal.sellerDomains;
  }

  /** A user or contact by Salesforce id, of 15 or 18 characters. */
  byId(id: string | null | undefined): Speaker | null {
    const person = typeof id === 'string' ? this.#byId.get(id.slice(0, 15)) : undefined;
    return person ? speakerOf(person) : null;
  }

  /**
   * An e-mail address decides, by the person it belongs to, else by its domain. Only who has none is looked for by
   * name, and only a full name that exactly one known person has counts: a known name beside a foreign address is
   * somebody else, or wants to be taken for somebody else.
   */
  resolve({ name, email }: Named): Speaker {
    const shown = name?.trim() ? name.trim().replace(/\s+/g, ' ') : null;
    const address = normalEmail(email);
    if (address !== null) {
      const person = this.#byEmail.get(address);
      if (person) return speakerOf(person);
      return { name: shown, email: address, side: person === null ? 'unknown' : this.#sideOfDomain(address) };
    }
    const person = shown === null ? undefined : this.#byName.get(normalName(shown));
    return person ? speakerOf(person) : { name: shown, email: null, side: 'unknown' };
  }

  /** By address only, for sources where people choose their own names: a name like our seller's promises nothing. */
  byAddress({ name, email }: Named): Speaker {
    const resolved = this.resolve({ name, email });
    return resolved.email !== null && normalEmail(email) !== null
      ? resolved
      : { name: name?.trim() || null, email: null, side: 'unknown' };
  }

  /** Whether the customer takes part, which makes a conversation this deal's. */
  isCustomer(named: Named): boolean {
    return this.resolve(named).side === 'customer';
  }

  #sideOfDomain(email: string): Side {
    const domain = email.slice(email.lastIndexOf('@') + 1);
    const belongs = (own: string): boolean => domain === own || domain.endsWith(`.${own}`);
    const customer = this.#customerDomains.some(belongs);
    const seller = this.#sellerDomains.some(belongs);
    return customer === seller ? 'unknown' : customer ? 'customer' : 'seller';
  }
}

function speakerOf({ name, email, side }: Person): Speaker {
  return { name, email: normalEmail(email), side };
}

function normalEmail(email: string | null | undefined): string | null {
  const address = email?.trim().toLowerCase() ?? '';
  return /^[^\s@]+@[^\s@]+$/.test(address) ? address : null;
}

/** Accents, case and "Last, First" do not make another person. */
function normalName(name: string): string {
  const [last, first, ...more] = name.split(',');
  const ordered = first !== undefined && more.length === 0 ? `${first} ${last}` : name;
  const plain = ordered.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ');
  // A first name alone is never enough: there are more people than the CRM knows.
  return plain.includes(' ') ? plain : '';
}
