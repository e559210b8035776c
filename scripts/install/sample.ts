import { assign, unassign } from './access.ts';
import { InstallError } from './options.ts';
import { type OrgConnection, quoted } from './org.ts';
import { sf } from './sf.ts';

/** Deals of the sample data and the stages they go through once everything is there (scripts/data/README.md). */
const MOVES: readonly [deal: string, stages: readonly string[]][] = [
  ['Marlow Street Clinics: patient intake', ['Negotiation/Review']],
  ['Kestrel Freight: damage claims', ['Negotiation/Review']],
  ['Aurelis Insurance Group: claims intake, three countries', ['Negotiation/Review']],
  ['Solenne Energy: field work orders', ['Negotiation/Review', 'Closed Won']]
];

/**
 * Loads the sample deals, or what of it is still to do.
 *
 * @returns whether anything was loaded or moved
 * @throws {InstallError} when the CLI could not import them, or some are there and others are not
 */
export async function loadSample(org: OrgConnection, targetOrg: string): Promise<boolean> {
  const names = MOVES.map(([deal]) => quoted(deal)).join(', ');
  const deals = `SELECT Id, Name, StageName FROM Opportunity WHERE Name IN (${names})`;
  let found = await org.query(deals);
  if (found.length === 0) {
    await importTree(org, targetOrg);
    found = await org.query(deals);
  }
  if (found.length < MOVES.length)
    throw new InstallError(
      `Only ${found.length} of ${MOVES.length} sample deals are there.`,
      'Delete the five sample accounts (scripts/data/README.md) and run the command again.'
    );
  let moved = 0;
  for (const [deal, stages] of MOVES) {
    const row = found.find(({ Name }) => Name === deal);
    // -1 for a deal that has not moved yet.
    const at = stages.indexOf(String(row?.['StageName']));
    for (const StageName of stages.slice(at + 1)) {
      await org.send('PATCH', `/sobjects/Opportunity/${String(row?.['Id'])}`, { StageName });
      moved++;
    }
  }
  if (moved > 0) await nameCustomer(org);
  return moved > 0;
}

/** The user who imports needs the fields that otherwise only the service writes, and only for as long as it takes. */
async function importTree(org: OrgConnection, targetOrg: string): Promise<void> {
  const added = await assign(org, org.username, ['Handoff_Integration']);
  try {
    const code = await sf([
      'data',
      'import',
      'tree',
      '--plan',
      'scripts/data/sample-plan.json',
      '--target-org',
      targetOrg
    ]);
    if (code !== 0)
      throw new InstallError(
        'The sample deals could not be imported.',
        'The CLI says above what is in the way: often a required field or a validation rule of your own. Delete what was imported and run the command again, or go on without --sample-data.'
      );
  } finally {
    await unassign(org, org.username, added);
  }
}

async function nameCustomer(org: OrgConnection): Promise<void> {
  const [account] = await org.query(`SELECT Id FROM Account WHERE Name = 'Solenne Energy'`);
  if (account) await org.send('PATCH', `/sobjects/Account/${String(account['Id'])}`, { Type: 'Customer - Direct' });
}
