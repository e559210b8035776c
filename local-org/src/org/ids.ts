const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id: three letters that say which of the fifteen are capitals. */
export function to18(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let position = 0; position < 5; position++) {
      const character = id15[block * 5 + position] ?? '';
      if (character >= 'A' && character <= 'Z') bits |= 1 << position;
    }
    suffix += SUFFIX[bits];
  }
  return id15 + suffix;
}

/** Whether a text has the form of an id, with a suffix that fits where it has one. */
export function isId(text: string): boolean {
  if (!/^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(text)) return false;
  return text.length === 15 || to18(text.slice(0, 15)) === text;
}

/** Ids in their 18-character form; anything else unchanged. */
export function normalizeId(text: string): string {
  return text.length === 15 && isId(text) ? to18(text) : text;
}

/** An id of a record that came with the org: the same on every start, below the range of new records. */
export function seededId(prefix: string, index: number): string {
  return to18(prefix + String(index).padStart(12, '0'));
}

/** Hands out ids of new records. */
export class IdGenerator {
  #next = 36 ** 4;

  next(prefix: string): string {
    // `A0` where the platform puts the instance, so that new ids never meet seeded ones.
    return to18(`${prefix}A0${(this.#next++).toString(36).padStart(10, '0')}`);
  }
}
