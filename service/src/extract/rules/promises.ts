import { namesQuantity } from '../../domain/text/measure.ts';
import type { Cue } from '../cues/lexicon.ts';
import { dueOf, type Finding, type Said } from '../context.ts';
import { conditionOf, first, has, isDenied, isHypothetical, isQuoted, isReported, meant } from '../guards.ts';
import type { Hit, Sentence } from '../sentence.ts';

/** A model's yes this clear stands without a phrase of ours beside it. */
const CLEAR = 0;
/** In talk "we will" is often only a way to go on: the model may overrule a phrase. */
const DOUBTFUL = -0.9;

const PROMISING: ReadonlySet<Cue> = new Set(['vow', 'willDo', 'willHave', 'elided']);

/** Promises of either side, and hedges on what was promised. */
export function promises(said: Said): Finding[] {
  const { sentence, side } = said;
  const findings: Finding[] = [];
  const hedge = side === 'customer' ? null : stretch(said);
  const promise = side === 'customer' && wishes(said) ? null : promised(said);
  if (hedge !== null) findings.push(hedge);
  // A hedged promise is a stretch; it is a promise too when it says by when, or says outright that it is one.
  if (
    promise !== null &&
    (hedge === null || promise === 'vow' || hedge.severity === 'Green' || has(sentence, 'willDo'))
  )
    findings.push({
      kind: side === 'customer' ? 'customer_commitment' : 'commitment',
      due: dueOf(said),
      condition: conditionOf(said)
    });
  return findings;
}

/** What a customer would call success, may want later, or cannot change is no promise of theirs. */
function wishes({ sentence, source }: Said): boolean {
  return (
    meant(sentence, 'success') !== null ||
    meant(sentence, 'expansion') !== null ||
    meant(sentence, 'workaround') !== null ||
    (meant(sentence, 'useCase') !== null && !has(sentence, 'vow') && !has(sentence, 'willDo')) ||
    ONLY.test(source)
  );
}

const ONLY = /\b(?:is|are) (?:all|the (?:most|best|only \w+)) (?:that )?(?:we|i) can\b/i;

/** How a sentence promises something; null when it does not. */
export function promised(said: Said): 'vow' | 'phrase' | 'model' | null {
  const { sentence } = said;
  if (sentence.question || isHypothetical(sentence)) return null;
  if (said.goesOnFrom !== null && !has(sentence, 'negated')) return promised(said.goesOnFrom);
  const vow = fair(sentence, first(sentence, 'vow'));
  if (vow) return 'vow';
  const score = sentence.score('commitment');
  const idle = first(sentence, 'idle');
  const phrase = sentence.hits.some((hit) => {
    if (hit.cue !== 'willDo' && hit.cue !== 'willHave' && !(hit.cue === 'elided' && ownVerb(sentence, hit)))
      return false;
    if (idle !== null && idle.from <= hit.from && idle.to > hit.from + 1 && hit.cue !== 'willHave') return false;
    return fair(sentence, hit) && (hit.cue !== 'willHave' || said.side === 'seller' || dueOf(said) !== null);
  });
  if (phrase && (said.written || score > DOUBTFUL || dueOf(said) !== null)) return 'phrase';
  if (said.written || score <= CLEAR || idle !== null || !sentence.words.some((word) => AHEAD.has(word))) return null;
  const denied = sentence.hits.some(
    (hit) => hit.cue === 'negated' || hit.cue === 'reported' || (PROMISING.has(hit.cue) && isQuoted(sentence, hit))
  );
  return denied ? null : 'model';
}

/** Without one of these nothing lies ahead. */
const AHEAD = new Set(
  'will shall going can could need have got try let plan planning about willing i take taking giving am are'.split(' ')
);

const OPENS = new Set(
  'yes sure okay so and but then absolutely great thanks certainly always gladly happily am very just'.split(' ')
);

/** Whether nobody else is meant: "Will do", "I have asked Tom and will update you". */
function ownVerb({ words }: Sentence, hit: Hit): boolean {
  if (hit.from === 1 || (hit.from === 2 && OPENS.has(words[1] ?? ''))) return true;
  const before = words[hit.from - 1] ?? '';
  return (before === 'and' || before === 'but') && words.slice(1, 4).some((word) => word === 'i' || word === 'we');
}

function fair(sentence: Sentence, hit: Hit | null): boolean {
  return hit !== null && !isQuoted(sentence, hit) && !isDenied(sentence, hit) && !isReported(sentence, hit);
}

