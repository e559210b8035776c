/** Words of a text, scanned by character code, because every text of a handoff is asked for them. */

/**
 * Letters and digits of any script, and apostrophes inside words. Beyond ASCII, what stands among the symbols of
 * Unicode (dashes, currencies, arrows, emoji) is no letter.
 */
function isWordCode(code: number): boolean {
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 39;
  if (code < 0x2000) return code !== 0xa0 && code !== 0xab && code !== 0xbb && code !== 0xb7;
  return code === 0x2019 || (code >= 0x3040 && (code < 0xd800 || code > 0xdfff));
}

/**
 * Calls back for each word, in lower case, until it is told to stop. An apostrophe is part of its word.
 *
 * @param visit gets a word, and answers true to stop
 */
export function eachWord(text: string, visit: (word: string) => boolean): void {
  const lower = text.toLowerCase();
  let start = -1;
  for (let index = 0; index <= lower.length; index++) {
    const inside = index < lower.length && isWordCode(lower.charCodeAt(index));
    if (inside && start < 0) start = index;
    if (!inside && start >= 0) {
      if (visit(lower.slice(start, index))) return;
      start = -1;
    }
  }
}

/** Counts words, but not beyond a number: whether a text has eight of them is soon known. */
export function wordCount(text: string, atMost = Number.POSITIVE_INFINITY): number {
  let count = 0;
  let inside = false;
  for (let index = 0; index < text.length && count < atMost; index++) {
    const now = isWordCode(text.charCodeAt(index));
    if (now && !inside) count++;
    inside = now;
  }
  return count;
}

/** Lower case, letters and digits only, single spaces: "N/A." and "n / a" become the same. */
export function normalize(text: string): string {
  const words: string[] = [];
  eachWord(text, (word) => {
    words.push(word);
    return false;
  });
  const joined = words.join(' ');
  return joined.includes("'") || joined.includes('’') ? joined.replace(/['’]/g, '').trim() : joined;
}

/** The beginning of a text, to name a line by. */
export function excerpt(text: string): string {
  // What lies far behind is not shown, so it need not be read.
  const plain = text.slice(0, 400).replace(/\s+/g, ' ').trim();
  return plain.length <= 48 ? plain : `${plain.slice(0, 47).trimEnd()}…`;
}
