import model from '../model/weights.json' with { type: 'json' };
import { NEEDS } from './needs.ts';
import { NOISE } from './noise.ts';
import { OPEN, PEOPLE } from './people.ts';
import { compile, type Matcher } from './phrases.ts';
import { DOING, HEDGES, LIMITS, PROMISES } from './promises.ts';
import { INTERNAL, RIVAL, TECH } from './trade.ts';

const GROUPS = {
  ...PROMISES,
  ...LIMITS,
  ...HEDGES,
  ...NEEDS,
  ...OPEN,
  ...PEOPLE,
  internal: INTERNAL,
  rival: RIVAL,
  techTerm: TECH.term,
  techNeed: TECH.need,
  boilerplate: NOISE.boilerplate,
  instruction: NOISE.instruction,
  orderVerb: NOISE.orderVerb,
  recordWord: NOISE.recordWord
};

export type Cue = keyof typeof GROUPS;

// Object.keys gives string[] for any object; these are exactly the keys of GROUPS.
export const CUES = Object.keys(GROUPS) as Cue[];

/** What the trained part of the extractor tells apart. */
export const TASKS = ['commitment', 'unknown', 'objection', 'ask', 'hedge'] as const;
export type Task = (typeof TASKS)[number];

/** Words before and after a sentence, so that phrases can say where in it they stand. */
export const BEGIN = '^';
export const END = { question: '¿', other: '¶' } as const;

/** Before the words with which a sentence comes to the point, after "yeah", "well" and the like. */
export const POINT = '»';
/** Words people begin to speak with, which say nothing yet. */
const LEADS = new Set('yes so well okay and but i mean right you know oh like because actually'.split(' '));

/** The first three words of what a sentence comes to, after {@link POINT}. */
export function pointOf(words: readonly string[]): string[] {
  let at = 1;
  while (at < words.length - 1 && LEADS.has(words[at] ?? '') && !isSubject(words, at)) at++;
  return [POINT, ...words.slice(at, Math.min(at + 3, words.length - 1))];
}

/** "I mean" and "you know" only begin; "I will" and "you should" are what is said. */
function isSubject(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? '';
  return (words[at] === 'i' && next !== 'mean' && next !== 'i') || (words[at] === 'you' && next !== 'know');
}

/** A linear model over words, pairs and threes of words, and cues: one weight a task. */
export interface Model {
  bias: readonly number[];
  /** Above these a sentence counts. */
  thresholds: readonly number[];
  cues: Readonly<Record<string, readonly number[]>>;
  phrases: Readonly<Record<string, readonly number[]>>;
}

export interface Lexicon {
  /** Finds cues (indices below `CUES.length`) and the model's phrases (indices from there on). */
  matcher: Matcher;
  /** By task, less its threshold: a sum above 0 is yes. */
  bias: readonly number[];
  /** Weights by index of cue or phrase; none where nothing weighs. */
  weights: readonly (readonly number[] | undefined)[];
}

/** One matcher for the cues and the words a model weighs. */
export function lexiconOf({ bias, thresholds, cues, phrases }: Model): Lexicon {
  const words = Object.entries(phrases);
  return {
    matcher: compile([...CUES.map((cue) => GROUPS[cue]), ...words.map(([phrase]) => [phrase])], { do: DOING }),
    bias: bias.map((each, task) => each - (thresholds[task] ?? 0)),
    weights: [...CUES.map((cue) => cues[cue]), ...words.map(([, weights]) => weights)]
  };
}

let shipped: Lexicon | undefined;

/** The lexicon with the model that ships; compiled on first use. */
export function lexicon(): Lexicon {
  shipped ??= lexiconOf(model);
  return shipped;
}
