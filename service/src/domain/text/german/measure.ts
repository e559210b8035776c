/** Quantities and outcomes as Germans write them. */

const START = String.raw`(?<![\p{L}\d])`;
const END = String.raw`(?![\p{L}\d])`;
const NUMBER_WORD =
  '(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|(?:ein)?hundert|(?:ein)?tausend|dutzend|millionen?)';

/** Nouns that make a number a name, beside those of English: "Stufe 2". */
export const NAMING_GERMAN = 'stufe|teil|punkt|artikel|abschnitt|schritt|variante|paragraf|woche|monat|tag|werk|halle';

export const QUANTITY_GERMAN: readonly string[] = [
  String.raw`(?:\d|${START}${NUMBER_WORD})\s?(?:prozent|v\.\s?h\.)`,
  String.raw`\d\s?(?:€|t€|mio\.?|mrd\.?|tsd\.?)${END}`,
  `${START}${NUMBER_WORD}${END}`,
  `${START}(?:hälfte|halb so|halbier(?:t|en)|doppelt so|verdoppel[nt]|verdreifach(?:t|en)|(?:ein|zwei|drei) (?:drittel|viertel|fünftel|zehntel))`,
  `${START}jede[rsmn]? (?:zweite|dritte|vierte|fünfte|zehnte)[nrs]?${END}`,
  String.raw`${START}von \D{0,12}\d[^.]{0,40}${START}auf \D{0,12}\d`,
  String.raw`${START}(?:unter|über|mindestens|höchstens|maximal|weniger als|mehr als|bis zu|auf|um) \d(?!\d? ?uhr)`
];

/** Something one can see happen, or see no more. */
export const OUTCOME_GERMAN = `${START}(?:produktiv gesetzt|im einsatz|in betrieb|startet|gestartet|unterschrieben|unterschreibt|unterzeichnet|freigegeben|abgenommen|bestanden|besteht|bestehen|abgeschlossen|abgelöst|ersetzt|ersetzen|abgeschaltet|stillgelegt|eingestellt|ohne|nicht mehr|statt|anstatt|anstelle|migriert|umgestellt|ausgerollt|eingeführt|angebunden|verbunden|integriert|geschult|zertifiziert|genehmigt|veröffentlicht|geliefert|eingereicht|verlängert|verlängern|läuft|laufen|funktioniert|kann|können)${END}`;

/** All or none of something, where one exception would show. */
export const UNIVERSAL_GERMAN = `${START}(?:alle[nrs]?|jede[rnms]?|sämtliche[nrs]?|kein(?:e[nrms]?)?|niemand(?:e[nm])?|nichts|nie|niemals|null)${END}`;

/** What nobody can see from outside, whatever else the sentence says. */
export const SUBJECTIVE_GERMAN = `${START}(?:(?:un)?zufrieden\\p{L}*|\\p{L}*zufriedenheit|besser\\p{L}*|einfacher\\p{L}*|leichter\\p{L}*|bequem\\p{L}*|gut(?:e[nrms]?)?|verbesser\\p{L}*|optimier\\p{L}*|produktiver\\p{L}*|produktivität\\p{L}*|effizien\\p{L}*|effektiv\\p{L}*|gern|glücklich\\p{L}*|begeister\\p{L}*|transparen\\p{L}*|sichtbarkeit|reibungslos\\p{L}*|nahtlos\\p{L}*|erfolg(?:e|reich\\p{L}*)?|mehrwert)${END}`;
