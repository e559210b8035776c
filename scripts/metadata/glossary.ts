import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';
import type { Translation } from '../../local-org/src/metadata/translations.ts';

/** One word for one thing, in German too: where the English text has the word, the German one has its own. */
interface Term {
  english: RegExp;
  german: RegExp;
  /** As `docs/admin.md` lists it. */
  word: string;
}

const GERMAN: readonly Term[] = [
  {
    english: /(?<!-)\bhand(?:ed|ing)?[- ]?(?:offs?|over)\b(?! gate)/i,
    german: /überg[ae]b|übernahme|übernehm/i,
    word: 'Übergabe'
  },
  { english: /\breceivers?\b/i, german: /empfänger/i, word: 'Empfänger' },
  { english: /\bbriefs?\b/i, german: /briefing/i, word: 'Briefing' },
  { english: /\banswers?\b(?! the first call)/i, german: /antwort/i, word: 'Antwort' },
  { english: /\bplaceholders?\b/i, german: /platzhalter/i, word: 'Platzhalter' },
  { english: /\bnot known yet\b/i, german: /noch nicht bekannt/i, word: 'Noch nicht bekannt' },
  { english: /(?<!quality )\bgates?\b/i, german: /gate/i, word: 'Gate' },
  { english: /\bscores?\b/i, german: /punktzahl|bewert/i, word: 'Punktzahl, Bewertung' },
  { english: /\bsections?\b/i, german: /abschnitt/i, word: 'Abschnitt' },
  { english: /\bkickoffs?\b/i, german: /kickoff/i, word: 'Kickoff' },
  { english: /\bstakeholders?\b/i, german: /stakeholder/i, word: 'Stakeholder' },
  { english: /\bevidence\b/i, german: /beleg/i, word: 'Beleg' },
  { english: /\brisks?\b/i, german: /risik/i, word: 'Risiko' },
  { english: /(?<!competitor or )\bopportunit(?:y|ies)\b/i, german: /opportunit/i, word: 'Opportunity' },
  { english: /\bstages?\b/i, german: /phase/i, word: 'Phase' },
  { english: /\bopen threads?\b/i, german: /offene[nrs]? punkt/i, word: 'Offener Punkt' },
  { english: /\buse cases?\b/i, german: /anwendungsf[aä]ll/i, word: 'Anwendungsfall' },
  { english: /\bcontext to deliver\b/i, german: /kontext zur umsetzung/i, word: 'Kontext zur Umsetzung' }
];

/** Readers are addressed as "Sie", never as "du", and written to without marks for genders. */
const FAMILIAR = /(?<!\p{L})(?:du|dich|dir|dein\p{L}*|euch|euer|eure\p{L}*)(?!\p{L})/iu;

/** Languages that have a glossary here. */
const GLOSSARIES: ReadonlyMap<string, { terms: readonly Term[]; familiar: RegExp }> = new Map([
  ['de', { terms: GERMAN, familiar: FAMILIAR }]
]);

interface Text {
  own: string;
  translated: string | undefined;
  what: string;
  source: string;
}

/**
 * Checks that translations keep to the words of the glossary, and to one way of address.
 *
 * @returns `path:line message` for each problem
 */
export function checkGlossary(project: ProjectMetadata): string[] {
  return [...project.translations].flatMap(([language, translation]) => {
    const glossary = GLOSSARIES.get(language);
    return glossary === undefined
      ? []
      : textsOf(project, translation).flatMap(({ own, translated = '', what, source }) => [
          ...glossary.terms
            .filter(({ english, german }) => translated !== '' && english.test(own) && !german.test(translated))
            .map(
              ({ word }) => `${source} ${what} "${translated}" lacks "${word}" for "${own}" (docs/admin.md, Glossary)`
            ),
          ...(glossary.familiar.test(translated) ? [`${source} ${what} "${translated}" says "du": say "Sie"`] : [])
        ]);
  });
}

function textsOf({ schema, labels }: ProjectMetadata, translation: Translation): Text[] {
  const { labels: translated, objects, source } = translation;
  return [
    ...[...labels].map(([name, own]) => ({
      own,
      translated: translated.get(name),
      what: `The label ${name}`,
      source
    })),
    ...[...objects].flatMap(([name, object]) => {
      const described = schema.object(name);
      if (!described) return [];
      return [
        { own: described.label, translated: object.label, what: `The object ${name}`, source: object.source },
        ...described.validationRules.map((rule) => ({
          own: rule.message,
          translated: object.rules.get(rule.fullName),
          what: `The rule ${rule.fullName}`,
          source: object.source
        })),
        ...described.fields.flatMap((field) => {
          const found = object.fields.get(field.apiName);
          if (!found) return [];
          const at = { what: `The field ${name}.${field.apiName}`, source: found.source };
          return [
            { own: field.label, translated: found.label, ...at },
            { own: field.inlineHelpText ?? '', translated: found.help, ...at },
            ...field.picklist.map(({ label }) => ({ own: label, translated: found.values.get(label), ...at }))
          ];
        })
      ];
    })
  ];
}
