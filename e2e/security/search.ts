/** Every way in which a text turns up somewhere: as it is, escaped, encoded, and as bytes that were listed. */
export function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  // Base64 depends on where in a group of three bytes the text begins; the edges belong to its neighbours.
  const base64 = [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const inner = padded.slice(offset === 0 ? 0 : 4, -4);
    return inner.length < 12 ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const json = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([text, json, JSON.stringify(json).slice(1, -1), encodeURIComponent(text), bytes.toString('hex')]),
    [...bytes].join(','),
    [...bytes].join(', '),
    ...base64
  ];
}

/** Which of the texts are in it, each with what stands around. */
export function findings(haystack: string, needles: Iterable<string>): string[] {
  return [...needles].flatMap((needle) => {
    const at = formsOf(needle).map((form) => haystack.indexOf(form));
    const [first] = at.filter((index) => index >= 0);
    return first === undefined ? [] : [`${needle}: …${haystack.slice(Math.max(0, first - 200), first + 200)}…`];
  });
}
