/** Placeholders as Germans write them, on normalized text. */

export const EMPTY_GERMAN: readonly string[] = [
  'k a|ka|n v|nv|n n|nn|s o|s u|usw|etc|unbekannt|unklar|offen|unsicher|keine angabe|keine angaben|keine ahnung',
  'weiß nicht|weiss nicht|weiß ich nicht|wissen wir nicht|wissen wir noch nicht|entfällt|nicht zutreffend|trifft nicht zu',
  'siehe oben|siehe unten|siehe vorher|dito|dasselbe|gleich|wie oben|wie unten|wie vorher|wie besprochen|wie vereinbart',
  'wie gehabt|wie immer|wie üblich|das übliche|später|bald|demnächst|zeitnah|in kürze|in arbeit|in klärung|in abstimmung',
  'in bearbeitung|in prüfung|in vorbereitung|klären|zu klären|noch zu klären|noch klären|noch nichts|noch keine|noch offen',
  'steht aus|steht noch aus|steht noch nicht fest|reiche ich nach|liefere ich nach|trage ich nach|ergänze ich noch',
  'platzhalter|beispiel|beispieltext|blindtext|irgendwas|irgendetwas|diverse|diverses|verschiedenes|sonstiges|leer',
  // Labels of the questions: repeating one answers nothing.
  'ziele des käufers|ziele|kickoff wunsch|hauptansprechpartner|preisausnahmen|zugesagte leistungen|leistungen|umfang',
  'risikonotizen|unterschriebener umfang|startdatum|erfolg in worten des kunden|das problem|sichtbare risiken|anlass',
  'was ist dem kunden wirklich wichtig|was ist vor dem kickoff zu wissen|was wurde mündlich zugesagt'
];

export const NONE_GERMAN: readonly string[] = [
  'keine|kein|keins|keiner|nein|nichts|keine bekannt|keine bekannten|bisher keine|keine ausnahmen|keine preisausnahmen',
  'kein rabatt|keine rabatte|kein nachlass|keine nachlässe|keine sonderkonditionen|keine risiken|keine bekannten risiken',
  'keine risiken bekannt|keine sichtbaren risiken|keine zusagen|keine mündlichen zusagen|nichts zugesagt',
  'nichts mündlich zugesagt|es wurde nichts zugesagt|nichts über den vertrag hinaus|keine zusagen über den vertrag hinaus',
  'nichts über den vertrag hinaus zugesagt'
];

const YET = '(?: (?:bisher|bislang|derzeit|aktuell|momentan|noch|uns))*';

export const PHRASES_GERMAN: readonly string[] = [
  `(?:(?:das |es )?(?:ist|wurde|sind|wurden|bisher|bislang|derzeit|aktuell|momentan) )*(?:noch )?(?:nicht |(?:un(?=bekannt|klar|sicher)))(?:bekannt|klar|sicher|besprochen|definiert|festgelegt|entschieden|geklärt|bestätigt|relevant|zutreffend|verfügbar|vorhanden|erfasst|abgefragt|gefragt|abgestimmt|dokumentiert|angegeben|vereinbart)${YET}`,
  '(?:(?:wird|werden|muss|müssen|ist|sind|noch|später|zeitnah|demnächst|in kürze|mit dem kunden|vom kunden|intern) )+(?:nachgereicht|nachgetragen|nachgeliefert|ergänzt|geklärt|abgestimmt|definiert|besprochen|festgelegt|bestimmt|geliefert|ausgefüllt|aktualisiert|geprüft|offen|zu klären)(?: werden)?',
  '(?:infos? |angaben? |details? |text |antwort )?(?:folgt|folgen|kommt|kommen)(?: (?:noch|später|bald|demnächst|zeitnah|separat|dann|in kürze|per mail|nach dem kickoff|nach dem termin))*',
  // A pointer to where the answer may be.
  '(?:bitte )?(?:siehe|s|vgl|laut|gemäß|im|in|steht im|steht in)(?: (?:den|die|das|dem|der|meine[nr]?|unsere[nr]?|angehängte[nsr]?|beigefügte[nsr]?|signierte[nmr]?)){0,2} (?:oben|unten|anhang|anlage|anhänge|notiz|notizen|gesprächsnotizen|protokoll|mail|mails|e mail|e mails|crm|salesforce|vertrag|angebot|opportunity|präsentation|folien|slack|chatter|aufzeichnung|gong|dokument|dokumente|datei|link|ordner|beschreibung|bestellung)',
  `keine? (?:angaben?|infos?|information(?:en)?|details|daten|antwort|idee|kommentar)(?: (?:vorhanden|verfügbar|bekannt|erhalten))?${YET}`
];
