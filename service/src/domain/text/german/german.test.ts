import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuMs } from '../../../../test/cost.ts';
import { type Lack, lacks, namesQuantity } from '../measure.ts';
import { isNone, says } from '../placeholder.ts';
import { type Specificity, specificity } from '../specific.ts';
import { isInTheirWords } from '../voice.ts';
import { namesWhen, withoutWhen } from '../when.ts';

const rows = (lines: string): string[] => lines.split('|').map((line) => line.trim());

test('German placeholders say nothing', () => {
  const placeholders = rows(
    `k. A.|k.A.|n. v.|N. N.|s. o.|folgt|Folgt noch.|folgt in Kürze|Infos folgen|Unbekannt|noch offen|Ist noch offen|
    Noch unklar|siehe oben|Siehe Notizen|siehe die angehängte Präsentation|laut Vertrag|gemäß Angebot|im CRM|keine Angabe|
    keine Ahnung|Keine Infos vorhanden|wird nachgereicht|Wird noch ergänzt|wird mit dem Kunden geklärt|
    muss noch geklärt werden|noch nicht bekannt|Noch nicht besprochen|steht noch nicht fest|
    steht noch aus|in Klärung|zu klären|reiche ich nach|weiß ich nicht|Wissen wir noch nicht|wie besprochen|entfällt|
    nicht relevant|später|dito|Platzhalter|Ziele des Käufers:|Kickoff-Wunsch|Was wurde mündlich zugesagt?`
  );
  for (const text of placeholders) assert.equal(says(text), false, `"${text}"`);
});

test('short German answers are answers', () => {
  const answers = rows(
    `Folgt dem Muster der ersten Klinik, nur mit zwei Stationen mehr|Folgt dem Muster der ersten Klinik|Keine|Nein|
    Offene Posten liegen in SAP|Unbekannte Schnittstellen im ERP|Nicht alle Depots haben WLAN|Im Vertrag fehlt der SLA-Anhang|
    Vor Ort in Köln|Video|Siehe jede Meldung auf einer Liste|noch offen, Ana fragt bis 12. Dezember|Später Start in Graz|
    Wird in Wien betrieben|In Salesforce 40 Felder|Keine Daten aus dem Altsystem|Unklare Zuständigkeit im Einkauf|NN Group`
  );
  for (const text of answers) assert.equal(says(text), true, `"${text}"`);
});

test('"keine" is an answer of its own', () => {
  for (const text of rows('Keine|keine.|Nein|Nichts|Keine Ausnahmen|Keine Risiken bekannt|Kein Rabatt|Nichts zugesagt'))
    assert.equal(isNone(text), true, text);
  for (const text of rows('Keine Klinik hat WLAN|k. A.|Kein Rabatt nach dem ersten Jahr|Nichts davon steht im Vertrag'))
    assert.equal(isNone(text), false, text);
});

test('German days, periods and events have a date', () => {
  const dated = rows(
    `bis 30. Juni 2027|30. Juni|3. März|am 1. Mai|bis Ende Mai|Ende Mai|Mitte Oktober|Anfang Jänner|im Dezember|ab April|
    Juni 2027|Okt. 2027|bis 30.6.|am 15.|zum 1.7.2027|bis 2028|Anfang 2027|Ende des Quartals|Ende Q2|bis Jahresende|
    zum Quartalsende|im zweiten Quartal|im 3. Quartal|nächsten Monat|kommendes Jahr|nächste Woche|KW 14|Woche 6|
    innerhalb von 90 Tagen|in sechs Wochen|binnen drei Monaten|in den ersten 60 Tagen|zwei Wochen nach dem Go-live|
    vor dem Audit|bis zum Produktivstart|vor der Erntesaison|nach den Sommerferien|bis zur Vorstandssitzung|bis Freitag|
    am kommenden Montag|im Herbst|bis zum Frühjahr|vor Weihnachten|in einem Monat|bis morgen|rechtzeitig zur Inventur`
  );
  for (const text of dated) assert.equal(namesWhen(text), true, text);
  const undated = rows(
    `bald|demnächst|zeitnah|so früh wie möglich|jeden Morgen|in 5 Tagen erledigt|nach zwei Tagen|von 19 auf 5 Tage|
    im Einkauf|am Standort 3|bis zu 40 Meldungen|in drei Werken|vor allem schneller|der Start war schlecht|
    Maier ruft an|im Juniorenteam|während der Arbeit|pro Woche|jedes Jahr wieder|zum ersten Mal`
  );
  for (const text of undated) assert.equal(namesWhen(text), false, text);
  assert.doesNotMatch(withoutWhen('Freigabe bis 30. Juni 2027'), /\d/);
});

