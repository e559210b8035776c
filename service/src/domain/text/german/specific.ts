/** Words of German texts that fit every customer. */

const list = (words: string): string[] => words.split(/\s+/);

/** Words that say nothing by themselves. */
export const FUNCTION_WORDS_GERMAN: readonly string[] =
  list(`der die das den dem des ein eine einen einem einer eines und
  oder aber sondern sowie sowohl auch wenn dann als wie ob dass weil da damit denn für von vom zu zum zur im in ins an am
  auf aus bei beim mit nach seit bis um über unter vor zwischen durch gegen ohne während wegen je pro ist sind war waren
  wird werden wurde wurden worden sein bin hat haben hatte hatten kann können könnte soll sollen sollte muss müssen will
  wollen möchte möchten darf dürfen mag macht machen gemacht geht gehen gibt geben bekommt bekommen braucht brauchen
  brauchten nimmt nehmen nutzt nutzen benutzen verwenden verwendet es er sie wir ihr ich man sich uns unser unsere unseren
  unserem unserer ihre ihren ihrem ihrer ihres mein meine meinen meinem meiner euch euer eure dieser diese dieses diesen
  diesem jener jene welcher welche welches wer was wo wann warum wieso hier dort dabei dafür damit daran darin darauf
  alle allen aller alles jede jeder jedes jeden jedem einige viele vielen mehrere wenig wenige mehr weniger meist andere
  anderen anderer eigene eigenen selbst nur schon noch sehr so zu ganz etwa ja nein nicht kein keine keinen keinem keiner
  nun jetzt bald heute derzeit aktuell aktuelle aktuellen neu neue neuen neuer neues bestehende bestehenden lassen lässt
  dinge sache sachen weg wege etwas irgendwie bzw etc deutlich insgesamt künftig zukünftig weiter weitere weiteren`);

const VERBS = list(`verbesser steiger erhöh optimier vereinfach beschleunig senk reduzier minimier maximier modernisier
  digitalisier automatisier standardisier transformier skalier unterstütz ermöglich stärk fördern förder verring erleichter
  entlast gewährleist sicherstell`);
const VERB_ENDINGS = list('n t en e te ten ung ungen end ende enden ender endes er');
const ADJECTIVES =
  list(`effizient effektiv produktiv transparent modern einfach einfacher schnell schneller besser best gut
  digital manuell langsam schwierig schlecht wichtig zentral einheitlich ganzheitlich nahtlos reibungslos erfolgreich
  zufrieden höher niedrig niedriger hoch hoh verschieden unterschiedlich strategisch operativ intern`);
const ADJECTIVE_ENDINGS = ['', 'e', 'en', 'er', 'es', 'em', 'ere', 'eren', 'erer', 'eres'];
const NOUNS =
  list(`produktivität effizienz effektivität transparenz sichtbarkeit zusammenarbeit kommunikation abstimmung
  engagement erlebnis zufriedenheit kundenzufriedenheit mitarbeiterzufriedenheit kundenerlebnis erfolg wert mehrwert
  qualität leistung betrieb geschäft unternehmen firma firmen organisation prozess prozesse prozessen prozesses abläufe
  abläufen ablauf arbeit arbeiten arbeitsabläufe aufgabe aufgaben team teams leute nutzer nutzern benutzer anwender
  mitarbeiter mitarbeitern mitarbeitende mitarbeitenden personal kunde kunden kundin abteilung abteilungen zeit kosten
  geld umsatz gewinn budget lösung lösungen plattform plattformen werkzeug werkzeuge tool tools system systeme systemen
  software produkt produkte technologie technologien daten informationen bericht berichte berichtswesen reporting auswertung
  auswertungen dashboard dashboards überblick übersicht durchblick sicht ziel ziele zielen strategie zukunft wachstum
  innovation wettbewerbsfähigkeit herausforderung herausforderungen problem probleme problemen mangel fehlende fehlender
  aufwand aufwände sparen einsparen spart zeitersparnis kostensenkung kostenersparnis effizienzsteigerung
  produktivitätssteigerung prozessoptimierung digitalisierungsstrategie gesamte gesamten ganze ganzen level vertrieb`);

const forms = (stems: readonly string[], endings: readonly string[]): string[] =>
  stems.flatMap((stem) => endings.map((ending) => stem + ending));

/** Words of goals and problems that fit every customer, in the forms they take. */
export const COMMONPLACE_GERMAN: readonly string[] = [
  ...forms(VERBS, VERB_ENDINGS),
  ...forms(list('gesteiger gesenk gestärk geförder'), ['t', 'te', 'ten']),
  ...forms(ADJECTIVES, ADJECTIVE_ENDINGS),
  ...NOUNS
];
