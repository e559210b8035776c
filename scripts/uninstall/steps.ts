import { relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { assign, unassign } from '../install/access.ts';
import { factsOf, whoIs } from '../install/check.ts';
import { InstallError } from '../install/options.ts';
import { quoted } from '../install/org.ts';
import { NEEDS_REAL_ORG, type StepOf, type Work } from '../install/run.ts';
import { sf } from '../install/sf.ts';
import { assignmentsOf, deleteAssignments } from './access.ts';
import { checkFolder, count, exportObject } from './export.ts';
import { writeManifests } from './manifest.ts';
import type { UninstallOptions } from './options.ts';
import { jobsOf, objectsOf, pagesOf, permissionSetGroupsOf, permissionSetsOf } from './source.ts';

export type Uninstallation = Work<UninstallOptions>;

/** The steps of an uninstallation, in order: what is in the way of the deletion goes before it. */
export const STEPS: readonly StepOf<UninstallOptions>[] = [
  { title: 'Check the org', isDry: true, run: check },
  { title: 'Export the records', isDry: true, run: exportRecords },
  { title: 'Ask before anything is changed', isDry: false, run: confirm },
  { title: 'Take the jobs off the schedule', isDry: true, run: unschedule },
  { title: 'Take the permission sets from users', isDry: true, run: takeAccess },
  { title: 'Take the pages off their records', isDry: true, run: tellOfPages },
  { title: 'Delete the package', isDry: true, run: remove },
  { title: 'Say what is left', isDry: true, run: tellOfRest }
];

async function check(it: Uninstallation): Promise<string> {
  const facts = await factsOf(it.org);
  it.facts = facts;
  return whoIs(facts, it.org);
}

async function exportRecords(it: Uninstallation): Promise<string> {
  const { exportTo, dryRun } = it.options;
  const objects = objectsOf(it.root);
  if (exportTo !== null) checkFolder(exportTo, objects);
  if (exportTo === null || dryRun) {
    const counts = [];
    for (const { name } of objects) counts.push({ name, records: await count(it.org, name) });
    for (const { name, records } of counts) it.say(`  ${name}: ${records ?? 'not there, or not readable to you'}`);
    const what = exportTo === null ? 'Not asked for (--export DIR)' : `They would be written to ${exportTo}`;
    return `${what}. Deleted records stay in the org's recycle bin for 15 days and come back with their objects only.`;
  }
  // Nobody's role reads every field; whoever uninstalls gets all of them, for as long as it takes.
  const added = await assign(it.org, it.org.username, await setsInOrg(it));
  try {
    for (const object of objects) {
      if ((await count(it.org, object.name)) === null)
        throw new InstallError(
          `${object.name} is not in the org, or you may not read it.`,
          'Log in as a System Administrator. If an earlier run has deleted it, leave --export away.'
        );
      const { records, unread } = await exportObject(it.org, object, exportTo);
      it.say(`  ${object.name}: ${records}`);
      if (unread.length > 0) it.say(`  Note: not readable to you, and not in the file: ${unread.join(', ')}.`);
    }
  } finally {
    await unassign(it.org, it.org.username, added);
  }
  return `Written to ${exportTo}, with personal data: keep it as long as you may.`;
}

async function confirm(it: Uninstallation): Promise<string> {
  const { yes, targetOrg, exportTo } = it.options;
  if (yes) return 'Not asked (--yes).';
  if (!it.isInteractive)
    throw new InstallError('Nobody sits at the terminal who could say yes.', 'Run it there, or add --yes.');
  it.say(
    `  Handoff and all its records leave ${it.facts?.name ?? targetOrg}${exportTo === null ? ', unexported' : ''}.`
  );
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(`  Type ${targetOrg} to go on: `);
    if (answer.trim() === targetOrg) return 'Yes.';
  } finally {
    lines.close();
  }
  throw new InstallError('That was no yes; nothing was changed.', 'Run it again when you want to.');
}

async function unschedule(it: Uninstallation): Promise<string> {
  const names = jobsOf(it.root).map(quoted).join(', ');
  const found = await it.org.query(`SELECT Id FROM CronTrigger WHERE CronJobDetail.Name IN (${names})`);
  if (found.length === 0) return 'None of them is scheduled.';
  if (it.options.dryRun) return `${found.length} are scheduled.`;
  await it.org.apex(found.map(({ Id }) => `System.abortJob(${quoted(String(Id))});`).join('\n'));
  return `${found.length} were scheduled.`;
}

async function takeAccess(it: Uninstallation): Promise<string> {
  const ids = await assignmentsOf(it.org, permissionSetsOf(it.root), permissionSetGroupsOf(it.root));
  if (ids.length === 0) return 'Nobody has one.';
  if (it.options.dryRun) return `${ids.length} are assigned.`;
  await deleteAssignments(it.org, ids);
  return `${ids.length} were assigned.`;
}

async function tellOfPages(it: Uninstallation): Promise<string> {
  it.say(
    '  By hand, in Setup, Lightning App Builder: open each of these pages, Activation, and remove every assignment:'
  );
  it.say(`  ${pagesOf(it.root).join(', ')}.`);
  it.say('  Take the panel and the brief off pages of your own, and layouts of Opportunity and Account.');
  return 'Salesforce deletes nothing that an active page shows; then the next step says so and can be repeated.';
}

async function remove(it: Uninstallation): Promise<string> {
  const manifests = await writeManifests(it.root);
  it.say(`  ${relative(it.root, manifests.destructive)} names ${manifests.components} components.`);
  if (it.facts?.isLocal) return `${NEEDS_REAL_ORG} the local org has no Metadata API. Nothing was deleted.`;
  const { dryRun, targetOrg } = it.options;
  const code = await sf([
    ...['project', 'deploy', 'start', '--target-org', targetOrg, '--wait', '60', '--concise'],
    ...['--manifest', manifests.package, '--post-destructive-changes', manifests.destructive],
    // What is gone already is a warning, and would end the deletion.
    ...['--ignore-warnings', '--test-level', it.facts?.isProduction ? 'RunLocalTests' : 'NoTestRun'],
    ...(dryRun ? ['--dry-run'] : [])
  ]);
  if (code === 0) return dryRun ? 'Validated; nothing was changed.' : 'Deleted.';
  throw new InstallError(
    'The org refused; nothing was deleted.',
    'The CLI lists above what still uses the package: active pages, flows, reports, formulas, Apex or permission sets of yours. Take it out there. In a dry run scheduled jobs and assigned permission sets are named as well: those go in a real run. To go back instead: scripts/install.sh.'
  );
}

async function tellOfRest(it: Uninstallation): Promise<string> {
  it.say(
    '  The external client app "Handoff Service" (Setup, External Client App Manager), and the user it logs in as.'
  );
  it.say('  The service: stop it, delete its job store, service.env and its key.');
  return "Tasks that came of handoffs are the org's own and stay.";
}

/** The package's permission sets, as far as the org has them. */
async function setsInOrg(it: Uninstallation): Promise<string[]> {
  const names = permissionSetsOf(it.root).map(quoted).join(', ');
  const rows = await it.org.query(`SELECT Name FROM PermissionSet WHERE Name IN (${names})`);
  return rows.map(({ Name }) => String(Name));
}