test('German quantities are counted, names with numbers are not', () => {
  const quantities = rows(
    `40 Prozent|40 %|um 20 v. H. weniger|2,4 Mio. Euro|64.000 €|12 Kliniken|zwölf Depots|9 Tage|von 19 auf 5 Tage|
    von 35 Minuten auf 10|die Hälfte der Anrufe|halb so viele Rückfragen|ein Drittel weniger|jede zweite Meldung|
    unter 5|mindestens 4,5|höchstens 3|zwei Schulungen|die Bearbeitungszeit halbieren|verdoppelt sich|NPS von 50`
  );
  for (const text of quantities) assert.equal(namesQuantity(text), true, text);
  const none = rows(
    `Stufe 2|Phase 2 Umfang|in der 2. Phase|ISO 27001|Office 365|an einem Ort|viele Nutzer|mehrere Kliniken|schnell|
    jeden Tag um 8 Uhr|Artikel 12 gilt|beide Seiten|Einzelheiten`
  );
  for (const text of none) assert.equal(namesQuantity(text), false, text);
});

test('a German criterion says how much, or what one will see, and by when', () => {
  const cases: [text: string, lack: Lack][] = [
    ['Bearbeitungszeit einer Schadensmeldung von 19 auf 5 Tage bis Ende Juni 2027', null],
    ['80 % der Meldungen werden bis 30. Juni 2027 in 5 Tagen erledigt', null],
    ['Alle Depots arbeiten bis Ende Mai ohne Papier', null],
    ['Die alte Datenbank ist bis Jahresende abgeschaltet', null],
    ['Der Freigabeprozess läuft vor dem Audit im Oktober in SAP', null],
    ['Von 19 auf 5 Tage', 'when'],
    ['Keine Freigabe mehr auf Papier', 'when'],
    ['Produktivität bis Ende Juni verbessern', 'measure'],
    ['Alle sind bis Ende Mai zufriedener', 'measure'],
    ['Produktivität verbessern', 'both'],
    ['Reibungslose Einführung', 'both']
  ];
  for (const [text, lack] of cases) assert.equal(lacks(text), lack, text);
  assert.equal(lacks('Keine Freigabe mehr auf Papier', '2027-06-30'), null);
});

test('what fits every customer is not specific in German either', () => {
  const cases: [verdict: Specificity, texts: string[]][] = [
    [
      'commonplace',
      rows(
        `Produktivität verbessern|Effizienz steigern und Zeit sparen|Bessere Transparenz über die Prozesse|
        Digitale Transformation der Abläufe|Sie wollen ihre Prozesse optimieren und das Geschäft skalieren|
        Manuelle Prozesse kosten zu viel Zeit|Die Zusammenarbeit der Teams soll einfacher und schneller werden|
        Kundenzufriedenheit erhöhen, Kosten senken und Wachstum ermöglichen`
      )
    ],
    ['short', rows('Meldungen|Excel ablösen|Rechnungsfreigabe|Das wollen sie jetzt')],
    [
      'specific',
      rows(
        `Disponenten tippen jede Schadensmeldung dreimal ab, aus der E-Mail in Excel und SAP|
        240 Nutzer in Wien und Graz|Controller geben Rechnungen am Telefon frei|
        Produktivität der 30 Sachbearbeiter in Leeds um ein Fünftel steigern|
        Der Prüfer bemängelte im August verspätete Freigaben|Eine Schadensmeldung dauert 19 Tage bis zur Zahlung`
      )
    ]
  ];
  for (const [verdict, texts] of cases) for (const text of texts) assert.equal(specificity(text), verdict, text);
});

test('own words in German are quoted, or in the first person of the customer', () => {
  for (const text of rows(
    `Wenn mich niemand mehr nach einer Rechnung fragt, hat es sich gelohnt|Wir streiten nicht mehr über Zahlen|
    Mein Team geht pünktlich nach Hause|»Niemand sucht mehr nach Papier«|Unsere Leute tippen nichts zweimal`
  ))
    assert.equal(isInTheirWords(text), true, text);
  for (const text of rows(
    `Höhere Nutzung in allen Abteilungen|Der Kunde möchte, dass wir Freigaben beschleunigen|
    Sie wollen mit unserer Plattform schneller freigeben|Wir haben ihnen die ganze Suite verkauft|
    Wir liefern die Einführung in sechs Wochen|Die Kundin sagt, uns fehlt ein Termin`
  ))
    assert.equal(isInTheirWords(text), false, text);
});

test('long German texts take no longer than their length explains', () => {
  const texts = ['bis ', 'von 1 ', 'wird noch ', 'ende des ', 'nach dem ', 'siehe die ', 'wir haben '];
  const spent = cpuMs(() => {
    for (const text of texts) {
      const long = text.repeat(100_000 / text.length);
      says(long);
      isInTheirWords(long);
      lacks(long);
      specificity(long);
    }
  });
  assert.ok(spent < 6000, `${spent} ms`);
});
