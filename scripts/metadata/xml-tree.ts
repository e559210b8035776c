import { XMLParser } from 'fast-xml-parser';

/** An XML element, with the line it starts on. The local org's reader keeps no places for what is inside a file. */
export interface Element {
  name: string;
  line: number;
  children: Element[];
  text: string;
}

/** What the parser gives with `preserveOrder`: one key for the element's name, and perhaps `:@` for its attributes. */
type Ordered = Record<string, unknown>;

const PLACE: unique symbol = XMLParser.getMetaDataSymbol() as never; // Declared as `Symbol`, which indexes nothing.
const PARSER = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true
});

/** The root element of well-formed XML, or undefined without one. */
export function readElements(xml: string): Element | undefined {
  const lineStarts = [...xml.matchAll(/\n/g)].map(({ index }) => index);
  const lineAt = (offset: number): number => {
    let [low, high] = [0, lineStarts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lineStarts[middle] ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
  return elements(PARSER.parse(xml) as Ordered[], lineAt)[0]; // The parser's own declaration says `any`.
}

function elements(nodes: readonly Ordered[], lineAt: (offset: number) => number): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = node[name] as Ordered[]; // With `preserveOrder`, always a list.
    const place = (node as { [PLACE]?: { startIndex?: number } })[PLACE]; // Under a symbol no index type covers.
    return {
      name,
      line: lineAt(place?.startIndex ?? 0),
      children: elements(inner, lineAt),
      text: inner.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('')
    };
  });
}
