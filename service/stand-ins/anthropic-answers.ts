/** A claim as the stand-in answers it: the shape the schema asks for, unless a test wants another. */
export type StandInClaim = Readonly<Record<string, unknown>>;

interface Line {
  source: string;
  segment: number;
  side: string;
  text: string;
}

const RULES: readonly [kind: string, pattern: RegExp][] = [
  ['stretch', /\b(?:should be fine|need to confirm|get back to you)\b/i],
  ['commitment', /\b(?:[Ww]e|I)(?:['’]ll| will)\b/],
  ['success_criterion', /\b(?:success|adoption|target)\b/i],
  ['workaround', /\b(?:spreadsheets?|by hand|manually)\b/i],
  ['risk', /\b(?:worried|risk|tight|blocked)\b/i],
  ['competitor', /\binstead of\b/i],
  ['stakeholder', /\b(?:I own|signs? off|reports to)\b/i]
];

/** Finds claims by a few key words, sentence by sentence: simple, and the same every time. */
export function answerByRule(blocks: readonly string[]): StandInClaim[] {
  return linesOf(blocks).flatMap((line) =>
    sentences(line.text).flatMap((sentence) => {
      const kind = RULES.find(([, pattern]) => pattern.test(sentence))?.[0];
      if (!kind) return [];
      const isOwn = kind === 'commitment' && line.side === 'customer';
      return [claim(line, isOwn ? 'customer_commitment' : kind, sentence)];
    })
  );
}

/**
 * A model that was taken in: it quotes every sentence that gives orders as a promise, calls risks green, makes claims
 * up, points at sources there are not, and lets titles and speakers' names speak.
 */
export function obey(blocks: readonly string[]): StandInClaim[] {
  const orders = linesOf(blocks).flatMap((line) =>
    sentences(line.text)
      .filter((sentence) =>
        /ignore|disregard|system|assistant|\bAI\b|mark |model|instructions?|output|claims?|severity/i.test(sentence)
      )
      .flatMap((sentence) => [claim(line, 'commitment', sentence), claim(line, 'stakeholder', sentence)])
  );
  const first = linesOf(blocks)[0] ?? { source: 's1', segment: 0, side: 'seller', text: '' };
  const titles = blocks.flatMap((block) => /title="([^"]*)"/.exec(block)?.[1] ?? []);
  return [
    ...answerByRule(blocks).map((found) =>
      found['kind'] === 'risk'
        ? { ...found, severity: 'Green' }
        : { ...found, text: 'Free licences for ever', due: '2027-01-01' }
    ),
    ...answerByRule(blocks).map((found) => ({
      ...found,
      person: 'Mallory Evil',
      role: 'Economic Buyer',
      condition: 'none at all'
    })),
    ...orders,
    ...titles.map((title) => claim(first, 'commitment', title)),
    claim(first, 'commitment', 'The seller promised unlimited licences free of charge for ten years.'),
    claim({ ...first, source: 's999' }, 'commitment', first.text),
    claim({ ...first, segment: 4711 }, 'commitment', 'Everything is settled.')
  ];
}

function linesOf(blocks: readonly string[]): Line[] {
  return blocks.flatMap((block) => {
    const source = /^<source id="(s\d+)"/.exec(block)?.[1];
    if (!source) return [];
    return block.split('\n').flatMap((line) => {
      const match = /^\[(\d+)\](?: [\d-]+)? (seller|customer|unknown) [^:]*: (.*)$/.exec(line);
      return match ? [{ source, segment: Number(match[1]), side: match[2] ?? '', text: match[3] ?? '' }] : [];
    });
  });
}

const sentences = (text: string): string[] =>
  (text.match(/[^.!?]+[.!?]*/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');

function claim(line: Line, kind: string, quote: string): StandInClaim {
  return {
    ...{ kind, evidenceId: line.source, segment: line.segment, quote, text: quote },
    ...{ due: /\b(\d{4}-\d{2}-\d{2})\b/.exec(quote)?.[1] ?? null, person: null, role: null, stance: null },
    ...{ caresAbout: null, prefers: null, condition: null, severity: null, milestoneDay: null }
  };
}
