/** A text as normalised words, each knowing where it stands in the source. Arrays of equal length. */
export interface Words {
  /**
   * Lower case, contractions opened ("won't" is "will", "not"), fillers, broken-off words and stammered repeats left
   * out. Signs that mean something (%, $, €, £) are words.
   */
  readonly words: string[];
  /** UTF-16 offsets of each word; both halves of a contraction have the offsets of the whole. */
  readonly starts: number[];
  readonly ends: number[];
  /** Whether a word stands between quotation marks. */
  readonly quoted: boolean[];
}

const CONTRACTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "won't": 'will not',
    wont: 'will not',
    "can't": 'can not',
    cant: 'can not',
    cannot: 'can not',
    "shan't": 'shall not',
    "ain't": 'is not',
    dont: 'do not',
    doesnt: 'does not',
    didnt: 'did not',
    isnt: 'is not',
    wasnt: 'was not',
    havent: 'have not',
    couldnt: 'could not',
    wouldnt: 'would not',
    shouldnt: 'should not',
    im: 'i am',
    ive: 'i have',
    youll: 'you will',
    youre: 'you are',
    gonna: 'going to',
    gotta: 'got to',
    wanna: 'want to',
    hafta: 'have to',
    "let's": 'let us',
    lets: 'let us',
    dunno: 'do not know',
    "i'm": 'i am',
    pls: 'please',
    plz: 'please',
    cuz: 'because',
    yep: 'yes',
    yeah: 'yes',
    yup: 'yes',
    nope: 'no',
    nah: 'no',
    ok: 'okay'
  }).map(([from, to]): [string, readonly string[]] => [from, to.split(' ')])
);

/** What some words are read as; fillers as nothing. One look-up a word. */
const READ_AS: ReadonlyMap<string, readonly string[]> = new Map([
  ...CONTRACTIONS,
  ...'uh um eh er erm uhm hm hmm mm mmm ah mhm'.split(' ').map((filler): [string, readonly string[]] => [filler, []])
]);

const ENDINGS: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'ll", 'will'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'d", 'would'],
  ["'m", 'am'],
  ["'s", "'s"]
];

/** After these an 's is short for "is", not a possessive. */
const TAKES_IS = new Set(
  "it's that's there's what's here's he's she's who's where's how's this's everything's something's".split(' ')
);

const SIGNS = new Map([
  [37, '%'],
  [36, '$'],
  [0x20ac, '€'],
  [163, '£']
]);

const LETTER = 1;
const DIGIT = 2;

/** Classes of the first 128 characters. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) ? LETTER : code >= 48 && code <= 57 ? DIGIT : 0
);

function classOf(code: number): number {
  if (code < 128) return ASCII[code] ?? 0;
  // Letters of other scripts and surrogates; not punctuation, spaces, signs and zero-width characters.
  if (!(code >= 0xc0) || code === 0xd7 || code === 0xf7) return 0;
  return (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    code >= 0xfe00
    ? 0
    : LETTER;
}

/** Lower case without changing offsets: a character whose lower case is longer stays as it is. */
export function lowerSameLength(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let result = '';
  for (const unit of text) {
    const small = unit.toLowerCase();
    result += small.length === unit.length ? small : unit;
  }
  return result;
}

/** Takes a text apart in one pass. */
export function wordsOf(text: string): Words {
  const lower = lowerSameLength(text);
  const out: Words = { words: [], starts: [], ends: [], quoted: [] };
  let quoted = false;
  let index = 0;
  while (index < lower.length) {
    const code = lower.charCodeAt(index);
    const kind = classOf(code);
    if (kind === 0) {
      if (code === 34 || code === 0x201c || code === 0x201d || code === 0x201e || code === 0xab || code === 0xbb)
        quoted = code === 34 ? !quoted : code === 0x201c ? !quoted : code === 0x201e || code === 0xab;
      // A paragraph ends a quotation that was never closed.
      else if (code === 10 && lower.charCodeAt(index + 1) === 10) quoted = false;
      const sign = SIGNS.get(code);
      if (sign !== undefined) push(out, sign, index, index + 1, quoted);
      index++;
      continue;
    }
    const start = index;
    while (index < lower.length && (classOf(lower.charCodeAt(index)) > 0 || inner(lower, index))) index++;
    if (kind === LETTER && brokenOff(lower, start, index)) continue;
    add(out, lower.slice(start, index), start, index, quoted);
  }
  return out;
}

/** A word broken off in speech: "w- we will". */
function brokenOff(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(end) !== 45 || end - start > 6) return false;
  const after = text.charCodeAt(end + 1);
  return after !== 45 && classOf(after) === 0;
}

/** An apostrophe between letters, or a point or comma between digits, belongs to the word. */
function inner(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  const next = classOf(text.charCodeAt(index + 1));
  if (code === 39 || code === 0x2019) return next === LETTER;
  return (code === 46 || code === 44) && next === DIGIT && classOf(text.charCodeAt(index - 1)) === DIGIT;
}

function add(out: Words, raw: string, start: number, end: number, quoted: boolean): void {
  const word = raw.includes('’') ? raw.replaceAll('’', "'") : raw;
  const opened = READ_AS.get(word);
  if (opened !== undefined) {
    for (const each of opened) push(out, each, start, end, quoted);
  } else if (word.includes("'")) {
    const ending = ENDINGS.find(([suffix]) => word.endsWith(suffix) && word.length > suffix.length);
    push(out, ending === undefined ? word : word.slice(0, -ending[0].length), start, end, quoted);
    if (ending !== undefined)
      push(out, ending[1] === "'s" && TAKES_IS.has(word) ? 'is' : ending[1], start, end, quoted);
  } else push(out, word, start, end, quoted);
}

/** Adds a word; one said twice in a row, or a pair said twice ("I'll I'll"), counts once. */
function push(out: Words, word: string, start: number, end: number, quoted: boolean): void {
  const { words, starts, ends } = out;
  const count = words.length;
  if (count > 0 && words[count - 1] === word && start - (ends[count - 1] ?? 0) <= 1) {
    ends[count - 1] = end;
    return;
  }
  if (
    count > 2 &&
    words[count - 2] === word &&
    words[count - 1] === words[count - 3] &&
    start - (ends[count - 1] ?? 0) <= 1
  ) {
    // The pair before this one ends here: drop its second half, and count the first as said now.
    words.length = starts.length = ends.length = out.quoted.length = count - 1;
    ends[count - 2] = end;
    return;
  }
  words.push(word);
  starts.push(start);
  ends.push(end);
  out.quoted.push(quoted);
}
