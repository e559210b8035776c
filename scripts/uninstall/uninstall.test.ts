import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { importSampleData } from '../../local-org/src/sampledata/import.ts';
import { PROJECT, type RunningOrg, startOrg, stopOrg } from '../../local-org/test/org.ts';
import { OrgConnection } from '../install/org.ts';
import { type CommandResult, runCommand } from '../run/layer.ts';
import { parseOptions } from './options.ts';
import { jobsOf, objectsOf } from './source.ts';

const ALIAS = 'handoff-uninstall-test';
const ASSIGNED = "SELECT COUNT() FROM PermissionSetAssignment WHERE PermissionSet.Name LIKE 'Handoff_%'";

/** Salesforce's own CLI logs in to the local org, and the script takes the package out as far as its API goes. */
describe('scripts/uninstall.sh against the local org', () => {
  let org: RunningOrg;
  let connection: OrgConnection;
  let folder: string;

  const run = (program: string, args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> =>
    runCommand(program, args, { HOME: folder, SF_SKIP_NEW_VERSION_CHECK: 'true', ...env }, PROJECT);
  const uninstall = (...args: string[]): Promise<CommandResult> =>
    run('sh', ['scripts/uninstall.sh', '--target-org', ALIAS, ...args]);
  const counted = async (soql: string): Promise<number> =>
    Number((await connection.get(`/query?q=${encodeURIComponent(soql)}`))['totalSize']);
  const scheduled = async (): Promise<string[]> =>
    (await connection.query('SELECT Name FROM CronJobDetail ORDER BY Name')).map(({ Name }) => String(Name));

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'handoff-uninstall-'));
    org = await startOrg();
    importSampleData(org.org, join(PROJECT, 'scripts', 'data'));
    const body = new URLSearchParams({ grant_type: 'password', username: 'admin@handoff.example', password: 'local' });
    const answer = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body });
    const { access_token } = (await answer.json()) as { access_token: string }; // Salesforce's own answer.
    connection = new OrgConnection(org.url, 'admin@handoff.example', access_token);
    await connection.apex(readFileSync(join(PROJECT, 'scripts', 'install', 'schedule.apex'), 'utf8'));
    await connection.apex("System.schedule('Somebody else', '0 0 4 * * ?', new HandoffRetentionSchedulable());");
    await connection.apex(
      "insert new Handoff_Stakeholder__c(Handoff__c = [SELECT Id FROM Handoff__c LIMIT 1].Id, Person_Name__c = 'Åsa „q“\\nx');"
    );
    const login = ['org', 'login', 'access-token', '--instance-url', org.url, '--alias', ALIAS, '--no-prompt'];
    const { code, output } = await run('sf', login, { SF_ACCESS_TOKEN: access_token });
    assert.equal(code, 0, output);
  });
  after(async () => {
    await stopOrg(org);
    rmSync(folder, { recursive: true, force: true });
  });

  test('a dry run counts and lists, and changes nothing', async () => {
    const [assigned, handoffs] = [await counted(ASSIGNED), await counted('SELECT COUNT() FROM Handoff__c')];
    assert.ok(assigned > 5 && handoffs > 3, `${assigned} and ${handoffs}`);
    const { code, output } = await uninstall('--dry-run', '--export', join(folder, 'dry'));
    assert.equal(code, 0, output);
    assert.match(output, /Handoff Local Org, Developer Edition, no production org, as admin@handoff\.example/);
    assert.match(output, new RegExp(`Handoff__c: ${handoffs}\n`));
    assert.match(output, /\n {2}4 are scheduled\./);
    assert.match(output, new RegExp(`\n  ${assigned} are assigned\\.`));
    assert.match(output, /Dry run: nothing was changed/);
    assert.deepEqual([await counted(ASSIGNED), (await scheduled()).length], [assigned, 5]);
    assert.equal(existsSync(join(folder, 'dry')), false);
  });

  test('nothing is changed before somebody said yes, or in an org that nobody named', async () => {
    const assigned = await counted(ASSIGNED);
    const unasked = await uninstall();
    assert.equal(unasked.code, 1, unasked.output);
    assert.match(unasked.output, /FAILED at Step 3[\s\S]*Nobody sits at the terminal[\s\S]*--yes/);
    const nowhere = await run('sh', ['scripts/uninstall.sh', '--yes'], { SF_TARGET_ORG: ALIAS });
    assert.equal(nowhere.code, 2, nowhere.output);
    assert.match(nowhere.output, /--target-org is missing/);
    assert.deepEqual([await counted(ASSIGNED), (await scheduled()).length], [assigned, 5]);
  });

  test('exports every record, then takes all away that needs no Metadata API', async () => {
    const to = join(folder, 'export');
    const objects = objectsOf(PROJECT);
    const there = new Map<string, number>();
    for (const { name } of objects) there.set(name, await counted(`SELECT COUNT() FROM ${name}`));
    const { code, output } = await uninstall('--export', to, '--yes');
    assert.equal(code, 0, output);
    assert.match(output, /HERE A REAL ORG IS NEEDED: the local org has no Metadata API/);
    assert.doesNotMatch(output, /not readable to you/);
    assert.match(output, /Handoff_Account_Record_Page, Handoff_Opportunity_Record_Page, Handoff_Record_Page/);
    assert.match(output, /Done, as far as the local org goes\./);
    assert.equal(await counted(ASSIGNED), 0, 'nobody has a set, the one who exported neither');
    assert.deepEqual(await scheduled(), ['Somebody else'], 'jobs of others stay');

    assert.equal(readdirSync(to).length, objects.length);
    for (const { name, fields } of objects) {
      const path = join(to, `${name}.jsonl`);
      const rows = readFileSync(path, 'utf8').split('\n').slice(0, -1).map(parsed);
      assert.equal(rows.length, there.get(name), name);
      assert.match(output, new RegExp(`  ${name}: ${rows.length}\n`));
      for (const row of rows)
        assert.deepEqual(
          [...fields, 'attributes'].filter((field) => !(field in row)),
          ['attributes'],
          name
        );
      assert.equal(statSync(path).mode & 0o777, 0o600);
    }
    const people = readFileSync(join(to, 'Handoff_Stakeholder__c.jsonl'), 'utf8').split('\n').slice(0, -1).map(parsed);
    assert.ok(people.some(({ Person_Name__c }) => Person_Name__c === 'Åsa „q“\nx'));

    const destructive = readFileSync(join(PROJECT, '.cache', 'uninstall', 'destructiveChanges.xml'), 'utf8');
    const kinds = [...destructive.matchAll(/<name>(\w+)<\/name>/g)].map(([, kind]) => kind);
    assert.deepEqual(
      kinds.filter((kind) => /Label|Transl|Layout|Object/.test(String(kind))),
      ['CustomLabel', 'CustomObject']
    );
    for (const member of ['HandoffTrigger', 'handoffPanel', 'Opportunity.Handoff_Blockers__c', 'Handoff__c'])
      assert.ok(destructive.includes(`<members>${member}</members>`), member);
    assert.doesNotMatch(destructive, /<members>(?:Account|Opportunity|Handoff__c\.Score__c)<\/members>/);

    const twice = await uninstall('--export', to, '--yes');
    assert.equal(twice.code, 1, twice.output);
    assert.match(twice.output, /Handoff_Checklist_Item__mdt\.jsonl is there already, and is not overwritten/);
    const again = await uninstall('--yes');
    assert.equal(again.code, 0, again.output);
    assert.match(again.output, /None of them is scheduled\.[\s\S]*Nobody has one\./);
  });
});

test('an org has to be named, and options are known', () => {
  assert.throws(() => parseOptions(['--yes']), { name: 'InstallError', message: /--target-org is missing/ });
  assert.throws(() => parseOptions(['--target-org', 'a', '--export', '--yes']), { message: /--export needs a value/ });
  assert.throws(() => parseOptions(['--target-org', 'a', '--force']), { message: /--force is no option/ });
  assert.equal(parseOptions(['--help']), null);
  const all = { targetOrg: 'a', dryRun: true, exportTo: 'there', yes: true };
  assert.deepEqual(parseOptions(['--target-org', 'a', '--dry-run', '--export', 'there', '--yes']), all);
});

test('the jobs are those that the installation schedules', () => {
  const source = readFileSync(join(PROJECT, 'scripts', 'install', 'schedule.apex'), 'utf8');
  assert.equal(jobsOf(PROJECT).length, source.match(/new \w+Schedulable\(\)/g)?.length);
});

function parsed(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>; // One record a line, as it was written.
}
