import type { Deal } from '../src/domain/deal.ts';
import type { Evidence, EvidenceKind, Side } from '../src/domain/evidence.ts';

/** A Monday. */
export const SAID_AT = '2026-03-02T10:00:00Z';

/** One turn: who says it, and what. */
export type TurnOf = readonly [side: Side, text: string, name?: string];

const NAMES: Readonly<Record<Side, string | null>> = {
  seller: 'Amara Diallo',
  customer: 'Dana Okonkwo',
  unknown: null
};

/** Evidence of some turns, all said at the same time. */
export function evidenceOf(kind: EvidenceKind, turns: readonly TurnOf[], { id = 'e1', at = SAID_AT } = {}): Evidence {
  return {
    id,
    kind,
    at,
    title: 'Title',
    url: null,
    segments: turns.map(([side, text, name]) => ({
      speaker: { name: name ?? NAMES[side], email: null, side },
      text,
      at
    }))
  };
}

type ExtractionParts = Pick<Deal, 'people' | 'crm' | 'competitors' | 'dateOrder'>;

/** What the extractor needs of a deal: two people of the customer and one seller. */
export function dealOf(parts: Partial<ExtractionParts> = {}): ExtractionParts {
  const person = { email: null, title: null, contactRole: null };
  return {
    people: [
      { ...person, id: '003000000000001AAA', name: 'Dana Okonkwo', side: 'customer' },
      { ...person, id: '003000000000002AAA', name: 'Piet Visser', side: 'customer' },
      { ...person, id: '005000000000001AAA', name: 'Amara Diallo', side: 'seller' }
    ],
    crm: {},
    competitors: [],
    dateOrder: 'month first',
    ...parts
  };
}
