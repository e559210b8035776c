import { z } from 'zod';
import { CLAIM_KINDS } from '../domain/claim.ts';

/**
 * One claim as the model gives it. It names words, never offsets: where they stand is for code to find. Every field is
 * required and may be null, since the API compiles optional fields at a cost.
 */
export const modelClaim = z.object({
  kind: z.enum(CLAIM_KINDS),
  evidenceId: z.string().describe('id of the source, e.g. s1'),
  segment: z.int().describe('number in brackets at the start of the quoted line'),
  quote: z.string().describe('words copied from that line, letter by letter, at most 400 characters'),
  text: z.string().describe('the quote without filler words, in its own words and order'),
  due: z.string().nullable().describe('date it is due as YYYY-MM-DD, only if the quote names one'),
  person: z.string().nullable().describe('for kind stakeholder: name of whom it is about, as written in the source'),
  role: z
    .enum(['Champion', 'Economic Buyer', 'Technical Lead', 'Executive Sponsor', 'Blocker', 'End User'])
    .nullable()
    .describe('for kind stakeholder'),
  stance: z.enum(['Ally', 'Neutral', 'Blocker']).nullable().describe('for kind stakeholder'),
  caresAbout: z.string().nullable().describe('for kind stakeholder: words copied from the line'),
  prefers: z.string().nullable().describe('for kind stakeholder: how they like to be reached, words copied'),
  condition: z.string().nullable().describe('for kind stretch: what it depends on, words copied from the line'),
  severity: z.enum(['Red', 'Yellow']).nullable().describe('for kind risk, objection and regret'),
  milestoneDay: z.literal([30, 60, 90]).nullable().describe('for kind milestone')
});
export type ModelClaim = z.infer<typeof modelClaim>;

/** What the model is asked to answer with. */
export const modelAnswer = z.object({ claims: z.array(modelClaim) });

/** Claims that have the shape they must have, and how many had not. */
export interface ReadAnswer {
  claims: ModelClaim[];
  misshapen: number;
}

/**
 * Reads an answer claim by claim, so that one bad claim does not cost the others.
 *
 * @returns null when it is not JSON or has no list of claims
 */
export function readAnswer(text: string): ReadAnswer | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const outer = z.object({ claims: z.array(z.unknown()) }).safeParse(json);
  if (!outer.success) return null;
  const claims = outer.data.claims.flatMap((entry) => {
    const claim = modelClaim.safeParse(entry);
    return claim.success ? [claim.data] : [];
  });
  return { claims, misshapen: outer.data.claims.length - claims.length };
}
