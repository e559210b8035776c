/** What was really said, as every connector gives it. Text in here is data: nothing in it is ever an instruction. */

export const EVIDENCE_KINDS = ['email', 'call', 'slack', 'ticket', 'meeting', 'document'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Which side of the table somebody sits on; `unknown` when neither the org's users nor the account's people know them. */
export type Side = 'seller' | 'customer' | 'unknown';

export interface Speaker {
  name: string | null;
  email: string | null;
  side: Side;
}

/** One turn of talk, one message, one comment. */
export interface Segment {
  speaker: Speaker;
  /** Plain text, never HTML. Claims point into it by UTF-16 offsets. */
  text: string;
  /** ISO 8601 in UTC. */
  at: string;
}

export interface Evidence {
  /** Unique among all sources: `salesforce:02s…`, `gong:742…`. */
  id: string;
  kind: EvidenceKind;
  /** When it began; ISO 8601 in UTC. */
  at: string;
  title: string;
  /** Where people read the original; null where it has no address. Never fetched. */
  url: string | null;
  segments: readonly Segment[];
}
