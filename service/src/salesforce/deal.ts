import { BriefError } from '../brief/errors.ts';
import type { DealReader, ReviewContext } from '../brief/ports.ts';
import type { Deal, Person, Window } from '../domain/deal.ts';
import type { OrgClient, OrgRecord } from './client.ts';
import { customerDomains, domainsOf, readsDayFirst } from './domains.ts';
import { children, instant, number, quotedId, text } from './records.ts';
import { countryOf, currencyOf, hasCurrencies, optionalFields, personContactOf, readCurrencies } from './variant.ts';

const DAY_MS = 86_400_000;
/** Contacts of an account that are looked at; larger accounts keep those with a role in the deal. */
const MOST_CONTACTS = 500;
/** Other handoffs of the account whose gates are looked at. */
const MOST_EARLIER = 20;
/** What an admin sets is read again after this long. */
const SETTINGS_MS = 600_000;

/** Fields of the handoff that people fill in: what was said is compared with them. */
const HANDOFF_FIELDS = [
  ...['Why_Engaged__c', 'Problem__c', 'Success_In_Their_Words__c', 'Visible_Risks__c', 'Buyer_Goals__c'],
  ...['Signed_Scope__c', 'Start_Date__c', 'Promised_Deliverables__c', 'Pricing_Exceptions__c', 'Risk_Notes__c'],
  ...['Kickoff_Preference__c', 'What_They_Care_About__c', 'Promised_Out_Loud__c', 'Know_Before_Kickoff__c'],
  ...['Go_Live_Target__c', 'Full_Rollout__c', 'Expects_Next__c', 'Contract_Tier__c', 'ARR__c', 'Main_Contact__c']
];
const DEAL_FIELDS = ['Description', 'NextStep', 'Type', 'StageName', 'Amount', 'CloseDate'];

export interface DealReaderOptions {
  client: OrgClient;
  competitors: readonly string[];
  /** Domains of the seller beyond those of the users in the deal. */
  sellerDomains: readonly string[];
  /** Days before the deal was created that still belong to its cycle: people speak before they make a record. */
  lookBackDays: number;
  now?: () => Date;
}

/**
 * Reads a deal with four queries, and what an admin set and happened before with one to three. What the org has is asked
 * of its describes now and then.
 */
export function createDealReader(options: DealReaderOptions): DealReader {
  const { client, now = () => new Date() } = options;
  const optional = cached(() => optionalFields(client), SETTINGS_MS, now);
  const settings = cached(async () => readSettings(client, hasCurrencies(await optional())), SETTINGS_MS, now);
  return {
    async resolveDeal(handoffId, org) {
      if ((await client.orgId()) !== org)
        throw new BriefError(
          'OTHER_ORG',
          'The service is connected to another org than the one that asked.',
          'Set SF_LOGIN_URL and the credentials to those of the org that asks.',
          false
        );
      const handoff = await readHandoff(client, handoffId, await optional());
      const opportunityId = text(handoff, 'Opportunity__c') ?? '';
      const accountId = text(handoff, 'Account__c') ?? text(handoff, 'Opportunity__r.AccountId') ?? '';
      const [deal, contacts] = [
        (await client.query(dealQuery(opportunityId)))[0],
        accountId === '' ? [] : await client.query(contactQuery(accountId))
      ];
      const users = await client.query(userQuery(handoff, deal));
      return toDeal(handoff, deal, contacts, users, options, now());
    },
    async reviewContext(deal) {
      const failedBefore = (
        await client.query(
          `SELECT Gate_Results__c FROM Handoff__c WHERE Account__c = ${quotedId(deal.accountId)} ` +
            `AND Id != ${quotedId(deal.handoffId)} ORDER BY CreatedDate DESC LIMIT ${MOST_EARLIER}`
        )
      ).some((handoff) => hasFailedGate(text(handoff, 'Gate_Results__c')));
      return { ...(await settings()), failedBefore };
    }
  };
}

