import type { Finding } from './check.ts';
import type { ReasonCode } from './codes.ts';

type Words = (about: string, more: string) => readonly [text: string, add: string];

const PROBLEM = 'Schreiben Sie, was beim Kunden heute nicht funktioniert und was es ihn kostet.';
const ENGAGED = 'Schreiben Sie, was geschah, dass der Kunde jetzt Hilfe sucht.';
const USE_CASE = 'Nennen Sie eine Sache, die der Kunde mit dem Produkt tun wird, wer sie tut und wie oft.';
const GOAL = 'Schreiben Sie, was sich für wen ändert, wie viel und bis wann.';
const SCOPE = 'Schreiben Sie, was für wie viele und wo unterschrieben wurde und was nicht dazugehört.';
const CRITERION = 'Ergänzen Sie eine Menge und bis wann, oder ein Ergebnis, das man sehen kann, und bis wann.';
const WORDS = 'Schreiben Sie auf, was der Kunde einen Erfolg nennen würde, in seinen Worten.';
const PROMISE =
  'Nennen Sie, was wem bis wann zugesagt wurde, oder schreiben Sie, dass über den Vertrag hinaus nichts zugesagt wurde.';
const RISK = 'Schreiben Sie, woran der Kunde scheitern könnte, wie ernst es ist und was helfen würde, oder „Keine“.';
const MITIGATION = 'Schreiben Sie, was dagegen getan wird und von wem.';
const TOUCH = 'Ergänzen Sie, wann jemand von uns zuletzt mit dieser Person gesprochen hat.';
const BEFORE_KICKOFF = 'Sprechen Sie vor dem Kickoff mit dieser Person.';
const CHAMPION = 'Nennen Sie, wer intern für uns spricht und wann wir zuletzt gesprochen haben.';
const BUYER = 'Nennen Sie, wer über das Geld entscheidet und wann wir zuletzt gesprochen haben.';
const CONTACT = 'Nennen Sie, wer zuerst angerufen werden soll.';
const PRICING = 'Nennen Sie Rabatte und Konditionen, die vom Standard abweichen, oder schreiben Sie „Keine“.';
const START = 'Geben Sie den Tag an, an dem der Kunde unseren Beginn erwartet.';
const KICKOFF = 'Schreiben Sie, wie der Kunde beginnen möchte.';
const INTEGRATION = 'Nennen Sie die anzubindenden Systeme und die Richtung, oder schließen Sie das Thema aus.';
const MIGRATION = 'Schreiben Sie, was von wo und in welchem Umfang migriert wird, oder schließen Sie das Thema aus.';
const CONSTRAINTS = 'Nennen Sie, was uns begrenzt: Netze, Versionen, Sperrzeiten, oder schließen Sie das Thema aus.';
const SECURITY = 'Nennen Sie Prüfungen, Zertifikate und den Ort der Daten, oder schließen Sie das Thema aus.';

const commonplace = (what: string, isCommonplace: boolean): string =>
  isCommonplace ? `${what} würde auf jeden Kunden passen.` : `${what} sagt zu wenig, um danach zu handeln.`;

const untouched = (name: string): string => `Zu ${name} ist kein letzter Kontakt erfasst.`;
const stale = (name: string, days: string): string => `Der letzte Kontakt mit ${name} liegt ${days} Tage zurück.`;

