import { XMLParser } from 'fast-xml-parser';

/** What the parser gives with `preserveOrder`: one key for the element's name, and perhaps `:@` for its attributes. */
type Ordered = Record<string, unknown>;

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true
});

/**
 * Metadata XML as one line for each element: its path, attributes and text. What means nothing there is gone: the
 * declaration, white space around texts, comments, and how elements of different names are mixed. Elements of one name
 * keep their order, which is that of columns, values and components; only labels have none, and the CLI sorts them anew.
 */
export function canonicalXml(xml: string): string {
  const nodes = PARSER.parse(xml) as Ordered[]; // The parser's own declaration says `any`.
  return linesOf(nodes, '').join('\n');
}

function linesOf(nodes: readonly Ordered[], above: string): string[] {
  const elements = nodes.flatMap((node): Canonical[] => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = node[name] as Ordered[]; // With `preserveOrder`, always a list.
    const text = inner.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('');
    const path = `${above}/${name}${attributesOf(node)}`;
    return [{ name, lines: [text === '' ? path : `${path} ${text}`, ...linesOf(inner, path)] }];
  });
  return elements.sort(compare).flatMap(({ lines }) => lines);
}

interface Canonical {
  name: string;
  lines: string[];
}

function compare(a: Canonical, b: Canonical): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.name === 'labels' ? a.lines.join().localeCompare(b.lines.join()) : 0;
}

function attributesOf(node: Ordered): string {
  const attributes = Object.entries((node[':@'] ?? {}) as Record<string, unknown>); // An object where it is there.
  return attributes
    .map(([name, value]) => `[${name}=${String(value)}]`)
    .sort()
    .join('');
}
