import type { Side } from './evidence.ts';

/** A person the CRM knows. */
export interface Person {
  /** Salesforce id: a user's or a contact's. */
  id: string;
  name: string;
  email: string | null;
  title: string | null;
  side: Exclude<Side, 'unknown'>;
  /** Role of a contact in the opportunity, as the CRM spells it, or what somebody decided it is in the handoff. */
  contactRole: string | null;
  /** Day of the last touch that somebody wrote into the handoff; ISO date. */
  lastTouch?: string | null;
}

/** The sales cycle: evidence from outside it is not gathered. ISO 8601 in UTC. */
export interface Window {
  from: string;
  to: string;
}

/** The deal a brief is about, as the CRM knows it: what connectors search by and claims are compared with. */
export interface Deal {
  handoffId: string;
  handoffName: string;
  /** Version of the handoff: one brief for each. */
  version: number;
  opportunityId: string;
  opportunityName: string;
  accountId: string;
  accountName: string;
  /** Mail domains of the customer, from the account's website and its contacts; lower case, without free mail. */
  customerDomains: readonly string[];
  sellerDomains: readonly string[];
  people: readonly Person[];
  window: Window;
  closeDate: string;
  amount: number | null;
  /** What its amounts are in; null in an org with one currency. */
  currency?: string | null;
  /** What people typed into the CRM, by field name: compared with what was said. */
  crm: Readonly<Record<string, string | null>>;
  /** How the customer writes dates: 3/4 is March 4 or 3 April. */
  dateOrder: 'month first' | 'day first';
  /** Names of competitors an admin listed. */
  competitors: readonly string[];
  /** Public key words to find the deal's channel: account and opportunity names. */
  searchNames: readonly string[];
}
