import type { Finding, Said } from '../context.ts';
import { has, meant } from '../guards.ts';

/** Approval, floors and secrets stay inside even where a mail says "you". */
const INSIDE =
  /\b(?:approv\w*|internal\w*|floor|walk[- ]?away|deal desk|margin|don'?t (?:tell|mention|share)|never (?:tell|mention|share)|between us|bottom line|quota|commission|willingness to pay)\b/i;

/**
 * Pricing strategy and discount approval, said where no customer listens. Such a sentence gives nothing else: a CSM's
 * brief must not hold it under any name.
 */
export function internal({ sentence, side, source, turn: { sellersOnly, evidence } }: Said): Finding[] | null {
  if (side !== 'seller' || !has(sentence, 'internal') || meant(sentence, 'internal') === null) return null;
  if (!sellersOnly && !/\b(?:internal only|don'?t tell|do not tell|between us|not for the customer)\b/i.test(source))
    return null;
  // A mail whose only writer is a seller may go to the customer.
  const addressed = evidence.kind === 'email' && sentence.words.some((word) => word === 'you' || word === 'your');
  return addressed && !INSIDE.test(source) ? null : [{ kind: 'internal_only' }];
}
