/**
 * Compiles phrases into one trie over words, so that all of them are looked for in one pass.
 *
 * A phrase is words as {@link wordsOf} gives them: `(a|b)` is either, `(a|)` is optional, `_` is any one word, `~` is up
 * to three words, `#` is a word that begins with a digit, `@name` is any word of a class.
 */
export interface Matcher {
  /** Calls back for every phrase found: index of its cue, first word, first word after it. */
  match(words: readonly string[], found: (cue: number, from: number, to: number) => void): void;
  /** Only the phrases that begin at one word. */
  matchAt(words: readonly string[], from: number, found: (cue: number, from: number, to: number) => void): void;
}

interface Node {
  /** Null where no phrase goes on with a certain word: most nodes are ends. */
  next: Map<string, Node> | null;
  any: Node | null;
  number: Node | null;
  classes: { words: ReadonlySet<string>; then: Node }[] | null;
  cues: number[];
}

/** No phrase is longer, counting the words its wild cards stand for. */
const LONGEST = 16;

function node(): Node {
  return { next: null, any: null, number: null, classes: null, cues: [] };
}

/** All ways to read a phrase's alternatives, each once. */
export function expand(phrase: string): string[] {
  let at = 0;
  const alternatives = (): string[] => {
    const all: string[] = [];
    let current = [''];
    while (at < phrase.length && phrase[at] !== ')') {
      const char = phrase[at] ?? '';
      if (char === '|') {
        at++;
        all.push(...current);
        current = [''];
      } else if (char === '(') {
        at++;
        const inner = alternatives();
        if (phrase[at++] !== ')') throw new Error(`Phrase with an open bracket: ${phrase}`);
        current = current.flatMap((before) => inner.map((after) => before + after));
      } else {
        const start = at;
        while (at < phrase.length && !'(|)'.includes(phrase[at] ?? '')) at++;
        const plain = phrase.slice(start, at);
        current = current.map((before) => before + plain);
      }
    }
    return [...all, ...current];
  };
  const expanded = alternatives();
  if (at < phrase.length) throw new Error(`Phrase with a bracket too many: ${phrase}`);
  return [...new Set(expanded.map((each) => each.replace(/\s+/g, ' ').trim()))];
}

/** @throws {Error} when a phrase has an open bracket, or begins with a wild card */
export function compile(
  cues: readonly (readonly string[])[],
  classes: Readonly<Record<string, ReadonlySet<string>>> = {}
): Matcher {
  const root = node();
  cues.forEach((phrases, cue) => {
    for (const phrase of phrases.flatMap(expand)) {
      if (/^[_~@]/.test(phrase) || phrase === '') throw new Error(`Phrase without a first word: ${phrase}`);
      insert(root, phrase.split(' '), 0, cue, classes);
    }
  });
  const matchAt: Matcher['matchAt'] = (words, from, found) => {
    const word = words[from] ?? '';
    const exact = root.next?.get(word);
    if (exact !== undefined) walk(exact, words, from, from + 1, found);
    if (root.number !== null && isNumber(word)) walk(root.number, words, from, from + 1, found);
  };
  return {
    match(words, found): void {
      for (let from = 0; from < words.length; from++) matchAt(words, from, found);
    },
    matchAt
  };
}

function insert(
  at: Node,
  parts: readonly string[],
  index: number,
  cue: number,
  classes: Readonly<Record<string, ReadonlySet<string>>>
): void {
  const part = parts[index];
  if (part === undefined) {
    if (!at.cues.includes(cue)) at.cues.push(cue);
    return;
  }
  if (part === '~') {
    let current = at;
    insert(current, parts, index + 1, cue, classes);
    for (let count = 0; count < 3; count++) {
      current.any ??= node();
      current = current.any;
      insert(current, parts, index + 1, cue, classes);
    }
    return;
  }
  insert(part.startsWith('@') ? classChild(at, part, classes) : child(at, part), parts, index + 1, cue, classes);
}

function classChild(at: Node, part: string, classes: Readonly<Record<string, ReadonlySet<string>>>): Node {
  const words = classes[part.slice(1)];
  if (words === undefined) throw new Error(`Phrase with an unknown class: ${part}`);
  at.classes ??= [];
  const existing = at.classes.find((each) => each.words === words);
  if (existing !== undefined) return existing.then;
  const then = node();
  at.classes.push({ words, then });
  return then;
}

function child(at: Node, part: string): Node {
  if (part === '_') return (at.any ??= node());
  if (part === '#') return (at.number ??= node());
  at.next ??= new Map();
  const existing = at.next.get(part);
  if (existing !== undefined) return existing;
  const made = node();
  at.next.set(part, made);
  return made;
}

function walk(
  at: Node,
  words: readonly string[],
  from: number,
  index: number,
  found: (cue: number, from: number, to: number) => void
): void {
  for (const cue of at.cues) found(cue, from, index);
  if (index >= words.length || index - from >= LONGEST) return;
  const word = words[index] ?? '';
  if (at.next !== null) {
    const exact = at.next.get(word);
    if (exact !== undefined) walk(exact, words, from, index + 1, found);
  }
  if (at.classes !== null)
    for (const each of at.classes) if (each.words.has(word)) walk(each.then, words, from, index + 1, found);
  if (at.number !== null && isNumber(word)) walk(at.number, words, from, index + 1, found);
  if (at.any !== null) walk(at.any, words, from, index + 1, found);
}

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}