async function readHandoff(client: OrgClient, handoffId: string, optional: readonly string[]): Promise<OrgRecord> {
  const fields = [
    ...[
      'Id',
      'Name',
      'Version__c',
      'Status__c',
      'Brief_Status__c',
      'Opportunity__c',
      'Account__c',
      'Giver__c',
      'Receiver__c'
    ],
    ...['Account__r.Name', 'Account__r.Website', 'Account__r.OwnerId', 'Main_Contact__r.Name'],
    ...['Name', 'AccountId', 'OwnerId', 'CreatedDate', 'IsClosed', ...DEAL_FIELDS].map(
      (name) => `Opportunity__r.${name}`
    ),
    ...HANDOFF_FIELDS,
    ...optional
  ];
  const people = '(SELECT Contact__c, Role__c, Last_Touch__c, Review__c FROM Stakeholders__r)';
  const [handoff] = await client.query(
    `SELECT ${fields.join(', ')}, ${people} FROM Handoff__c WHERE Id = ${quotedId(handoffId)}`
  );
  if (!handoff)
    throw new BriefError(
      'NO_HANDOFF',
      'The handoff does not exist, or the integration user may not read it.',
      'Check the id, and that the integration user has the permission set Handoff_Integration.',
      false
    );
  if (text(handoff, 'Status__c') === 'Superseded')
    throw new BriefError(
      'SUPERSEDED',
      'A newer version of this handoff has taken its place.',
      'Ask for the brief of the newest version.',
      false
    );
  if (text(handoff, 'Opportunity__c') === null)
    throw new BriefError(
      'NO_DEAL',
      'This handoff has no opportunity, and a brief is made of a deal.',
      'Link the handoff to its opportunity, then run the brief again.',
      false
    );
  return handoff;
}

function dealQuery(opportunityId: string): string {
  return (
    `SELECT Id, (SELECT ContactId, Contact.Name, Contact.Email, Contact.Title, Role FROM OpportunityContactRoles), ` +
    `(SELECT OwnerId FROM Tasks), (SELECT OwnerId FROM Events) FROM Opportunity WHERE Id = ${quotedId(opportunityId)}`
  );
}

function contactQuery(accountId: string): string {
  return `SELECT Id, Name, Email, Title FROM Contact WHERE AccountId = ${quotedId(accountId)} ORDER BY Id LIMIT ${MOST_CONTACTS}`;
}

/** Users who own the deal or took part in it. */
function userQuery(handoff: OrgRecord, deal: OrgRecord | undefined): string {
  const owners = ['Giver__c', 'Receiver__c', 'Opportunity__r.OwnerId', 'Account__r.OwnerId'].map((path) =>
    text(handoff, path)
  );
  const active = ['Tasks', 'Events'].flatMap((name) => children(deal, name).map((record) => text(record, 'OwnerId')));
  // Activities may belong to a queue; those are no users.
  const ids = [...new Set([...owners, ...active])].filter((id) => id?.startsWith('005') === true).sort();
  return `SELECT Id, Name, Email, LocaleSidKey FROM User WHERE Id IN (${ids.map((id) => quotedId(id ?? '')).join(', ')}) ORDER BY Id`;
}

function toDeal(
  handoff: OrgRecord,
  deal: OrgRecord | undefined,
  contacts: readonly OrgRecord[],
  users: readonly OrgRecord[],
  { competitors, sellerDomains, lookBackDays }: DealReaderOptions,
  now: Date
): Deal {
  const personId = personContactOf(handoff);
  const people = [...withDecisions(handoff, customersOf(deal, contacts, personId)), ...users.map(toSeller)];
  const sellers = [...new Set([...sellerDomains, ...domainsOf(people, 'seller')])].sort();
  const customers = customerDomains(
    text(handoff, 'Account__r.Website'),
    // Whom a person works for is not the customer.
    personId === null ? people : [],
    sellers
  );
  const accountName = text(handoff, 'Account__r.Name') ?? '';
  const opportunityName = text(handoff, 'Opportunity__r.Name') ?? '';
  const giver = users.find((user) => text(user, 'Id') === text(handoff, 'Giver__c')) ?? users[0];
  const crm: Record<string, string | null> = {};
  for (const name of HANDOFF_FIELDS) crm[name] = text(handoff, name);
  crm['Main_Contact__c'] = text(handoff, 'Main_Contact__r.Name');
  for (const name of DEAL_FIELDS) crm[name] = text(handoff, `Opportunity__r.${name}`);
  return {
    handoffId: text(handoff, 'Id') ?? '',
    handoffName: text(handoff, 'Name') ?? '',
    version: number(handoff, 'Version__c') ?? 1,
    opportunityId: text(handoff, 'Opportunity__c') ?? '',
    opportunityName,
    accountId: text(handoff, 'Account__c') ?? text(handoff, 'Opportunity__r.AccountId') ?? '',
    accountName,
    customerDomains: customers,
    sellerDomains: sellers,
    people,
    window: windowOf(handoff, lookBackDays, now),
    closeDate: text(handoff, 'Opportunity__r.CloseDate') ?? now.toISOString().slice(0, 10),
    amount: number(handoff, 'Opportunity__r.Amount'),
    currency: currencyOf(handoff),
    crm,
    dateOrder: readsDayFirst(countryOf(handoff), customers, text(giver, 'LocaleSidKey')) ? 'day first' : 'month first',
    competitors,
    searchNames: [accountName, opportunityName].filter((name) => name !== '')
  };
}

