import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InstallError } from './options.ts';
import { API_VERSION, type OrgConnection, OrgRefusal } from './org.ts';

/** What is known of an org once it was looked at. */
export interface OrgFacts {
  readonly id: string;
  readonly name: string;
  readonly edition: string;
  /** A production org takes a deployment only with all its local tests. */
  readonly isProduction: boolean;
  /** The local org of this project, which has no Metadata API. */
  readonly isLocal: boolean;
  /** What an admin should know, though it does not keep the package out. */
  readonly notes: readonly string[];
}

/** Editions whose orgs take no Apex of their own (Salesforce Features and Edition Allocations). */
const WITHOUT_APEX = [
  'Team Edition',
  'Professional Edition',
  'Personal Edition',
  'Contact Manager Edition',
  'Base Edition'
];

/** Objects that the package or the service reads, and what to turn on where one is missing. */
const NEEDED: Readonly<Record<string, string>> = {
  Account: 'a Sales Cloud licence for your user',
  Contact: 'a Sales Cloud licence for your user',
  Opportunity: 'a Sales Cloud licence for your user',
  OpportunityContactRole: 'a Sales Cloud licence for your user',
  Lead: 'a Sales Cloud licence for your user',
  Contract: 'contracts (Setup, Contract Settings)',
  Task: 'activities',
  Event: 'activities',
  Case: 'cases, which every Sales Cloud licence may read',
  EmailMessage: 'Enhanced Email (Setup, Enhanced Email) or Email-to-Case'
};

/**
 * Looks at an org before anything is changed in it.
 *
 * @param root the project's folder
 * @throws {InstallError} for what would make the installation fail
 */
export async function checkOrg(org: OrgConnection, root: string): Promise<OrgFacts> {
  const versions = await org.send('GET', '/services/data');
  const newest = Math.max(0, ...(Array.isArray(versions) ? versions : []).map(({ version }) => Number(version)));
  if (newest < API_VERSION)
    throw new InstallError(
      `The org answers API version ${newest.toFixed(1)}; the package needs ${API_VERSION}.0.`,
      'Wait for the org to get the next release, or take a sandbox on the preview.'
    );
  const facts = await factsOf(org);
  const { edition } = facts;
  if (WITHOUT_APEX.includes(edition))
    throw new InstallError(
      `The org is a ${edition}, which takes no Apex of its own.`,
      'Install into Enterprise, Unlimited, Performance or Developer Edition, a sandbox or a scratch org.'
    );
  await checkObjects(org);
  const language = facts.isLocal ? [] : await checkTranslations(org);
  return { ...facts, notes: [...language, ...(await stageNotes(org, root)), ...(await lightningNotes(org))] };
}

/** What an org says of itself, without a look at what it lacks. */
export async function factsOf(org: OrgConnection): Promise<OrgFacts> {
  const [row] = await org.query('SELECT Id, Name, OrganizationType, IsSandbox, InstanceName FROM Organization');
  const edition = String(row?.['OrganizationType'] ?? '');
  return {
    id: String(row?.['Id'] ?? ''),
    name: String(row?.['Name'] ?? ''),
    edition,
    isProduction: row?.['IsSandbox'] !== true && edition !== 'Developer Edition',
    isLocal: row?.['InstanceName'] === 'LOCAL',
    notes: []
  };
}

/** The org and the user, for whoever has to see that it is the right one. */
export function whoIs({ name, edition, isProduction }: OrgFacts, { username }: OrgConnection): string {
  return `${name}, ${edition}, ${isProduction ? 'production' : 'no production org'}, as ${username}.`;
}

async function checkObjects(org: OrgConnection): Promise<void> {
  const { sobjects } = await org.get('/sobjects');
  const names = new Set((Array.isArray(sobjects) ? sobjects : []).map(({ name }) => String(name)));
  const missing = Object.entries(NEEDED).filter(([name]) => !names.has(name));
  if (missing.length > 0)
    throw new InstallError(
      `The org lacks, or you may not read: ${missing.map(([name]) => name).join(', ')}.`,
      `Turn on ${[...new Set(missing.map(([, feature]) => feature))].join('; ')}.`
    );
}

/** The package brings German along, which an org without Translation Workbench refuses (LanguageSettings, Metadata API). */
async function checkTranslations(org: OrgConnection): Promise<string[]> {
  const answer = await org.metadata(
    '<readMetadata><type>LanguageSettings</type><fullNames>Language</fullNames></readMetadata>'
  );
  const [, isOn] = /<enableTranslationWorkbench>(true|false)</.exec(answer) ?? [];
  if (isOn === 'false')
    throw new InstallError(
      'Translation Workbench is off, and without it the org refuses the package.',
      'Turn it on: Setup, Translation Language Settings, Enable.'
    );
  if (isOn === 'true') return [];
  return ['Whether Translation Workbench is on could not be read: see Setup, Translation Language Settings.'];
}

/** An org with stages of its own takes the package, but its gate would never close. */
async function stageNotes(org: OrgConnection, root: string): Promise<string[]> {
  const rows = await org.query('SELECT ApiName FROM OpportunityStage WHERE IsActive = true');
  const stages = new Set(rows.map((row) => String(row['ApiName'])));
  return [
    { file: 'Handoff_Gate.Sales_to_CS', field: 'Target_Stage__c', what: 'the gate covers' },
    { file: 'Handoff_Type.Sales_to_CS', field: 'Starts_At_Stage__c', what: 'a handoff starts at' }
  ].flatMap(({ file, field, what }) => {
    const path = join(root, 'force-app', 'main', 'default', 'customMetadata', `${file}.md-meta.xml`);
    const value = new RegExp(`<field>${field}</field>\\s*<value[^>]*>([^<]*)<`).exec(readFileSync(path, 'utf8'))?.[1];
    if (value === undefined || value === '' || stages.has(value)) return [];
    return [`The org has no stage "${value}", which ${what}: change ${field} of ${file} (docs/admin.md).`];
  });
}

async function lightningNotes(org: OrgConnection): Promise<string[]> {
  const field = 'UserPreferencesLightningExperiencePreferred';
  try {
    const [user] = await org.query(
      `SELECT ${field} FROM User WHERE Username = '${org.username.replaceAll("'", "\\'")}'`
    );
    return user?.[field] === false ? ['You use Salesforce Classic: switch to Lightning to see the pages.'] : [];
  } catch (error) {
    // An org without Classic need not have the field.
    if (error instanceof OrgRefusal) return [];
    throw error;
  }
}
