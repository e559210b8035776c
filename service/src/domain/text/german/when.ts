/** By when, as Germans write it. Each form begins with a plain letter or a digit, at the edge of a word. */

const END = String.raw`(?![\p{L}\d])`;
const MONTH = `(?:jan(?:uar)?|jänner|feb(?:ruar)?|märz|mär|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)${END}`;
const COUNT =
  '(?:\\d{1,3}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|sechzig|neunzig|hundert)';
const WEEKDAY = '(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)';
const SEASON = '(?:frühjahr|frühling|frühsommer|sommer|spätsommer|herbst|winter|jahreswechsel)';
const PERIOD = '(?:woche|monat|quartal|halbjahr|jahr|geschäftsjahr|kalenderjahr|sommer|herbst|winter)(?:e?s|e)?';
const WHICH = '(?:erste|zweite|dritte|vierte|nächste|kommende|laufende|diese|folgende)[nrsm]?';
const PART = '(?:anfang|mitte|ende|beginn)';
const UNTIL =
  '(?:bis(?: spätestens| einschließlich)?(?: zum| zur)?|spätestens(?: zum| am| im)?|vor|am|zum|zur|im|ab|seit|von|vom|nach|in|während)';
const ARTICLE = '(?: (?:dem|den|der|das|des|ihrem|ihrer|unserem|unserer|nächsten|ersten|zweiten|jährlichen))*';
/** Moments every customer has, whose date the deal knows. */
const EVENT =
  '(?:go[- ]?live|livegang|produktivstart|produktivgang|start(?:termin)?|kick[- ]?off|auftakt|unterschrift|unterzeichnung|vertrags(?:beginn|start|ende|schluss|unterschrift)|verlängerung|audit|(?:abschluss|wirtschafts)?prüfung|roll[- ]?out|einführung|umstellung|migration|schulung|pilot(?:en|phase|betrieb)?|stichtag|frist|ostern|weihnachten|neujahr|\\p{L}*(?:saison|ferien|pause|inventur|messe)|jahresabschluss|(?:vorstands|betriebsrats|aufsichtsrats)sitzung|lenkungsausschuss|phase (?:\\d|eins|zwei|drei|vier))';

export const WHEN_GERMAN: readonly string[] = [
  // 30. Juni, 3. März 2027, Juni 2027, bis Ende Mai, ab April, im Oktober
  String.raw`\d{1,2}\. ?${MONTH}(?: 20\d\d)?`,
  String.raw`${MONTH}\.? ?(?:'\d\d|20\d\d)\b`,
  `(?:${UNTIL} )?(?:${PART}|(?:nächste|kommende|diese)[nrs]?) ${MONTH}`,
  `${UNTIL}(?: (?:${PART}|spätestens))? ${MONTH}`,
  // bis 30.6., am 15., zum 1.7.
  String.raw`(?:${UNTIL}|der|den) \d{1,2}\.\s?\d{1,2}\b`,
  String.raw`(?:bis zum|am|zum|vom|ab) \d{1,2}\.(?=\s*$|[,;)]|\s\p{Ll})`,
  // Ende des Quartals, Jahresende, bis 2028, Anfang 2027, im nächsten Monat, 2. Quartal
  `${PART} (?:(?:des|der|dieses|dieser|nächsten|kommenden|laufenden|ersten|zweiten|dritten|vierten|nächster|kommender) )*(?:${PERIOD}|${SEASON}s?|20\\d\\d)${END}`,
  `(?:jahres|quartals|monats|wochen|halbjahres|geschäftsjahres)(?:ende|anfang|mitte|wechsel)${END}`,
  String.raw`(?:${UNTIL}|${SEASON})(?: jahr(?:e)?)? 20\d\d\b`,
  `${WHICH} (?:${PERIOD})${END}|\\d\\. (?:quartal|halbjahr)${END}`,
  `(?:woche|monat|jahr|tag) ${COUNT}${END}`,
  // Project time: a few days are a speed, not a date.
  `(?:innerhalb(?: von)?|binnen|in|nach)(?: den(?: ersten| nächsten)?)? ${COUNT}(?: ?(?:-|–|bis) ?${COUNT})? (?:wochen?|monaten?|quartalen?|jahren?)${END}`,
  `(?:innerhalb(?: von)?|binnen|in|nach)(?: den(?: ersten| nächsten)?)? (?:[3-9]\\d|1\\d\\d|dreißig|sechzig|neunzig) (?:kalender|arbeits|werk)?tagen?${END}`,
  `(?:ersten|nächsten) ${COUNT} (?:arbeits|werk|kalender)?(?:tagen?|wochen|monaten?|quartalen?)${END}`,
  `${COUNT} (?:tagen?|wochen|monaten?) (?:nach|vor|ab)${ARTICLE} ${EVENT}${END}`,
  '(?:30|60|90|100)-tage-',
  `(?:in|innerhalb|binnen) (?:eine[mr]|eines) (?:woche|monats?|quartals?|halben jahr|jahr(?:es)?)${END}`,
  // Events and days that have a date.
  `(?:bis|bis zum|bis zur|vor|zum|zur|nach|mit|beim|bei|rechtzeitig zum|rechtzeitig zur)${ARTICLE} ${EVENT}${END}`,
  `(?:bis|am|nächsten|kommenden|diesen)(?: (?:zum|nächsten|kommenden))? ${WEEKDAY}${END}`,
  `(?:bis|im|bis zum|vor dem|zum|${PART}|nächsten|kommenden|dieses|diesen)(?: (?:nächsten|kommenden))? ${SEASON}${END}`,
  `bis (?:morgen|übermorgen)${END}`
];
