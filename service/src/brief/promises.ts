import type { Claim, ClaimKind } from '../domain/claim.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { MissedPromise } from './types.ts';

/**
 * Words that R140 names: "promise", "guarantee", "by [date]". Deliberately simple and apart from the extractor: it
 * checks the extractor. No part of it can match in more than one way, so it is linear.
 */
const MARKS =
  /\b(?:promis(?:e|es|ed|ing)|guarantee[sd]?|by (?:the )?(?:end of |close of |mid-?)?(?:(?:next|this) (?:week|month|quarter|year)|tomorrow|tonight|eo[dw]|(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|q[1-4]|\d{1,2}(?:st|nd|rd|th)?|\d{4}-\d{2}-\d{2}))\b/i;
/** A sentence that takes the promise back, or asks for one. */
const NOT_A_PROMISE = /\b(?:not|never|cannot|no one|nobody|without|if)\b|n't\b|n’t\b|\?\s*$/i;

/** Kinds of claim that a promise may be kept as: what it became is the extractor's to say. */
const KEPT_AS: ReadonlySet<ClaimKind> = new Set<ClaimKind>([
  'commitment',
  'stretch',
  'milestone',
  'customer_commitment',
  'open_thread',
  'success_criterion',
  'internal_only'
]);
const MOST_MISSED = 20;
const LONGEST_QUOTE = 300;

/** Sellers' sentences in mails and calls that sound like a promise, and those of them that no claim cites. */
export function checkPromises(
  evidence: readonly Evidence[],
  claims: readonly Claim[]
): { promises: number; missed: MissedPromise[] } {
  const cited = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (!KEPT_AS.has(claim.kind)) continue;
    const place = `${claim.evidenceId}#${claim.segment}`;
    cited.set(place, [...(cited.get(place) ?? []), claim]);
  }
  let promises = 0;
  const missed: MissedPromise[] = [];
  for (const { id, kind, segments } of evidence) {
    if (kind !== 'email' && kind !== 'call' && kind !== 'meeting') continue;
    segments.forEach(({ speaker, text }, segment) => {
      if (speaker.side !== 'seller') return;
      for (const { start, end } of sentences(text)) {
        const quote = text.slice(start, end);
        if (!MARKS.test(quote) || NOT_A_PROMISE.test(quote)) continue;
        promises++;
        const isCited = (cited.get(`${id}#${segment}`) ?? []).some((claim) => claim.start < end && claim.end > start);
        if (!isCited && missed.length < MOST_MISSED)
          missed.push({ evidenceId: id, segment, quote: quote.slice(0, LONGEST_QUOTE) });
      }
    });
  }
  return { promises, missed };
}

/** Rough sentences: good enough to say where a mark stands. Offsets in UTF-16 units, white space left out. */
function sentences(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^.!?\n]+(?:[.!?]+|\n|$)/g)) {
    const quote = match[0].trim();
    if (quote !== '') {
      const start = match.index + match[0].indexOf(quote);
      found.push({ start, end: start + quote.length });
    }
  }
  return found;
}