/** The rubric's reasons in German: the same codes, the same quotes, in the words of the package's German labels. */
const GERMAN: Readonly<Record<ReasonCode, Words>> = {
  'context.problem.missing': () => ['Das Problem fehlt.', PROBLEM],
  'context.problem.vague': (quote, kind) => [commonplace(`Das Problem „${quote}“`, kind === 'commonplace'), PROBLEM],
  'context.engaged.missing': () => ['Der Anlass fehlt.', ENGAGED],
  'context.engaged.vague': (quote, kind) => [commonplace(`Der Anlass „${quote}“`, kind === 'commonplace'), ENGAGED],
  'context.goals.missing': () => ['Die Ziele des Käufers fehlen.', GOAL],
  'context.goals.gap': () => ['Die Ziele des Käufers sind noch nicht bekannt.', GOAL],
  'context.goals.vague': (quote, kind) => [commonplace(`Das Ziel „${quote}“`, kind === 'commonplace'), GOAL],
  'context.useCase.missing': () => ['Es ist kein Anwendungsfall genannt.', USE_CASE],
  'context.useCase.vague': (quote, kind) => [
    commonplace(`Der Anwendungsfall „${quote}“`, kind === 'commonplace'),
    USE_CASE
  ],
  's2c.scope.missing': () => ['Der unterschriebene Umfang fehlt.', SCOPE],
  's2c.scope.gap': () => ['Der unterschriebene Umfang ist noch nicht bekannt.', SCOPE],
  's2c.scope.vague': (quote) => [`„${quote}“ sagt nicht, für wie viele oder wo.`, SCOPE],
  's2c.contact.missing': () => ['Der Hauptansprechpartner fehlt.', CONTACT],
  's2c.contact.gap': () => ['Der Hauptansprechpartner ist noch nicht bekannt.', CONTACT],
  's2c.pricing.missing': () => ['Die Preisausnahmen fehlen.', PRICING],
  's2c.pricing.gap': () => ['Die Preisausnahmen sind noch nicht bekannt.', PRICING],
  's2c.start.missing': () => ['Das Startdatum fehlt.', START],
  's2c.start.gap': () => ['Das Startdatum ist noch nicht bekannt.', START],
  's2c.kickoff.missing': () => ['Der Kickoff-Wunsch fehlt.', KICKOFF],
  's2c.kickoff.gap': () => ['Der Kickoff-Wunsch ist noch nicht bekannt.', KICKOFF],
  'expectations.criteria.missing': () => ['Es ist kein Erfolgskriterium genannt.', CRITERION],
  'expectations.criteria.gap': () => ['Die Erfolgskriterien sind noch nicht bekannt.', CRITERION],
  'expectations.criteria.unmeasured': (quote) => [
    `„${quote}“ sagt nicht, wie viel oder was man sehen wird.`,
    'Ergänzen Sie eine Menge oder ein Ergebnis, das man sehen kann.'
  ],
  'expectations.criteria.undated': (quote) => [`„${quote}“ sagt nicht, bis wann.`, 'Ergänzen Sie, bis wann.'],
  'expectations.criteria.vague': (quote) => [
    `„${quote}“ ist nicht messbar: Es sagt weder wie viel noch bis wann.`,
    CRITERION
  ],
  'expectations.words.missing': () => ['Was der Kunde in eigenen Worten einen Erfolg nennt, fehlt.', WORDS],
  'expectations.words.ours': (quote) => [`„${quote}“ klingt nach unseren Worten.`, WORDS],
  'expectations.promises.missing': () => ['Die zugesagten Leistungen fehlen.', PROMISE],
  'expectations.promises.gap': () => ['Die zugesagten Leistungen sind noch nicht bekannt.', PROMISE],
  'expectations.promises.undated': (quote) => [
    `Die Zusage „${quote}“ hat kein Datum.`,
    'Ergänzen Sie, bis wann zugesagt wurde oder unter welcher Bedingung.'
  ],
  'expectations.promises.vague': (quote) => [`„${quote}“ sagt nicht, bis wann.`, PROMISE],
  'risk.notes.missing': () => ['Die Risikonotizen fehlen.', RISK],
  'risk.notes.gap': () => ['Die Risiken sind noch nicht bekannt.', RISK],
  'risk.notes.short': (quote) => [
    `„${quote}“ sagt nicht, wie ernst es ist oder was helfen würde.`,
    'Erfassen Sie es als Risiko mit Schweregrad und Gegenmaßnahme.'
  ],
  'risk.notes.unsorted': () => [
    'Die Risiken stehen in einer Notiz, ohne Schweregrad und Gegenmaßnahme.',
    'Erfassen Sie jedes als Risiko mit Schweregrad und Gegenmaßnahme.'
  ],
  'risk.severity.missing': (quote) => [
    `Das Risiko „${quote}“ hat keinen Schweregrad.`,
    'Wählen Sie Rot, Gelb oder Grün.'
  ],
  'risk.mitigation.missing': (quote) => [`Das Risiko „${quote}“ hat keine Gegenmaßnahme.`, MITIGATION],
  'risk.mitigation.vague': (quote) => [`Das Risiko „${quote}“ soll nur beobachtet werden.`, MITIGATION],
  'technical.integration.missing': () => ['Über Integrationen wurde nicht gesprochen.', INTEGRATION],
  'technical.integration.short': (quote) => [`„${quote}“ sagt zu wenig über Integrationen.`, INTEGRATION],
  'technical.data-migration.missing': () => ['Über Datenmigration wurde nicht gesprochen.', MIGRATION],
  'technical.data-migration.short': (quote) => [`„${quote}“ sagt zu wenig über die Datenmigration.`, MIGRATION],
  'technical.constraints.missing': () => ['Über technische Einschränkungen wurde nicht gesprochen.', CONSTRAINTS],
  'technical.constraints.short': (quote) => [`„${quote}“ sagt zu wenig über technische Einschränkungen.`, CONSTRAINTS],
  'technical.security.missing': () => ['Über Sicherheit und Compliance wurde nicht gesprochen.', SECURITY],
  'technical.security.short': (quote) => [`„${quote}“ sagt zu wenig über Sicherheit und Compliance.`, SECURITY],
  'relationship.champion.missing': () => ['Es ist kein Champion genannt.', CHAMPION],
  'relationship.champion.untouched': (name) => [untouched(name), TOUCH],
  'relationship.champion.stale': (name, days) => [stale(name, days), BEFORE_KICKOFF],
  'relationship.economic-buyer.missing': () => ['Es ist kein wirtschaftlicher Entscheider genannt.', BUYER],
  'relationship.economic-buyer.untouched': (name) => [untouched(name), TOUCH],
  'relationship.economic-buyer.stale': (name, days) => [stale(name, days), BEFORE_KICKOFF],
  'actions.thread.unowned': (quote) => [
    `Für den offenen Punkt „${quote}“ ist niemand zuständig.`,
    'Nennen Sie, wer sich kümmert.'
  ],
  'actions.thread.undated': (quote) => [`Der offene Punkt „${quote}“ hat kein Datum.`, 'Schreiben Sie, bis wann.']
};

/** What a reason says in German. */
export function inGerman({ code, about = [] }: Finding): { text: string; add: string } {
  const [text, add] = GERMAN[code](about[0] ?? '', about[1] ?? '');
  return { text, add };
}
