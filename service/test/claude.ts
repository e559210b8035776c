import { SqliteLedger } from '../src/claude/ledger.ts';
import { type ClaudeOptions, claudeExtractor } from '../src/claude/extractor.ts';
import type { Clock } from '../src/claude/call.ts';
import type { Claim } from '../src/domain/claim.ts';
import type { Deal } from '../src/domain/deal.ts';
import type { Evidence, EvidenceKind, Segment, Side } from '../src/domain/evidence.ts';
import type { Extractor } from '../src/ports.ts';
import type { AnthropicStandIn } from '../stand-ins/anthropic.ts';

export const NOW = '2026-04-20T10:00:00.000Z';

export function deal(rest: Partial<Deal> = {}): Deal {
  return {
    handoffId: 'a04000000000001AAA',
    handoffName: 'HO-00001',
    version: 1,
    opportunityId: '006000000000001AAA',
    opportunityName: 'Kestrel Freight, platform',
    accountId: '001000000000001AAA',
    accountName: 'Kestrel Freight',
    customerDomains: ['kestrel.example'],
    sellerDomains: ['seller.example'],
    people: [
      {
        ...{ id: '005000000000001AAA', name: 'Ana Ruiz', email: 'ana@seller.example', title: 'Account Executive' },
        ...{ side: 'seller', contactRole: null }
      },
      {
        ...{ id: '003000000000001AAA', name: 'Dana Okonkwo', email: 'dana@kestrel.example', title: 'VP Operations' },
        ...{ side: 'customer', contactRole: 'Champion' }
      }
    ],
    window: { from: '2026-01-01T00:00:00Z', to: '2026-04-30T00:00:00Z' },
    closeDate: '2026-04-30',
    amount: 120_000,
    crm: { Risk_Notes__c: 'No known risks, ring +44 20 7946 0958' },
    dateOrder: 'month first',
    competitors: ['Globex'],
    searchNames: ['Kestrel Freight'],
    ...rest
  };
}

const NAMES: Readonly<Record<Side, string>> = { seller: 'Ana Ruiz', customer: 'Dana Okonkwo', unknown: 'Somebody' };

export function segment(side: Side, text: string, name = NAMES[side]): Segment {
  return { speaker: { name, email: `${side}@mail.example`, side }, text, at: '2026-03-02T09:00:00Z' };
}

export function evidence(id: string, segments: readonly Segment[], rest: Partial<Evidence> = {}): Evidence {
  const kind: EvidenceKind = 'email';
  return {
    id,
    kind,
    at: '2026-03-02T09:00:00Z',
    title: `About ${id}`,
    url: `https://mail.example/${id}`,
    segments,
    ...rest
  };
}

/** Stands in for the rules: claims every segment it is given as an open thread, and remembers what it was given. */
export function fallback(): Extractor & { given: Evidence[] } {
  const given: Evidence[] = [];
  return {
    given,
    extract: async (_deal, pieces) => {
      given.push(...pieces);
      const claims = pieces.flatMap(({ id, segments }) =>
        segments.flatMap(({ speaker, text }, index): Claim[] =>
          text === ''
            ? []
            : [
                {
                  ...{ kind: 'open_thread', evidenceId: id, segment: index, start: 0, end: text.length, quote: text },
                  ...{ by: speaker.side, person: speaker.name, due: null, text, condition: null, severity: null },
                  ...{ milestoneDay: null, about: null }
                }
              ]
        )
      );
      return { claims, by: 'deterministic', inputTokens: 0, outputTokens: 0, cost: 0, notes: [] };
    }
  };
}

/** Time that passes only when somebody sleeps. */
export function fakeClock(): Clock & { slept: number[] } {
  let now = Date.parse(NOW);
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now),
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
      now += ms;
    }
  };
}

export function setUp(standIn: AnthropicStandIn, rest: Partial<ClaudeOptions> = {}) {
  const rules = fallback();
  const clock = fakeClock();
  const ledger = new SqliteLedger(':memory:');
  const lines: string[] = [];
  const log = (fields: unknown, message?: string): void => void lines.push(JSON.stringify([fields, message]));
  const extractor = claudeExtractor({
    ...{ apiKey: 'stand-in-key', baseURL: standIn.url, model: 'claude-sonnet-5-5', effort: null, monthlyBudget: 50 },
    ...{ ledger, clock, fallback: rules },
    consent: { email: true, call: true, slack: true, ticket: true, meeting: true, document: true },
    logger: { info: log, warn: log },
    ...rest
  });
  const extract = (pieces: readonly Evidence[], signal = new AbortController().signal, about = deal()) =>
    extractor.extract(about, pieces, signal);
  return { extract, rules, clock, ledger, lines };
}
