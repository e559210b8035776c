import type { Claim, ClaimKind } from '../src/domain/claim.ts';
import type { Deal } from '../src/domain/deal.ts';
import type { Evidence, Side } from '../src/domain/evidence.ts';
import type { Merge, MergedClaim, Source, Verify } from '../src/brief/types.ts';
import type { Extractor } from '../src/ports.ts';

export const HANDOFF_ID = 'a04000000000001AAA';
export const ORG = '00D000000000001';

export function sampleDeal(rest: Partial<Deal> = {}): Deal {
  return {
    handoffId: HANDOFF_ID,
    handoffName: 'HO-00001',
    version: 1,
    opportunityId: '006000000000001AAA',
    opportunityName: 'Northwind: rollout',
    accountId: '001000000000001AAA',
    accountName: 'Northwind',
    customerDomains: ['northwind.example'],
    sellerDomains: ['handoff.example'],
    people: [
      person('003000000000001AAA', 'Dana Moreau', 'dana@northwind.example', 'customer', 'Economic Buyer'),
      person('003000000000002AAA', 'Ravi Shah', 'ravi@northwind.example', 'customer', null),
      person('005000000000002AAA', 'Amara Okafor', 'amara@handoff.example', 'seller', null)
    ],
    window: { from: '2026-06-01T00:00:00.000Z', to: '2026-11-20T23:59:59.999Z' },
    closeDate: '2026-11-20',
    amount: 90_000,
    crm: {},
    dateOrder: 'month first',
    competitors: [],
    searchNames: ['Northwind'],
    ...rest
  };
}

function person(id: string, name: string, email: string, side: 'seller' | 'customer', contactRole: string | null) {
  return { id, name, email, title: null, side, contactRole };
}

const SPEAKERS: Readonly<Record<Side, { name: string; email: string | null }>> = {
  seller: { name: 'Amara Okafor', email: 'amara@handoff.example' },
  customer: { name: 'Dana Moreau', email: 'dana@northwind.example' },
  unknown: { name: 'Speaker 3', email: null }
};

/** Evidence of one conversation. @param said who said what, in order */
export function talk(
  id: string,
  kind: Evidence['kind'],
  at: string,
  said: readonly [side: Side, text: string][]
): Evidence {
  return {
    id,
    kind,
    at,
    title: `Talk ${id}`,
    url: `https://talks.example/${id}`,
    segments: said.map(([side, text]) => ({ speaker: { ...SPEAKERS[side], side }, text, at }))
  };
}

export function sourceOf(name: string, evidence: readonly Evidence[], gives: Source['gives'] = ['call']): Source {
  return { name, gives, gather: async () => ({ evidence, problem: null }) };
}

/** A sentence that a marker begins is a claim: `pain: We type everything twice.` */
const MARKED = /\b([a-z_]+): ([^.\n]+\.)/g;
const KINDS: readonly ClaimKind[] = [
  ...(['commitment', 'customer_commitment', 'stretch', 'pain', 'risk', 'regret', 'open_thread'] as const),
  ...(['competitor', 'milestone', 'stakeholder', 'internal_only', 'use_case', 'success_criterion'] as const)
];

/** Finds what is marked, and counts how often it is asked. */
export function markedExtractor(seen: { calls: string[] } = { calls: [] }): Extractor {
  return {
    async extract(_deal, evidence) {
      seen.calls.push(evidence.map(({ id }) => id).join(','));
      return {
        claims: evidence.flatMap(claimsOf),
        by: 'deterministic',
        inputTokens: 0,
        outputTokens: 0,
        cost: 0,
        notes: []
      };
    }
  };
}

function claimsOf({ id, segments }: Evidence): Claim[] {
  return segments.flatMap(({ text, speaker }, segment) =>
    [...text.matchAll(MARKED)].flatMap(([, marker, quote = ''], index) => {
      const kind = KINDS.find((known) => known === marker);
      const start = text.indexOf(quote);
      if (kind === undefined || index < 0) return [];
      return [claim(kind, { evidenceId: id, segment, start, end: start + quote.length, quote, by: speaker.side })];
    })
  );
}

export function claim(kind: ClaimKind, rest: Partial<Claim> = {}): Claim {
  const quote = rest.quote ?? 'We will send the plan by Friday.';
  return {
    kind,
    evidenceId: 'call:1',
    segment: 0,
    start: 0,
    end: quote.length,
    quote,
    by: 'seller',
    person: null,
    due: null,
    text: quote,
    condition: null,
    severity: null,
    milestoneDay: null,
    about: null,
    ...rest
  };
}

/** Keeps what stands where it says it stands. */
export const exactVerify: Verify = (claims, evidence) => {
  const kept = claims.filter(
    ({ evidenceId, segment, start, end, quote }) =>
      evidence.find(({ id }) => id === evidenceId)?.segments[segment]?.text.slice(start, end) === quote
  );
  return { kept, dropped: kept.length === claims.length ? {} : { quote: claims.length - kept.length } };
};

/** The same words of the same kind are one claim. */
export const textMerge: Merge = (claims) => {
  const merged = new Map<string, MergedClaim>();
  for (const one of claims) {
    const key = `${one.kind}\n${one.text}`;
    merged.set(key, { ...(merged.get(key) ?? one), citations: [...(merged.get(key)?.citations ?? []), one] });
  }
  return [...merged.values()];
};
