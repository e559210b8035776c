import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { OrgError } from '../org/errors.ts';

/** A problem in a metadata file, always with `path:line`. */
export class MetadataError extends OrgError {
  override readonly name = 'MetadataError';

  constructor(problems: readonly string[]) {
    super('INVALID_METADATA', problems.join('\n'));
  }
}

export type XmlNode = { readonly [element: string]: XmlNode | string | readonly (XmlNode | string)[] };

/** One metadata file: its root element as plain data, and where things stand in it. */
export class XmlFile {
  readonly path: string;
  readonly rootName: string;
  readonly root: XmlNode;
  readonly #text: string;

  constructor(project: string, path: string) {
    this.path = relative(project, path);
    this.#text = readFileSync(path, 'utf8');
    const valid = XMLValidator.validate(this.#text);
    if (valid !== true)
      throw new MetadataError([`${this.path}:${valid.err.line} This is no well-formed XML: ${valid.err.msg}`]);
    const parsed: Record<string, unknown> = PARSER.parse(this.#text);
    const [rootName, root] = Object.entries(parsed).find(([name]) => name !== '?xml') ?? [];
    if (rootName === undefined) throw new MetadataError([`${this.path}:1 The file is empty`]);
    this.rootName = rootName;
    this.root = isNode(root) ? root : {};
  }

  /** `path:line` of the first place that holds this text, or of the file. */
  at(text?: string): string {
    const index = text === undefined ? -1 : this.#text.indexOf(text);
    const line = index < 0 ? 1 : this.#text.slice(0, index).split('\n').length;
    return `${this.path}:${line}`;
  }

  /** @throws {MetadataError} when an element of `node` is not among those this org understands */
  allow(node: XmlNode, known: readonly string[]): void {
    for (const element of Object.keys(node)) {
      if (!known.includes(element) && !element.startsWith('@')) {
        throw new MetadataError([
          `${this.at(`<${element}>`)} <${element}> in ${this.rootName} is not supported by the local org`
        ]);
      }
    }
  }
}

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true
});

export function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Child elements of a name, none or many. */
export function nodes(parent: XmlNode, name: string): XmlNode[] {
  const value = parent[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

/** Texts of all child elements of a name. */
export function texts(parent: XmlNode, name: string): string[] {
  const value = parent[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((entry: XmlNode | string) => textOf(entry));
}

export function text(parent: XmlNode, name: string): string | undefined {
  return texts(parent, name)[0];
}

export function flag(parent: XmlNode, name: string): boolean {
  return text(parent, name) === 'true';
}

function textOf(value: XmlNode | string): string {
  if (typeof value === 'string') return value;
  const own = value['#text'];
  return typeof own === 'string' ? own : '';
}
