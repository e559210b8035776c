/** Finds a model's quote in what was really sent. Exactly, but for white space and the variants of typography. */

interface Normal {
  text: string;
  /** Offsets in the original of each unit of `text`. */
  starts: readonly number[];
  ends: readonly number[];
}

const VARIANTS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '‹': '<',
  '›': '>',
  ﬁ: 'fi',
  ﬂ: 'fl'
};

/** White space runs become one space, typographic variants their plain form, with the way back. Linear. */
function normalise(text: string): Normal {
  const plain: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (shown: string, index: number): void => {
    plain.push(shown);
    starts.push(index);
    ends.push(index + 1);
  };
  for (let index = 0; index < text.length; index++) {
    const unit = text[index] ?? '';
    if (!/\s/.test(unit)) for (const shown of VARIANTS[unit] ?? unit) add(shown, index);
    else if (plain.at(-1) === ' ') ends[ends.length - 1] = index + 1;
    else add(' ', index);
  }
  return { text: plain.join(''), starts, ends };
}

const WORD = /[\p{L}\p{N}]/u;

/** Remembers the normal form of the texts it searched: many quotes come from one long segment. */
export class QuoteFinder {
  readonly #normals = new Map<string, Normal>();

  /**
   * Where a quote stands, in UTF-16 units of the text. The first place counts. A quote that begins or ends inside a
   * word does not stand there: "we can" is not a quote of "we cannot".
   */
  find(text: string, quote: string): [start: number, end: number] | null {
    const wanted = normalise(quote).text.trim();
    if (wanted === '') return null;
    let normal = this.#normals.get(text);
    if (!normal) this.#normals.set(text, (normal = normalise(text)));
    for (let at = normal.text.indexOf(wanted); at >= 0; at = normal.text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (splitsWord(normal.text, at) || splitsWord(normal.text, end)) continue;
      return [normal.starts[at] ?? 0, normal.ends[end - 1] ?? 0];
    }
    return null;
  }
}

/** An apostrophe inside a word counts: "we can" is not a quote of "we can't" either. */
function splitsWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at] ?? '';
  if (after === "'" && WORD.test(before)) return WORD.test(text[at + 1] ?? '');
  return WORD.test(before) && WORD.test(after);
}

/** How far a sentence is looked for on either side, in UTF-16 units. */
const REACH = 400;

/**
 * The sentence (or line) that a span lies in, without the white space around it. A mark ends one if white space follows
 * and no abbreviation stands before it; small letters may follow, as people write in chats. Talk without marks has no
 * sentences: there it is what stands within reach.
 */
export function sentenceAround(text: string, start: number, end: number): [start: number, end: number] {
  const first = Math.max(0, start - REACH);
  const last = Math.min(text.length, end + REACH);
  let from = start;
  while (from > first && !endsSentence(text, from - 1)) from--;
  let to = Math.max(end, start + 1);
  while (to < last && !endsSentence(text, to - 1)) to++;
  while (from < start && /\s/.test(text[from] ?? '')) from++;
  while (to > end && /\s/.test(text[to - 1] ?? '')) to--;
  return [from, to];
}

const ABBREVIATION =
  /(?:^|[\s(])(?:\p{L}|Mr|Mrs|Ms|Dr|Prof|St|vs|approx|ca|incl|excl|etc|min|max|e\.g|i\.e|z\.B|No|Nr|Inc|Ltd)$/iu;

function endsSentence(text: string, at: number): boolean {
  const mark = text[at] ?? '';
  if (mark === '\n') return true;
  if (mark !== '.' && mark !== '!' && mark !== '?') return false;
  if (!/\s/.test(text[at + 1] ?? '')) return false;
  return mark !== '.' || !ABBREVIATION.test(text.slice(Math.max(0, at - 8), at));
}