/** @param personId the contact who is the customer, and so decides, where the account is a person */
function customersOf(deal: OrgRecord | undefined, contacts: readonly OrgRecord[], personId: string | null): Person[] {
  const people = new Map<string, Person>();
  for (const contact of contacts) {
    const person = toCustomer(contact, '', text(contact, 'Id') === personId ? 'Decision Maker' : null);
    people.set(person.id, person);
  }
  for (const role of children(deal, 'OpportunityContactRoles')) {
    const person = toCustomer(role, 'Contact.', text(role, 'Role'));
    people.set(person.id, person);
  }
  return [...people.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What somebody decided about a person in the handoff counts more than the contact's role in the CRM. */
function withDecisions(handoff: OrgRecord, people: readonly Person[]): Person[] {
  const decided = new Map(
    children(handoff, 'Stakeholders__r')
      .filter((record) => !['Proposed', 'Rejected'].includes(text(record, 'Review__c') ?? ''))
      .map((record) => [text(record, 'Contact__c'), record])
  );
  return people.map((person) => {
    const record = decided.get(person.id);
    if (record === undefined) return person;
    return {
      ...person,
      contactRole: text(record, 'Role__c') ?? person.contactRole,
      lastTouch: text(record, 'Last_Touch__c')
    };
  });
}

function toCustomer(record: OrgRecord, path: '' | 'Contact.', contactRole: string | null): Person {
  return {
    id: text(record, path === '' ? 'Id' : 'ContactId') ?? '',
    name: text(record, `${path}Name`) ?? '',
    email: text(record, `${path}Email`),
    title: text(record, `${path}Title`),
    side: 'customer',
    contactRole
  };
}

function toSeller(user: OrgRecord): Person {
  return {
    id: text(user, 'Id') ?? '',
    name: text(user, 'Name') ?? '',
    email: text(user, 'Email'),
    title: null,
    side: 'seller',
    contactRole: null
  };
}

/** From when people first spoke to the end of the day the deal closed, or to now while it is open. */
function windowOf(handoff: OrgRecord, lookBackDays: number, now: Date): Window {
  const created = instant(handoff, 'Opportunity__r.CreatedDate') ?? now.toISOString();
  const closed = text(handoff, 'Opportunity__r.CloseDate');
  const endOfClose = closed === null ? null : `${closed}T23:59:59.999Z`;
  const isOver =
    text(handoff, 'Opportunity__r.IsClosed') === 'true' && endOfClose !== null && endOfClose < now.toISOString();
  return {
    from: new Date(Date.parse(created) - lookBackDays * DAY_MS).toISOString(),
    to: isOver ? (endOfClose ?? now.toISOString()) : now.toISOString()
  };
}

async function readSettings(client: OrgClient, isMultiCurrency: boolean): Promise<Omit<ReviewContext, 'failedBefore'>> {
  const [setting] = await client.query(
    "SELECT ARR_Limit__c, Recency_Days__c FROM Handoff_Setting__mdt WHERE DeveloperName = 'Default'"
  );
  return {
    currencies: isMultiCurrency ? await readCurrencies(client) : null,
    arrLimit: number(setting, 'ARR_Limit__c'),
    recencyDays: number(setting, 'Recency_Days__c') ?? 90
  };
}

/** What the service wrote for an earlier handoff; anything else says nothing. */
function hasFailedGate(json: string | null): boolean {
  try {
    const gates: unknown = JSON.parse(json ?? '{}').gates;
    return Array.isArray(gates) && gates.some((gate) => gate?.passed === false);
  } catch {
    return false;
  }
}

/** Keeps a value for a while; a failure is not kept. */
export function cached<T>(read: () => Promise<T>, keepMs: number, now: () => Date): () => Promise<T> {
  let kept: { value: Promise<T>; until: number } | null = null;
  return () => {
    const time = now().getTime();
    if (kept === null || kept.until < time) {
      const fresh = { value: read(), until: time + keepMs };
      kept = fresh;
      fresh.value.catch(() => {
        if (kept === fresh) kept = null;
      });
    }
    return kept.value;
  };
}
