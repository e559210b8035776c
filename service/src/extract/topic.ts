import { DAYS, MONTHS, UNITS, WEEKDAYS } from './dates/vocabulary.ts';

/** Words that say nothing about what a promise is about: small words, promising, hedging, days. */
const EMPTY = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...DAYS.keys(),
  ...UNITS.keys(),
  ..."a an the and or but so if then that this these those it its is are was were be been being am do does did done have has had having will would can could shall should may might must not no yes i we you he she they me us him her them my our your his their mine ours yours to of in on at by for from with without about into over under up down out off as than just also very really too only even still yet already again all any some each every both more most other another such own same here there when where why how what which who whom whose let get got getting go going gone make makes made making sure send share sending sharing give giving take taking put come coming back need needs want like know think say said tell see look thing things something anything everything lot bit way okay please thanks thank able probably maybe hopefully actually definitely promise guarantee commit committed commitment plan early late end mid next last week first before after until due date soon now today one two three four five ready live done available there instead longer moved move push pushed scratch forget correction 1 2 3 4 5 6 7 8 9 10 % $ € £ 's".split(
    ' '
  )
]);

/** A word without the endings English hangs on it: enough to see "connectors" and "connector" as one. */
export function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** The telling words of a sentence, stemmed. */
export function topicOf(words: readonly string[]): ReadonlySet<string> {
  const topic = new Set<string>();
  for (let at = 1; at < words.length - 1; at++) {
    const word = words[at] ?? '';
    if (word.length > 1 && !EMPTY.has(word)) topic.add(stem(word).replace(/e$/, ''));
  }
  return topic;
}
