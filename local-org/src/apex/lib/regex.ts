import { type NativeContext, nativeClass } from '../native.ts';
import { typeOf } from '../types/types.ts';
import { NativeObject } from '../values.ts';
import { integer, state, text } from './args.ts';

/**
 * A Java pattern as a JavaScript one. What reads the same in both passes; what does not is refused.
 *
 * @throws the Apex exception for a pattern this org cannot run
 */
export function javaRegExp(ctx: NativeContext, pattern: string, flags: string): RegExp {
  if (/\(\?[<>]?[>]|[*+?}]\+|\\[GQEZ]|\[[^\]]*&&/.test(pattern)) {
    return ctx.raise('System.StringException', `The pattern ${pattern} is not supported by the local org`);
  }
  // JavaScript folds case by Unicode wherever it ignores it: Java's u asks for that.
  const inline = /^\(\?([imsu]+)\)/.exec(pattern);
  const source = (inline ? pattern.slice(inline[0].length) : pattern)
    .replace(/\\h/g, '[ \\t]')
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\\p\{(Alpha|Digit|Alnum|Punct|Space|Upper|Lower)\}/g, (_whole, name: string) => POSIX[name] ?? '')
    // Java lets any character that means nothing be escaped; JavaScript's unicode mode does not.
    .replace(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, '$1');
  try {
    return new RegExp(source, `${flags}u${(inline?.[1] ?? '').replace('u', '')}`);
  } catch {
    return ctx.raise('System.StringException', `Invalid regex: ${pattern}`);
  }
}

const POSIX: Readonly<Record<string, string>> = {
  Alpha: '\\p{L}',
  Digit: '\\d',
  Alnum: '\\p{L}\\p{N}',
  Punct: '\\p{P}',
  Space: '\\s',
  Upper: '\\p{Lu}',
  Lower: '\\p{Ll}'
};

interface PatternState {
  pattern: string;
}

interface MatcherState {
  regExp: RegExp;
  source: string;
  found: RegExpExecArray | null;
}

const isPattern = (value: unknown): value is PatternState =>
  typeof value === 'object' && value !== null && 'pattern' in value;
const isMatcher = (value: unknown): value is MatcherState =>
  typeof value === 'object' && value !== null && 'regExp' in value;

export const pattern = nativeClass('Pattern', {
  statics: {
    'compile(String):Pattern': (ctx, [source]) => {
      javaRegExp(ctx, text(ctx, source), '');
      return new NativeObject(typeOf('Pattern'), { pattern: text(ctx, source) } satisfies PatternState);
    },
    'matches(String,String):Boolean': (ctx, [source, value]) =>
      javaRegExp(ctx, `^(?:${text(ctx, source)})$`, '').test(text(ctx, value)),
    'quote(String):String': (ctx, [source]) => text(ctx, source).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  },
  methods: {
    'matcher(String):Matcher': (ctx, self, [value]) => {
      const regExp = javaRegExp(ctx, state(ctx, self, isPattern).pattern, 'g');
      return new NativeObject(typeOf('Matcher'), {
        regExp,
        source: text(ctx, value),
        found: null
      } satisfies MatcherState);
    },
    'pattern():String': (ctx, self) => state(ctx, self, isPattern).pattern
  }
});

function group(ctx: NativeContext, matcher: MatcherState, index: number): string | null {
  if (!matcher.found) return ctx.raise('System.StringException', 'No match found');
  return matcher.found[index] ?? null;
}

export const matcher = nativeClass('Matcher', {
  methods: {
    'find():Boolean': (ctx, self) => {
      const matching = state(ctx, self, isMatcher);
      matching.found = matching.regExp.exec(matching.source);
      return matching.found !== null;
    },
    'matches():Boolean': (ctx, self) => {
      const matching = state(ctx, self, isMatcher);
      matching.found = new RegExp(`^(?:${matching.regExp.source})$`, matching.regExp.flags.replace('g', '')).exec(
        matching.source
      );
      return matching.found !== null;
    },
    'group():String': (ctx, self) => group(ctx, state(ctx, self, isMatcher), 0),
    'group(Integer):String': (ctx, self, [index]) => group(ctx, state(ctx, self, isMatcher), integer(ctx, index)),
    'groupCount():Integer': (ctx, self) => (state(ctx, self, isMatcher).found?.length ?? 1) - 1,
    'start():Integer': (ctx, self) => state(ctx, self, isMatcher).found?.index ?? -1,
    'end():Integer': (ctx, self) => {
      const { found } = state(ctx, self, isMatcher);
      return found ? found.index + found[0].length : -1;
    },
    'replaceAll(String):String': (ctx, self, [to]) =>
      state(ctx, self, isMatcher).source.replace(state(ctx, self, isMatcher).regExp, text(ctx, to))
  }
});
