import { decodeEntities } from './entities.ts';
import { cleanText } from './text.ts';

/** Their content is code, a form or another document, never something that was said. */
const NOT_TEXT = new Set(
  'script style head title template noscript svg math object embed iframe applet audio video canvas select textarea'.split(
    ' '
  )
);
/** Inside these a "<" is no tag: only their own end tag ends them. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noscript']);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const BLOCK = new Set(
  'address article aside blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' '
  )
);
/** What no reader sees, a favourite place for words meant for machines. */
const HIDDEN_STYLE =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d]))/i;
/** Layout tables use a font size of zero and set it again further in, so only in running text does it hide. */
const NO_SIZE = /font-size\s*:\s*0(?![.\d]*[1-9])/i;
const RUNNING_TEXT = new Set(['span', 'p', 'font', 'a', 'b', 'i', 'em', 'strong', 'small']);
/** How Gmail, Yahoo, Thunderbird, Outlook and Zendesk mark what is quoted or a signature. */
const NOT_OWN_WORDS =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|gmail_attr|gmail_signature|yahoo_quoted|moz-cite-prefix|moz-signature|protonmail_quote|protonmail_signature_block|zmail_extra|signature)(?:\s|$)/i;
/** From here on Outlook has only the earlier mail. */
const REST_IS_QUOTED = new Set(['divrplyfwdmsg', 'appendonsend', 'stopspelling', 'ymail_android_signature']);

interface Tag {
  name: string;
  closes: boolean;
  attributes: string;
  end: number;
}

/**
 * What a reader of an HTML mail sees, as plain text: no code, no hidden text, no quoted mails, no addresses of links.
 * Linear in its length, whatever the markup looks like; nothing is ever loaded.
 */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  /** The element whose content is left out, and how many of the same name are open in it. */
  let skipped: { name: string; depth: number } | null = null;
  let preformatted = 0;
  let at = 0;
  const add = (raw: string): void => {
    if (skipped === null && raw !== '') parts.push(preformatted > 0 ? raw : raw.replace(/\s+/g, ' '));
  };
  while (at < html.length) {
    const open = html.indexOf('<', at);
    add(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      if (close < 0) break;
      at = close + 3;
      continue;
    }
    const tag = readTag(html, open);
    if (tag === 'text') {
      add('<');
      at = open + 1;
      continue;
    }
    // An unfinished tag at the end is no text, as in a browser.
    if (tag === 'unfinished') break;
    at = tag.end;
    const { name, closes } = tag;
    if (skipped !== null) {
      if (name === skipped.name) skipped.depth += closes ? -1 : 1;
      // A paragraph ends where the next block begins, with or without an end tag.
      const isImplied: boolean = skipped.name === 'p' && !closes && BLOCK.has(name);
      if (skipped.depth > 0 && !isImplied) continue;
      skipped = null;
      if (!isImplied) continue;
    }
    if (!closes) {
      const { id, isHidden, isQuoted } = look(tag);
      if (id !== null && REST_IS_QUOTED.has(id)) break;
      if ((NOT_TEXT.has(name) || name === 'blockquote' || isHidden || isQuoted) && !VOID.has(name)) {
        if (BLOCK.has(name)) parts.push('\n');
        skipped = { name, depth: 1 };
        if (RAW.has(name)) {
          const close = lower.indexOf(`</${name}`, at);
          if (close < 0) break;
          at = close;
        }
        continue;
      }
    }
    if (name === 'pre') preformatted = Math.max(0, preformatted + (closes ? -1 : 1));
    if (name === 'br') parts.push('\n');
    else if (BLOCK.has(name)) parts.push('\n\n'.slice(name === 'li' || name === 'tr' || name === 'div' ? 1 : 0));
    else if (name === 'td' || name === 'th') parts.push(' ');
  }
  return cleanText(decodeEntities(parts.join('')));
}

/** Reads the tag at `<`, past quoted attribute values that hold a `>`. */
function readTag(html: string, open: number): Tag | 'text' | 'unfinished' {
  const first = html.charAt(open + 1);
  const closes = first === '/';
  if (first === '!' || first === '?' || (closes && !isLetter(html.charAt(open + 2)))) {
    const end = html.indexOf('>', open);
    return end < 0 ? 'unfinished' : { name: '!', closes: true, attributes: '', end: end + 1 };
  }
  const start = closes ? open + 2 : open + 1;
  if (!isLetter(html.charAt(start))) return 'text';
  let at = start;
  while (at < html.length && !/[\s/>]/.test(html.charAt(at))) at++;
  const name = html.slice(start, at).toLowerCase();
  const from = at;
  let quote = '';
  for (; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return { name, closes, attributes: html.slice(from, at), end: at + 1 };
    // Only after "=" does a quote begin a value.
    else if ((character === '"' || character === "'") && /=\s{0,9}$/.test(html.slice(Math.max(from, at - 10), at)))
      quote = character;
  }
  return 'unfinished';
}

function isLetter(character: string): boolean {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/** The few attributes that say whether anybody sees the element and whose words it holds. */
function look({ name: element, attributes }: Tag): { id: string | null; isHidden: boolean; isQuoted: boolean } {
  if (attributes.length < 6) return { id: null, isHidden: false, isQuoted: false };
  const values = new Map<string, string>();
  for (const [, name = '', double, single, bare] of attributes
    .slice(0, 4000)
    .matchAll(/([a-zA-Z-]{1,40})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g))
    if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  const style = values.get('style') ?? '';
  const id = values.get('id')?.toLowerCase().replace(/^x_+/, '') ?? null;
  return {
    id,
    isHidden: values.has('hidden') || HIDDEN_STYLE.test(style) || (RUNNING_TEXT.has(element) && NO_SIZE.test(style)),
    isQuoted: NOT_OWN_WORDS.test(values.get('class') ?? '') || id === 'signature' || id === 'mail-signature'
  };
}