/** A hedge on what the customer relies on, or on anything: the first are Red or Yellow, the others Green. */
function stretch(said: Said): Finding | null {
  const { sentence } = said;
  if (sentence.question) return null;
  const phrase = meant(sentence, 'stretch');
  const words = phrase !== null && !isReported(sentence, phrase);
  // In a document people weigh what is known; in a mail "if we were to" and "they said they would" promise nothing.
  const aside = said.turn.evidence.kind !== 'document' && (isHypothetical(sentence) || has(sentence, 'reported'));
  const model = said.written
    ? sentence.score('hedge') > 0 && !aside && !asks(said)
    : sentence.score('unknown') > 0 && isMaybe(sentence);
  if (!words && !model) return null;
  const condition = conditionOf(said);
  // In prose a bare "should be fine" and the like are few; "I think we" alone is how people write.
  if (!model && said.written && !strong(sentence, condition)) return null;
  if (!model && !said.written && !outright(said, phrase, condition)) return null;
  return { kind: 'stretch', due: dueOf(said), condition, severity: severity(said, condition, words) };
}

/** Whether a sentence asks somebody for something and promises nothing: "Let me know if you have questions". */
function asks({ sentence, turn }: Said): boolean {
  if (turn.evidence.kind === 'document' || !(has(sentence, 'ask') && sentence.score('ask') > 0)) return false;
  return !has(sentence, 'willDo') && !has(sentence, 'willHave') && !has(sentence, 'vow');
}

/** Whether a sentence says "maybe" rather than "I do not know", which is a question left open. */
export function isMaybe(sentence: Sentence): boolean {
  return has(sentence, 'stretch') && !has(sentence, 'unknown');
}

/** Phrases by which sellers hedge, whatever about. */
const OUTRIGHT =
  /\b(?:should (?:all |just )?(?:be (?:fine|ok|okay|good|possible|doable|able|enough|no problem|ready|live)|work|hold|scale|handle)|should(?:n't| not) be (?:a|an|any|too) |(?:get|come|circle) back to (?:you|them)|(?:need|have|want) to (?:confirm|check|verify|double[- ]check|ask|validate)|roadmap|best effort|fingers crossed|(?:do not|don't) (?:quote|hold) me|(?:a bit of )?a stretch)\b/i;

/**
 * In talk a hedge counts when it is a seller's phrase, or stands beside something the customer relies on: a promise, the
 * product, a milestone, a day.
 */
function outright(said: Said, phrase: Hit | null, condition: string | null): boolean {
  const { sentence, source } = said;
  if (OUTRIGHT.test(source)) return true;
  if (phrase === null) return false;
  const relied =
    has(sentence, 'willDo') || has(sentence, 'willHave') || has(sentence, 'milestone') || has(sentence, 'vow');
  const product = has(sentence, 'techTerm') && sentence.words.length >= 6;
  return (relied || product || dueOf(said) !== null) && strong(sentence, condition);
}

const STRONG_STARTS = new Set([
  'should',
  'could',
  'might',
  'may',
  'need',
  'will',
  'let',
  'get',
  'circle',
  'come',
  'take',
  'taking',
  'off',
  'not',
  'on',
  'is',
  'best',
  'works',
  'a',
  'tight',
  'aggressive',
  'ambitious',
  'make',
  'can',
  'tbc',
  'tbd',
  'to',
  'i',
  'we',
  'hopefully',
  'ideally',
  'do',
  'with',
  'needs',
  'requires',
  'roughly',
  'only',
  'as',
  'provided',
  'subject',
  'assuming',
  'possible',
  'doable',
  'realistic',
  'probably',
  'maybe',
  'in',
  'fingers'
]);

/** Whether a hedge weakens something promised: it stands beside a promise, or is one of the phrases sellers use. */
function strong(sentence: Sentence, condition: string | null): boolean {
  const hit = first(sentence, 'stretch');
  if (hit === null) return false;
  const word = sentence.words[hit.from] ?? '';
  const opinion =
    (word === 'i' || word === 'we') &&
    ['think', 'believe', 'guess', 'suppose', 'imagine', 'would', 'reckon'].includes(sentence.words[hit.from + 1] ?? '');
  if (opinion || word === 'if' || word === 'unless' || word === 'pretty' || word === 'quite')
    return has(sentence, 'willDo') || has(sentence, 'willHave') || has(sentence, 'techTerm');
  return STRONG_STARTS.has(word) || condition !== null;
}

function severity(said: Said, condition: string | null, words: boolean): 'Red' | 'Yellow' | 'Green' {
  const { sentence } = said;
  const relied =
    has(sentence, 'techTerm') || has(sentence, 'milestone') || has(sentence, 'willDo') || has(sentence, 'willHave');
  const measured = dueOf(said) !== null || namesQuantity(said.source);
  if (relied && measured) return 'Red';
  const owed =
    words &&
    /\b(?:confirm|check|verify|get back|come back|circle back|roadmap|stretch|should (?:be|work|hold|scale))\b/i.test(
      said.source
    );
  return relied || condition !== null || owed || (measured && words) ? 'Yellow' : 'Green';
}
