/**
 * Compiles phrases into one trie over words, so that all of them are looked for in one pass.
 *
 * A phrase is words as {@link wordsOf} gives them: `(a|b)` is either, `(a|)` is optional, `_` is any one word, `~` is up
 * to three words, `#` is a word that begins with a digit.
 */
export interface Matcher {
  /** Calls back for every phrase found: index of its cue, first word, first word after it. */
  match(words: readonly string[], found: (cue: number, from: number, to: number) => void): void;
}

interface Node {
  next: Map<string, Node>;
  any: Node | null;
  number: Node | null;
  cues: number[];
}

/** No phrase is longer, counting the words its wild cards stand for. */
const LONGEST = 16;

function node(): Node {
  return { next: new Map(), any: null, number: null, cues: [] };
}

/** All ways to read a phrase's alternatives, innermost brackets first. */
export function expand(phrase: string): string[] {
  const close = phrase.indexOf(')');
  const open = phrase.lastIndexOf('(', close < 0 ? 0 : close);
  if (close < 0 && !phrase.includes('(')) return [phrase.replace(/\s+/g, ' ').trim()];
  if (close < 0 || open < 0) throw new Error(`Phrase with a bracket too many: ${phrase}`);
  const [before, after] = [phrase.slice(0, open), phrase.slice(close + 1)];
  return phrase
    .slice(open + 1, close)
    .split('|')
    .flatMap((each) => expand(`${before}${each}${after}`));
}

/** @throws {Error} when a phrase has an open bracket, or begins with a wild card */
export function compile(cues: readonly (readonly string[])[]): Matcher {
  const root = node();
  cues.forEach((phrases, cue) => {
    for (const phrase of phrases.flatMap(expand)) {
      if (/^[_~]/.test(phrase) || phrase === '') throw new Error(`Phrase without a first word: ${phrase}`);
      insert(root, phrase.split(' '), 0, cue);
    }
  });
  return {
    match(words, found): void {
      for (let from = 0; from < words.length; from++) {
        const word = words[from] ?? '';
        const exact = root.next.get(word);
        if (exact !== undefined) walk(exact, words, from, from + 1, found);
        if (root.number !== null && isNumber(word)) walk(root.number, words, from, from + 1, found);
      }
    }
  };
}

function insert(at: Node, parts: readonly string[], index: number, cue: number): void {
  const part = parts[index];
  if (part === undefined) {
    if (!at.cues.includes(cue)) at.cues.push(cue);
    return;
  }
  if (part === '~') {
    let current = at;
    insert(current, parts, index + 1, cue);
    for (let count = 0; count < 3; count++) {
      current.any ??= node();
      current = current.any;
      insert(current, parts, index + 1, cue);
    }
    return;
  }
  insert(child(at, part), parts, index + 1, cue);
}

function child(at: Node, part: string): Node {
  if (part === '_') return (at.any ??= node());
  if (part === '#') return (at.number ??= node());
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
  const exact = at.next.get(word);
  if (exact !== undefined) walk(exact, words, from, index + 1, found);
  if (at.number !== null && isNumber(word)) walk(at.number, words, from, index + 1, found);
  if (at.any !== null) walk(at.any, words, from, index + 1, found);
}

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}
