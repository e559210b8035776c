import { type NativeContext, nativeClass } from '../native.ts';
import { localeTag, shortDateOptions } from '../../org/locale.ts';
import { textOfDatetime } from '../semantics/operations.ts';
import { ApexDate, ApexDatetime, type ApexValue } from '../values.ts';
import { date, datetime, integer, text } from './args.ts';

const DAY_MS = 86_400_000;

function fromParts(year: number, month: number, day: number): ApexDate {
  return new ApexDate(Math.floor(Date.UTC(year, month - 1, day) / DAY_MS));
}

function js(value: ApexDate): Date {
  return new Date(value.days * DAY_MS);
}

/** Months later, on the same day or the month's last. */
function addMonths(value: ApexDate, months: number): ApexDate {
  const source = js(value);
  const target = new Date(Date.UTC(source.getUTCFullYear(), source.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return fromParts(target.getUTCFullYear(), target.getUTCMonth() + 1, Math.min(source.getUTCDate(), last));
}

/** The same time of the day, in UTC, months later. */
function monthsLater({ ms }: ApexDatetime, months: number): ApexDatetime {
  const day = new ApexDate(Math.floor(ms / DAY_MS));
  return new ApexDatetime(addMonths(day, months).days * DAY_MS + (ms - day.days * DAY_MS));
}

function parseDate(ctx: NativeContext, value: string): ApexDate {
  const ms = /^\d{4}-\d{1,2}-\d{1,2}/.test(value) ? Date.parse(`${value.slice(0, 10)}T00:00:00Z`) : NaN;
  return Number.isNaN(ms) ? ctx.raise('System.TypeException', `Invalid date: ${value}`) : new ApexDate(ms / DAY_MS);
}

/** `11/21/2026` in en_US, `21.11.2026` in de_DE. */
function shortDate(ctx: NativeContext, value: Date): string {
  return value.toLocaleDateString(localeTag(ctx.tx.user.locale), {
    timeZone: 'UTC',
    ...shortDateOptions(ctx.tx.user.locale)
  });
}

function today(ctx: NativeContext): ApexDate {
  return new ApexDate(Math.floor(ctx.tx.now.getTime() / DAY_MS));
}

export const dateClass = nativeClass('Date', {
  statics: {
    'today():Date': (ctx) => today(ctx),
    'newInstance(Integer,Integer,Integer):Date': (ctx, [year, month, day]) =>
      fromParts(integer(ctx, year), integer(ctx, month), integer(ctx, day)),
    'valueOf(Object):Date': (ctx, [value]) => {
      if (value instanceof ApexDatetime) return new ApexDate(Math.floor(value.ms / DAY_MS));
      return value instanceof ApexDate ? value : parseDate(ctx, text(ctx, value));
    },
    'daysInMonth(Integer,Integer):Integer': (ctx, [year, month]) =>
      new Date(Date.UTC(integer(ctx, year), integer(ctx, month), 0)).getUTCDate()
  },
  methods: {
    'addDays(Integer):Date': (ctx, self, [days]) => new ApexDate(date(ctx, self).days + integer(ctx, days)),
    'addMonths(Integer):Date': (ctx, self, [months]) => addMonths(date(ctx, self), integer(ctx, months)),
    'addYears(Integer):Date': (ctx, self, [years]) => addMonths(date(ctx, self), 12 * integer(ctx, years)),
    'daysBetween(Date):Integer': (ctx, self, [other]) => date(ctx, other).days - date(ctx, self).days,
    'year():Integer': (ctx, self) => js(date(ctx, self)).getUTCFullYear(),
    'month():Integer': (ctx, self) => js(date(ctx, self)).getUTCMonth() + 1,
    'day():Integer': (ctx, self) => js(date(ctx, self)).getUTCDate(),
    'format():String': (ctx, self) => shortDate(ctx, js(date(ctx, self))),
    'toStartOfMonth():Date': (ctx, self) =>
      fromParts(js(date(ctx, self)).getUTCFullYear(), js(date(ctx, self)).getUTCMonth() + 1, 1),
    'toStartOfWeek():Date': (ctx, self) => new ApexDate(date(ctx, self).days - js(date(ctx, self)).getUTCDay())
  }
});

function moved(ctx: NativeContext, self: ApexValue, amount: ApexValue | undefined, unit: number): ApexDatetime {
  return new ApexDatetime(datetime(ctx, self).ms + integer(ctx, amount) * unit);
}

/** The letters of `SimpleDateFormat` this package may use. */
function format(ctx: NativeContext, value: Date, pattern: string): string {
  return pattern.replace(/'([^']*)'|([a-zA-Z])\2*/g, (whole, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted;
    const parts: Readonly<Record<string, string>> = {
      yyyy: String(value.getUTCFullYear()),
      MM: String(value.getUTCMonth() + 1).padStart(2, '0'),
      M: String(value.getUTCMonth() + 1),
      dd: String(value.getUTCDate()).padStart(2, '0'),
      d: String(value.getUTCDate()),
      HH: String(value.getUTCHours()).padStart(2, '0'),
      mm: String(value.getUTCMinutes()).padStart(2, '0'),
      ss: String(value.getUTCSeconds()).padStart(2, '0'),
      SSS: String(value.getUTCMilliseconds()).padStart(3, '0')
    };
    return (
      parts[whole] ??
      ctx.raise('System.IllegalArgumentException', `The date pattern ${whole} is not supported by the local org`)
    );
  });
}

