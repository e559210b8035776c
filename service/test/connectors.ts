import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../src/connectors/rate.ts';
import type { Deal, Person, Window } from '../src/domain/deal.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import type { Connector } from '../src/ports.ts';
import type { StandIn } from '../stand-ins/faults.ts';

/** Time that passes only when somebody sleeps, and then at once. */
export class FakeClock implements Clock {
  #now = Date.parse('2026-11-20T09:00:00Z');
  readonly slept: number[] = [];

  now = (): number => this.#now;

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(milliseconds);
    this.#now += milliseconds;
  }
}

/** Starts a stand-in on a free port; closed with the test. */
export async function listening(
  { server }: Pick<StandIn, 'server'>,
  test: { after(done: () => Promise<void>): void }
): Promise<string> {
  await server.listen({ port: 0, host: '127.0.0.1' });
  test.after(() => server.close());
  const { port } = server.server.address() as AddressInfo; // it listens on a port, not on a pipe
  return `http://127.0.0.1:${port}/`;
}

export async function all(connector: Connector, deal: Deal, signal?: AbortSignal): Promise<Evidence[]> {
  const found: Evidence[] = [];
  for await (const evidence of connector.fetch(deal, deal.window, signal ?? new AbortController().signal))
    found.push(evidence);
  return found;
}

/** Resolves when the stand-in was asked so many times. */
export async function asked({ server, requests }: StandIn, times: number): Promise<void> {
  while (requests.length < times) await once(server.server, 'request');
}

const seller = (id: string, name: string, email: string): Person => ({
  id,
  name,
  email,
  title: null,
  side: 'seller',
  contactRole: null
});
const customer = (id: string, name: string, email: string, title: string): Person => ({
  id,
  name,
  email,
  title,
  side: 'customer',
  contactRole: null
});
const SELLERS = [
  seller('005000000000001AAA', 'Amara Okafor', 'ae@handoff.example'),
  seller('005000000000002AAA', 'Kenji Watanabe', 'se@handoff.example'),
  seller('005000000000003AAA', 'Lena Brandt', 'csm@handoff.example'),
  seller('005000000000004AAA', 'Priya Nair', 'manager@handoff.example'),
  seller('005000000000005AAA', 'Tomás Rivera', 'sdr@handoff.example')
];
const WINDOW: Window = { from: '2026-05-01T00:00:00Z', to: '2026-12-31T23:59:59Z' };

/** A deal of the demo data, as the CRM knows it. */
function demoDeal(account: string, domain: string, number: number, customers: readonly Person[]): Deal {
  return {
    handoffId: `a0400000000000${number}AAA`,
    handoffName: `HO-0000${number}`,
    version: 1,
    opportunityId: `0060000000000${number}0AAA`,
    opportunityName: `${account}: a deal`,
    accountId: `0010000000000${number}0AAA`,
    accountName: account,
    customerDomains: [domain],
    sellerDomains: ['handoff.example'],
    people: [...SELLERS, ...customers],
    window: WINDOW,
    closeDate: '2026-11-27',
    amount: 100_000,
    crm: {},
    dateOrder: 'month first',
    competitors: [],
    searchNames: [account]
  };
}

export const marlow = demoDeal('Marlow Street Clinics', 'marlowstreet.example', 1, [
  customer('003000000000011AAA', 'Beatriz Ferreira', 'beatriz.ferreira@marlowstreet.example', 'VP Operations'),
  customer('003000000000012AAA', 'Grace Lindholm', 'grace.lindholm@marlowstreet.example', 'Clinic Lead, North'),
  customer('003000000000013AAA', 'Min-jun Seo', 'min-jun.seo@marlowstreet.example', 'Head of IT')
]);
export const kestrel = demoDeal('Kestrel Freight', 'kestrelfreight.example', 2, [
  customer('003000000000021AAA', 'Bogdan Iliescu', 'bogdan.iliescu@kestrelfreight.example', 'Head of Claims'),
  customer('003000000000022AAA', 'Farah Haddad', 'farah.haddad@kestrelfreight.example', 'Operations Analyst')
]);
export const aurelis = demoDeal('Aurelis Insurance Group', 'aurelis.example', 3, [
  customer('003000000000031AAA', 'Marguerite Vidal', 'marguerite.vidal@aurelis.example', 'Chief Operating Officer'),
  customer('003000000000032AAA', 'Stefan Krüger', 'stefan.krueger@aurelis.example', 'Enterprise Architect')
]);
export const tamarack = demoDeal('Tamarack Outdoor Supply', 'tamarack.example', 4, [
  customer('003000000000041AAA', 'Colleen Byrne', 'colleen.byrne@tamarack.example', 'Operations Manager')
]);
export const solenne = demoDeal('Solenne Energy', 'solenne.example', 5, [
  customer('003000000000051AAA', 'Camille Rousseau', 'camille.rousseau@solenne.example', 'Director Field Operations'),
  customer('003000000000052AAA', 'Petra Novak', 'petra.novak@solenne.example', 'Head of IT Integration')
]);
export const DEALS = [marlow, kestrel, aurelis, tamarack, solenne];
