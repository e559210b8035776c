import model from '../model/weights.json' with { type: 'json' };
import { INTERNAL, NEEDS, NOISE, OPEN, PEOPLE, RIVAL, TECH } from './needs.ts';
import { compile, type Matcher } from './phrases.ts';
import { DOING, HEDGES, LIMITS, PROMISES } from './promises.ts';

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