export const datetimeClass = nativeClass('Datetime', {
  statics: {
    'now():Datetime': () => new ApexDatetime(Date.now()),
    'valueOf(Object):Datetime': (ctx, [value]) => {
      if (value instanceof ApexDatetime) return value;
      const ms = Date.parse(`${text(ctx, value).replace(' ', 'T')}Z`);
      return Number.isNaN(ms)
        ? ctx.raise('System.TypeException', `Invalid date/time: ${ctx.text(value ?? null)}`)
        : new ApexDatetime(ms);
    },
    'newInstance(Long):Datetime': (_ctx, [ms]) => new ApexDatetime(Number(ms)),
    'newInstance(Integer,Integer,Integer,Integer,Integer,Integer):Datetime': (ctx, parts) => fromInstant(ctx, parts),
    'newInstanceGmt(Integer,Integer,Integer,Integer,Integer,Integer):Datetime': (ctx, parts) => fromInstant(ctx, parts)
  },
  methods: {
    'addDays(Integer):Datetime': (ctx, self, [amount]) => moved(ctx, self, amount, DAY_MS),
    'addMonths(Integer):Datetime': (ctx, self, [months]) => monthsLater(datetime(ctx, self), integer(ctx, months)),
    'addYears(Integer):Datetime': (ctx, self, [years]) => monthsLater(datetime(ctx, self), 12 * integer(ctx, years)),
    'addHours(Integer):Datetime': (ctx, self, [amount]) => moved(ctx, self, amount, 3_600_000),
    'addMinutes(Integer):Datetime': (ctx, self, [amount]) => moved(ctx, self, amount, 60_000),
    'addSeconds(Integer):Datetime': (ctx, self, [amount]) => moved(ctx, self, amount, 1000),
    'getTime():Long': (ctx, self) => BigInt(datetime(ctx, self).ms),
    'date():Date': (ctx, self) => new ApexDate(Math.floor(datetime(ctx, self).ms / DAY_MS)),
    'dateGmt():Date': (ctx, self) => new ApexDate(Math.floor(datetime(ctx, self).ms / DAY_MS)),
    'year():Integer': (ctx, self) => new Date(datetime(ctx, self).ms).getUTCFullYear(),
    'month():Integer': (ctx, self) => new Date(datetime(ctx, self).ms).getUTCMonth() + 1,
    'day():Integer': (ctx, self) => new Date(datetime(ctx, self).ms).getUTCDate(),
    'hour():Integer': (ctx, self) => new Date(datetime(ctx, self).ms).getUTCHours(),
    'minute():Integer': (ctx, self) => new Date(datetime(ctx, self).ms).getUTCMinutes(),
    'format():String': (ctx, self) =>
      new Date(datetime(ctx, self).ms).toLocaleString(localeTag(ctx.tx.user.locale), {
        timeZone: 'UTC',
        dateStyle: 'short',
        timeStyle: 'short'
      }),
    'format(String):String': (ctx, self, [pattern]) =>
      format(ctx, new Date(datetime(ctx, self).ms), text(ctx, pattern)),
    'formatGmt(String):String': (ctx, self, [pattern]) =>
      format(ctx, new Date(datetime(ctx, self).ms), text(ctx, pattern)),
    'toString():String': (ctx, self) => textOfDatetime(datetime(ctx, self).ms)
  }
});

function fromInstant(ctx: NativeContext, parts: readonly ApexValue[]): ApexDatetime {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) => integer(ctx, part));
  return new ApexDatetime(Date.UTC(year, month - 1, day, hour, minute, second));
}

export const timeClass = nativeClass('Time', {});
