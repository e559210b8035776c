import { nativeClass } from '../native.ts';
import { INTEGER, STRING } from '../types/types.ts';
import { ApexList, type ApexValue } from '../values.ts';
import { integer, list, set, text } from './args.ts';
import { javaRegExp } from './regex.ts';

function isBlank(value: ApexValue | undefined): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

/** `{0}` and doubled quotes, as `java.text.MessageFormat` reads them. */
function messageFormat(pattern: string, args: readonly string[]): string {
  let result = '';
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? '';
    if (character === "'") {
      const end = pattern.indexOf("'", index + 1);
      if (end === index + 1) result += "'";
      else result += pattern.slice(index + 1, end < 0 ? undefined : end);
      index = end < 0 ? pattern.length : end;
      continue;
    }
    const place = /^\{(\d+)\}/.exec(pattern.slice(index));
    if (place) {
      result += args[Number(place[1])] ?? place[0];
      index += place[0].length - 1;
    } else {
      result += character;
    }
  }
  return result;
}

/** Java's `split`: trailing empty parts are dropped unless a negative limit says otherwise. */
function split(source: string, pattern: RegExp, limit: number): string[] {
  const parts: string[] = [];
  let last = 0;
  for (const match of source.matchAll(new RegExp(pattern, 'g'))) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match.index === 0 && match[0] === '') continue;
    parts.push(source.slice(last, match.index));
    last = match.index + match[0].length;
  }
  parts.push(source.slice(last));
  while (limit === 0 && parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}

/** Java's hash of a text, as `String.hashCode` gives it. */
function javaHash(value: string): number {
  let hash = 0;
  for (let index = 0; index < value.length; index++) hash = (Math.imul(hash, 31) + value.charCodeAt(index)) | 0;
  return hash;
}

const texts = (values: readonly string[]): ApexList => new ApexList(STRING, [...values]);

