/** Words dates are made of. All lower case. */

export type Unit = 'day' | 'business day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'hour' | 'minute';

function numbered(groups: readonly string[], first: number): ReadonlyMap<string, number> {
  return new Map(
    groups.flatMap((group, index) => group.split(' ').map((word): [string, number] => [word, index + first]))
  );
}

export const MONTHS = numbered(
  [
    'january jan',
    'february feb',
    'march mar',
    'april apr',
    'may',
    'june jun',
    'july jul',
    'august aug',
    'september sep sept',
    'october oct',
    'november nov',
    'december dec'
  ],
  1
);

export const WEEKDAYS = numbered(
  [
    'monday mon',
    'tuesday tue tues',
    'wednesday wed weds',
    'thursday thu thur thurs',
    'friday fri',
    'saturday sat',
    'sunday sun'
  ],
  1
);

export const CARDINALS = numbered(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' '
  ),
  0
);

export const TENS: ReadonlyMap<string, number> = new Map([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90]
]);

export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...numbered(
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
      ' '
    ),
    1
  ),
  ['thirtieth', 30]
]);

export const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['day', 'day'],
  ['days', 'day'],
  ['week', 'week'],
  ['weeks', 'week'],
  ['wk', 'week'],
  ['wks', 'week'],
  ['fortnight', 'week'],
  ['month', 'month'],
  ['months', 'month'],
  ['quarter', 'quarter'],
  ['quarters', 'quarter'],
  ['year', 'year'],
  ['years', 'year'],
  ['decade', 'decade'],
  ['decades', 'decade'],
  ['hour', 'hour'],
  ['hours', 'hour'],
  ['hr', 'hour'],
  ['hrs', 'hour'],
  ['minute', 'minute'],
  ['minutes', 'minute'],
  ['min', 'minute'],
  ['mins', 'minute']
]);

/** How many periods on from the current one. */
export const SHIFTS: ReadonlyMap<string, number> = new Map([
  ['this', 0],
  ['current', 0],
  ['same', 0],
  ['next', 1],
  ['coming', 1],
  ['upcoming', 1],
  ['following', 1],
  ['last', -1],
  ['previous', -1],
  ['past', -1],
  ['prior', -1]
]);

/** Single words that stand for a day, as days from today. */
export const DAYS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['tomorrow', 1],
  ['tmrw', 1],
  ['tmr', 1],
  ['tomorow', 1],
  ['yesterday', -1]
]);

export const ABBREVIATED_ENDS: ReadonlyMap<string, Unit> = new Map([
  ['eod', 'day'],
  ['cob', 'day'],
  ['eob', 'day'],
  ['eow', 'week'],
  ['eom', 'month'],
  ['eoq', 'quarter'],
  ['eoy', 'year']
]);

export type Part = 'early' | 'mid' | 'late' | 'end' | 'later';

export const PARTS: ReadonlyMap<string, Part> = new Map([
  ['early', 'early'],
  ['earlier', 'early'],
  ['beginning', 'early'],
  ['start', 'early'],
  ['mid', 'mid'],
  ['middle', 'mid'],
  ['late', 'late'],
  ['later', 'later'],
  ['end', 'end'],
  ['close', 'end']
]);

/** Hours of the parts of a day: from, to. */
export const DAY_PARTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['morning', [8, 12]],
  ['afternoon', [12, 16]],
  ['evening', [16, 20]],
  ['night', [20, 24]],
  ['lunch', [11, 13]],
  ['lunchtime', [11, 13]]
]);

/** After a time of day these say where its clock hangs; they change nothing here. */
export const ZONES: ReadonlySet<string> = new Set(
  'pt pst pdt et est edt ct cst cdt mt mst mdt gmt utc bst cet cest eastern central pacific mountain'.split(' ')
);

/** Words that can begin a date, or stand in one where it cannot be missed. Any digit counts too. */
export const GATE: ReadonlySet<string> = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...DAYS.keys(),
  ...ABBREVIATED_ENDS.keys(),
  ...UNITS.keys(),
  'weekend',
  'morning',
  'afternoon',
  'evening',
  'night',
  'lunch',
  'business',
  'now',
  'present',
  'date',
  'century',
  'christmas',
  'xmas',
  'easter',
  'halloween',
  'thanksgiving'
]);
