import type { ExtractionDeal, Finding, Said } from '../context.ts';
import { has } from '../sentence.ts';
import { lowerSameLength } from '../text/words.ts';

/** A product has a capital or a digit in its name; what follows these words is one. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:[Ii]nstead of|rather than|compared (?:to|with)|versus|vs\.?|replac(?:e|ing|es) (?:our )?|switch(?:ing|ed)? (?:away )?from|migrat(?:e|ing) (?:away )?from|moving (?:away )?from|incumbent(?: is)?|displac(?:e|ing)) ((?:\p{Lu}[\p{L}\d.&-]{1,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?)/u,
  /\b(?:[Ww]e|[Tt]hey|team|company|colleagues|guys) (?:currently |already |still |now |today )?(?:use|uses|are using|run|have|are on|run on|rely on|work with|bought|licensed|pay for) ((?:\p{Lu}[\p{L}\d.&-]{1,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?)(?= (?:today|currently|right now|at the moment|for (?:this|that|the same))|[.,;!?]|$)/u,
  /\b(?:also |still |seriously )?(?:looking at|evaluating|talking to|considering|comparing you (?:to|with)|demoed|trialing|trialling|shortlisted|in talks with|spoke to|a (?:quote|proposal|demo) from) ((?:\p{Lu}[\p{L}\d.&-]{1,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?)(?= (?:too|as well|also|and|for|but|because|next|in parallel)|[.,;!?]|$)/u,
  /\b(?:had|saw|got|have|received|another) (?:an? |the )?(?:demo|quote|proposal|pitch|offer) (?:from|with|by) ((?:\p{Lu}[\p{L}\d.&-]{1,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?)/u,
  /\b((?:\p{Lu}[\p{L}\d.&-]{2,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?) (?:is|are) (?:also |still )?(?:in the (?:running|mix)|on (?:the|our) shortlist)/u,
  /\b(?:[Ww]e|[Tt]hey) (?:left|dropped|ditched) ((?:\p{Lu}[\p{L}\d.&-]{2,24}))(?= (?:last|because|after|in|two|three|for|a year)|[.,;!?]|$)/u,
  /\b(?:[Ww]e(?:'re| are)|[Tt]hey(?:'re| are)) (?:currently |still |already )?on ((?:\p{Lu}[\p{L}\d.&-]{2,24}))(?= (?:today|currently|right now|for|at the moment)|[.,;!?]|$)/u,
  /\b(?:between you and|(?:compare|stack up|different) (?:to|with|against|from)|(?:wanted|prefers|preferred|push(?:ing|es|ed) for|rooting for)|been an?|are an?) ((?:\p{Lu}[\p{L}\d.&-]{2,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?)(?= (?:shop|house|customer|instead|for|and|or|on|in)|[.,;!?]|$)/u,
  /\b((?:\p{Lu}[\p{L}\d.&-]{2,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?) came in (?:\d|at |a |much |way )/u,
  /\b(?:already|currently) (?:uses?|has|have|runs?|works? with) ((?:\p{Lu}[\p{L}\d.&-]{2,24})(?: \p{Lu}[\p{L}\d.&-]{1,24})?)(?= (?:for|today|there|and|in)|[.,;!?]|$)/u
];
const NO_PRODUCT =
  /^(?:I|We|You|They|He|She|It|The|This|That|Our|My|Your|Excel|Google|Sheets|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q[1-4]|IT|HR|Slack|Teams|Outlook|Gmail|Salesforce|English|German|French)\b/;

/** Competitors by the names an admin listed, and by how people speak of what they use or look at instead. */
export function competitorRule(deal: ExtractionDeal): (said: Said) => Finding[] {
  const listed = deal.competitors.map((name) => lowerSameLength(name)).filter((name) => name.length > 1);
  return (said) => {
    if (listed.some((name) => holdsWord(said, name))) return [{ kind: 'competitor' }];
    return namedRival(said) === null ? [] : [{ kind: 'competitor' }];
  };
}

function holdsWord({ source }: Said, name: string): boolean {
  const lower = lowerSameLength(source);
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
    const edge = (index: number): boolean => !/[\p{L}\p{N}]/u.test(lower.charAt(index));
    if (edge(at - 1) && edge(at + name.length)) return true;
  }
  return false;
}

/** What a sentence names as used or looked at instead; null when it names nothing. */
export function namedRival({ sentence, source, side, turn: { deal } }: Said): string | null {
  if (side === 'seller' || !has(sentence, 'rival')) return null;
  for (const pattern of PATTERNS) {
    const name = pattern.exec(source)?.[1];
    if (name === undefined || NO_PRODUCT.test(name)) continue;
    const person = deal.people.some((each) => each.name.split(' ').some((part) => name.split(' ').includes(part)));
    if (!person) return name;
  }
  return null;
}