export const string = nativeClass('String', {
  statics: {
    // "yyyy-MM-dd" (String Class, Apex Reference Guide); what is not known to be a Date carries its midnight along.
    'valueOf(Date):String': (ctx, [value]) =>
      value === null || value === undefined ? null : ctx.text(value).slice(0, 10),
    'valueOf(Object):String': (ctx, [value]) => (value === null || value === undefined ? null : ctx.text(value)),
    'isBlank(String):Boolean': (_ctx, [value]) => isBlank(value),
    'isNotBlank(String):Boolean': (_ctx, [value]) => !isBlank(value),
    'isEmpty(String):Boolean': (_ctx, [value]) => value === null || value === '',
    'isNotEmpty(String):Boolean': (_ctx, [value]) => value !== null && value !== '',
    'join(List<Object>,String):String': (ctx, [items, separator]) =>
      list(ctx, items)
        .items.map((item) => (item === null ? '' : ctx.text(item)))
        .join(text(ctx, separator)),
    'join(Set<Object>,String):String': (ctx, [items, separator]) =>
      [...set(ctx, items).entries.values()].map((item) => ctx.text(item)).join(text(ctx, separator)),
    'format(String,List<Object>):String': (ctx, [pattern, args]) =>
      messageFormat(
        text(ctx, pattern),
        list(ctx, args).items.map((item) => ctx.text(item))
      ),
    'escapeSingleQuotes(String):String': (ctx, [value]) => text(ctx, value).replace(/'/g, "\\'"),
    'fromCharArray(List<Integer>):String': (ctx, [codes]) =>
      String.fromCharCode(...list(ctx, codes).items.map((code) => integer(ctx, code)))
  },
  methods: {
    'length():Integer': (ctx, self) => text(ctx, self).length,
    'toLowerCase():String': (ctx, self) => text(ctx, self).toLowerCase(),
    'toUpperCase():String': (ctx, self) => text(ctx, self).toUpperCase(),
    'trim():String': (ctx, self) => text(ctx, self).trim(),
    'contains(String):Boolean': (ctx, self, [part]) => text(ctx, self).includes(text(ctx, part)),
    'containsIgnoreCase(String):Boolean': (ctx, self, [part]) =>
      text(ctx, self).toLowerCase().includes(text(ctx, part).toLowerCase()),
    'startsWith(String):Boolean': (ctx, self, [part]) => text(ctx, self).startsWith(text(ctx, part)),
    'startsWithIgnoreCase(String):Boolean': (ctx, self, [part]) =>
      text(ctx, self).toLowerCase().startsWith(text(ctx, part).toLowerCase()),
    'endsWith(String):Boolean': (ctx, self, [part]) => text(ctx, self).endsWith(text(ctx, part)),
    'endsWithIgnoreCase(String):Boolean': (ctx, self, [part]) =>
      text(ctx, self).toLowerCase().endsWith(text(ctx, part).toLowerCase()),
    'equals(String):Boolean': (ctx, self, [other]) => text(ctx, self) === other,
    'equalsIgnoreCase(String):Boolean': (ctx, self, [other]) =>
      typeof other === 'string' && text(ctx, self).toLowerCase() === other.toLowerCase(),
    'compareTo(String):Integer': (ctx, self, [other]) => {
      const [a, b] = [text(ctx, self), text(ctx, other)];
      return a < b ? -1 : a > b ? 1 : 0;
    },
    'hashCode():Integer': (ctx, self) => javaHash(text(ctx, self)),
    'toString():String': (ctx, self) => text(ctx, self),
    'indexOf(String):Integer': (ctx, self, [part]) => text(ctx, self).indexOf(text(ctx, part)),
    'indexOf(String,Integer):Integer': (ctx, self, [part, from]) =>
      text(ctx, self).indexOf(text(ctx, part), integer(ctx, from)),
    'lastIndexOf(String):Integer': (ctx, self, [part]) => text(ctx, self).lastIndexOf(text(ctx, part)),
    'charAt(Integer):Integer': (ctx, self, [index]) => text(ctx, self).charCodeAt(integer(ctx, index)),
    'substring(Integer):String': (ctx, self, [start]) => slice(ctx, text(ctx, self), integer(ctx, start)),
    'substring(Integer,Integer):String': (ctx, self, [start, end]) =>
      slice(ctx, text(ctx, self), integer(ctx, start), integer(ctx, end)),
    'substringBefore(String):String': (ctx, self, [part]) => {
      const index = text(ctx, self).indexOf(text(ctx, part));
      return index < 0 ? self : text(ctx, self).slice(0, index);
    },
    'substringAfter(String):String': (ctx, self, [part]) => {
      const index = text(ctx, self).indexOf(text(ctx, part));
      return index < 0 ? '' : text(ctx, self).slice(index + text(ctx, part).length);
    },
    'substringAfterLast(String):String': (ctx, self, [part]) => {
      const index = text(ctx, self).lastIndexOf(text(ctx, part));
      return index < 0 ? '' : text(ctx, self).slice(index + text(ctx, part).length);
    },
    'left(Integer):String': (ctx, self, [length]) => text(ctx, self).slice(0, Math.max(integer(ctx, length), 0)),
    'right(Integer):String': (ctx, self, [length]) =>
      integer(ctx, length) <= 0 ? '' : text(ctx, self).slice(-integer(ctx, length)),
    'mid(Integer,Integer):String': (ctx, self, [start, length]) =>
      text(ctx, self).substr(integer(ctx, start), integer(ctx, length)),
    'abbreviate(Integer):String': (ctx, self, [width]) => {
      const [value, most] = [text(ctx, self), integer(ctx, width)];
      if (most < 4) return ctx.raise('System.IllegalArgumentException', 'Minimum abbreviation width is 4');
      return value.length <= most ? value : `${value.slice(0, most - 3)}...`;
    },
    'capitalize():String': (ctx, self) => text(ctx, self).replace(/^./, (first) => first.toUpperCase()),
    'uncapitalize():String': (ctx, self) => text(ctx, self).replace(/^./, (first) => first.toLowerCase()),
    'leftPad(Integer):String': (ctx, self, [width]) => text(ctx, self).padStart(integer(ctx, width)),
    'leftPad(Integer,String):String': (ctx, self, [width, pad]) =>
      text(ctx, self).padStart(integer(ctx, width), text(ctx, pad)),
    'rightPad(Integer):String': (ctx, self, [width]) => text(ctx, self).padEnd(integer(ctx, width)),
    'repeat(Integer):String': (ctx, self, [times]) => text(ctx, self).repeat(Math.max(integer(ctx, times), 0)),
    'replace(String,String):String': (ctx, self, [from, to]) =>
      text(ctx, self).replaceAll(text(ctx, from), () => text(ctx, to)),
    'replaceAll(String,String):String': (ctx, self, [pattern, to]) =>
      text(ctx, self).replace(javaRegExp(ctx, text(ctx, pattern), 'g'), text(ctx, to)),
    'replaceFirst(String,String):String': (ctx, self, [pattern, to]) =>
      text(ctx, self).replace(javaRegExp(ctx, text(ctx, pattern), ''), text(ctx, to)),
    'remove(String):String': (ctx, self, [part]) => text(ctx, self).replaceAll(text(ctx, part), ''),
    'removeEnd(String):String': (ctx, self, [part]) =>
      text(ctx, self).endsWith(text(ctx, part)) ? text(ctx, self).slice(0, -text(ctx, part).length) : self,
    'removeStart(String):String': (ctx, self, [part]) =>
      text(ctx, self).startsWith(text(ctx, part)) ? text(ctx, self).slice(text(ctx, part).length) : self,
    'split(String):List<String>': (ctx, self, [pattern]) =>
      texts(split(text(ctx, self), javaRegExp(ctx, text(ctx, pattern), ''), 0)),
    'split(String,Integer):List<String>': (ctx, self, [pattern, limit]) =>
      texts(split(text(ctx, self), javaRegExp(ctx, text(ctx, pattern), ''), integer(ctx, limit))),
    'normalizeSpace():String': (ctx, self) => text(ctx, self).trim().replace(/\s+/g, ' '),
    'deleteWhitespace():String': (ctx, self) => text(ctx, self).replace(/\s+/g, ''),
    'reverse():String': (ctx, self) => [...text(ctx, self)].reverse().join(''),
    'countMatches(String):Integer': (ctx, self, [part]) => text(ctx, self).split(text(ctx, part)).length - 1,
    'isNumeric():Boolean': (ctx, self) => /^\d+$/.test(text(ctx, self)),
    'isAlpha():Boolean': (ctx, self) => /^\p{L}+$/u.test(text(ctx, self)),
    'isAlphanumeric():Boolean': (ctx, self) => /^[\p{L}\p{N}]+$/u.test(text(ctx, self)),
    'isWhitespace():Boolean': (ctx, self) => /^\s*$/.test(text(ctx, self)),
    'escapeHtml4():String': (ctx, self) =>
      text(ctx, self).replace(
        /[&<>"]/g,
        (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character
      ),
    'getChars():List<Integer>': (ctx, self) =>
      new ApexList(
        INTEGER,
        [...text(ctx, self)].map((character) => character.charCodeAt(0))
      ),
    'to15():String': (ctx, self) => text(ctx, self).slice(0, 15)
  }
});

function slice(ctx: Parameters<typeof text>[0], value: string, start: number, end = value.length): string {
  if (start < 0 || end > value.length || start > end)
    return ctx.raise('System.StringException', `Starting position out of bounds: ${start}`);
  return value.slice(start, end);
}
