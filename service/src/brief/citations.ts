import type { Citation } from '../domain/claim.ts';
import type { Deal } from '../domain/deal.ts';
import type { EvidenceKind } from '../domain/evidence.ts';
import { keyOf } from './keys.ts';
import type { BriefCitation, Reading, SegmentRef } from './types.ts';

/** A field of Salesforce holds no more; the verifier lets no longer quote through. */
const LONGEST_QUOTE = 500;
const LONGEST_LINK = 255;
/** More places than this prove nothing more. */
const MOST_CITATIONS = 6;

const SOURCE_TYPES: Readonly<Record<EvidenceKind, BriefCitation['sourceType']>> = {
  email: 'Email',
  call: 'Call',
  slack: 'Slack',
  ticket: 'Ticket',
  meeting: 'Meeting',
  document: 'Document'
};

/** Where each cited segment is to be found, over all sources. */
export class Refs {
  readonly #refs = new Map<string, SegmentRef>();

  constructor(readings: readonly Reading[]) {
    for (const { refs } of readings) for (const ref of refs) this.#refs.set(`${ref.evidenceId}#${ref.segment}`, ref);
  }

  of({ evidenceId, segment }: Pick<Citation, 'evidenceId' | 'segment'>): SegmentRef | undefined {
    return this.#refs.get(`${evidenceId}#${segment}`);
  }

  /** When it was said; the empty string for what is not known, which sorts first. */
  at(citation: Pick<Citation, 'evidenceId' | 'segment'>): string {
    return this.of(citation)?.at ?? '';
  }

  /** Citations of a line as they are written, newest first; what cannot be found again is not cited. */
  toBrief(deal: Deal, parentKey: string, citations: readonly Citation[]): BriefCitation[] {
    return citations
      .flatMap((citation) => {
        const ref = this.of(citation);
        if (ref === undefined || citation.quote.length > LONGEST_QUOTE || citation.quote === '') return [];
        return [
          {
            key: keyOf(deal, 'citation', parentKey, ref.evidenceId, `${citation.segment}:${citation.start}`),
            evidenceId: ref.evidenceId,
            sourceType: SOURCE_TYPES[ref.kind],
            link: safeLink(ref.url),
            quote: citation.quote,
            speaker: ref.speaker,
            at: ref.at
          }
        ];
      })
      .sort((a, b) => (a.at === b.at ? compare(a.key, b.key) : compare(b.at, a.at)))
      .filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index)
      .slice(0, MOST_CITATIONS);
  }
}

/** Only addresses that a browser opens as a page; a cut one would lead elsewhere. */
function safeLink(url: string | null): string | null {
  return url !== null && url.length <= LONGEST_LINK && /^https?:\/\/[^\s]+$/i.test(url) ? url : null;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
