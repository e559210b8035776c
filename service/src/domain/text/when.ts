import { WHEN_GERMAN } from './german/when.ts';

/** Whether a text says by when: a date, a part of the calendar, a stretch of project time, or an event with a date of its own. */

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** Beside a bare number "may" and "march" are verbs, unless written as names. */
const NAMED_MONTH = `(?:(?!may|mar)${MONTH}|(?-i:May|Mar|March|MAY|MARCH))`;
const COUNT =
  '(?:\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|a hundred)';
const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const SEASON = '(?:spring|summer|autumn|winter)';
const PERIOD = '(?:week|month|quarter|half|year)';
/** Moments every customer has, whose date the deal knows. */
const EVENT =
  '(?:go[- ]?live|launch|kick[- ]?off|signing|signature|renewal|audit|roll[- ]?out|cut[- ]?over|start|start date|deadline|pilot|training|migration|board meeting|business review|qbr|steering (?:group|committee)|(?:\\w+ )?season|holidays|easter|christmas|thanksgiving|black friday|new year|contract (?:start|end|signature)|phase (?:\\d|one|two|three|four))';

/** Every form begins at the edge of a word, which is looked for once. */
const WHEN = new RegExp(
  `\\b(?:${[
    // 2027-01-15, 2027/1/15, 15.01.2027, 1/15/27, by 15/3
    String.raw`\d{4}[-/]\d{1,2}[-/]\d{1,2}\b`,
    String.raw`\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b`,
    String.raw`(?:by|on|before|until|from) \d{1,2}[./]\d{1,2}\b`,
    // 15 January, 3rd of March, January 15, Jan. 2027, by mid-May
    String.raw`\d{1,2}(?:st|nd|rd|th)?\.?(?: of)?[ -]${NAMED_MONTH}\b`,
    String.raw`${NAMED_MONTH}\b\.?(?: the|[/-])? ?\d{1,2}(?:st|nd|rd|th)?\b(?!\s?%)`,
    String.raw`${MONTH}\b[., /-]{0,2}(?:'\d\d|20\d\d)\b`,
    String.raw`(?:by|until|till|before|in|mid|middle of|end of|early|late|start of|beginning of|during)[ -](?:the )?(?:(?:early|mid|late|end of|start of|middle of)[ -])?${MONTH}\b`,
    String.raw`(?:from|since|after|this|next|through) (?:(?:early|mid|late)[ -])?${NAMED_MONTH}\b`,
    // Q1, 1Q27, H2, FY27, by 2028, first quarter, end of next month, year-end, EOQ, week 6, month three, day 90
    String.raw`(?:q[1-4]|[1-4]q(?:\d\d){0,2}|h[12]|fy ?'?\d\d(?:\d\d)?|eo[dwmqy])\b`,
    String.raw`(?:by|before|until|in|during|mid|late|early|end of|through|from|since|${SEASON})[ -](?:the )?(?:(?:early|mid|late|end of)[ -])?20\d\d\b`,
    String.raw`(?:first|second|third|fourth|1st|2nd|3rd|4th|next|this|coming|current)(?: (?:fiscal|calendar|business|contract))? ${PERIOD}\b`,
    String.raw`end[- ]of[- ](?:(?:the|this|next|fiscal|contract|first|second|third|fourth)[- ]){0,3}(?:${PERIOD}|${SEASON}|pilot)\b`,
    String.raw`(?:(?:year|quarter|month)[- ]?|week[- ])end\b`,
    String.raw`(?<!\b(?:a|per) )(?:week|month|year|sprint|day) ${COUNT}\b|(?:(?:cw|kw|wk) ?|w)\d{1,2}\b`,
    // Project time: within 90 days, in six weeks, nine weeks after the start. A few days are a speed, not a date.
    String.raw`(?:within|in|after)(?: the)?(?: (?:first|next|coming))? ${COUNT}(?: ?(?:-|–|to) ?${COUNT})?[- ](?:weeks?|months?|quarters?|years?)\b`,
    String.raw`(?:within|in|after)(?: the)? (?:[3-9]\d|1\d\d|thirty|sixty|ninety)[- ](?:(?:calendar|business|working) )?days\b`,
    String.raw`(?:the )?(?:first|next) ${COUNT} (?:(?:business|working) )?(?:days|weeks|months|quarters)\b`,
    String.raw`${COUNT} (?:days?|weeks?|months?) (?:after|of|from|post|before|following|into|prior to)[ -](?:(?:the|their|our|contract) )?${EVENT}\b`,
    String.raw`(?:30|60|90|100)-day\b`,
    // Events and days that have a date: by go-live, before the audit, until Friday, by the end of the week
    String.raw`(?:by|before|until|till|at|upon|after|prior to|ahead of|in time for)(?: (?:the|their|our|its|first|next|second|annual)){0,3} ${EVENT}\b`,
    String.raw`(?:by|before|until|till|on|next|this|coming)(?: (?:next|this|the))? ${WEEKDAY}\b`,
    String.raw`(?:by|before|until|till|on) the \d{1,2}(?:st|nd|rd|th)\b|(?:mon|tues?|wed|thu(?:rs?)?|fri)\.? (?:the )?\d{1,2}(?:st|nd|rd|th)\b`,
    String.raw`in a (?:week|fortnight|month|quarter|year)\b|${COUNT} (?:weeks|months) from (?:now|today)\b`,
    String.raw`(?:by|before|until|in|during|this|next|late|early|mid)[ -](?:(?:the|early|late|next) ){0,2}${SEASON}\b`,
    String.raw`tomorrow\b`,
    ...WHEN_GERMAN
  ].join('|')})`,
  'iu'
);
const EACH_WHEN = new RegExp(WHEN, 'giu');

/** Whether a text names a day, a period or an event that has a date. "Soon" is none. */
export function namesWhen(text: string): boolean {
  return WHEN.test(text);
}

/** The text without its dates, so that the 15 of "15 March" is not taken for a quantity. */
export function withoutWhen(text: string): string {
  return text.replace(EACH_WHEN, ' ');
}
