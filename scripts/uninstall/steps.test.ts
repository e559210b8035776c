import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { OrgConnection } from '../install/org.ts';
import { deleteAssignments } from './access.ts';
import { exportObject } from './export.ts';
import { destructiveOf } from './manifest.ts';
import { STEPS, type Uninstallation } from './steps.ts';

const PARCEL = { name: 'Parcel__c', fields: ['Weight__c', 'Secret__c'] };
const MANIFEST = `<Package><types><members>Parcel__c.Weight__c</members><members>Account.Parcels__c</members>
<name>CustomField</name></types><types><members>Parcel__c</members><name>CustomObject</name></types>
<types><members>Parcel__c-Parcel Layout</members><name>Layout</name></types>
<types><members>Parcel__c</members><members>Parcel__c_Other</members><name>CustomTab</name></types>
<types><members>CustomLabels</members><name>CustomLabels</name></types><types><members>de</members><name>Translations</name></types>
<types><members>Account-de</members><members>Parcel__c-de</members><name>CustomObjectTranslation</name></types>
<types><members>Parcel_Kind.Box</members><name>CustomMetadata</name></types></Package>`;

describe('an org of some thousand records', () => {
  let server: Server;
  let org: OrgConnection;
  let folder: string;
  /** Records that the org says it has, and those that it gives. */
  let [said, given] = [0, 0];
  const asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      const url = decodeURIComponent(request.url ?? '');
      asked.push(`${request.method} ${url}`);
      if (url.includes('COUNT()')) response.end(JSON.stringify({ totalSize: said, records: [] }));
      else if (url.includes('/describe'))
        response.end(JSON.stringify({ fields: [{ name: 'Id' }, { name: 'Weight__c' }] }));
      else if (request.method === 'DELETE')
        response.end(
          JSON.stringify([
            { success: true },
            url.includes('bad') ? { success: false, errors: [{ message: 'no' }] } : { success: true }
          ])
        );
      else {
        const from = Number(/more-(\d+)/.exec(url)?.[1] ?? 0);
        const until = Math.min(from + 2000, given);
        const records = Array.from({ length: until - from }, (_, index) => ({
          attributes: { type: 'Parcel__c' },
          Id: String(from + index),
          Weight__c: null
        }));
        const next = until < given ? { nextRecordsUrl: `/services/data/v66.0/query/more-${until}` } : {};
        response.end(JSON.stringify({ totalSize: given, done: until >= given, records, ...next }));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    org = new OrgConnection(`http://127.0.0.1:${address.port}`, 'o@hara.example', 'token');
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handoff-uninstall-'));
    asked.length = 0;
  });
  after(() => {
    server.close();
  });

  test('is exported page by page, and what was not readable is told', async () => {
    said = given = 4321;
    const exported = await exportObject(org, PARCEL, folder);
    assert.deepEqual(exported, { object: 'Parcel__c', records: 4321, unread: ['Secret__c'] });
    const lines = readFileSync(join(folder, 'Parcel__c.jsonl'), 'utf8').trimEnd().split('\n');
    assert.deepEqual([lines.length, new Set(lines).size], [4321, 4321]);
    assert.equal(lines.at(-1), '{"Id":"4320","Weight__c":null}');
    assert.deepEqual(readdirSync(folder), ['Parcel__c.jsonl']);
    rmSync(folder, { recursive: true });
  });

  test('that does not give all it has leaves no file that looks whole', async () => {
    [said, given] = [3000, 2999];
    await assert.rejects(exportObject(org, PARCEL, folder), { message: /has 3000 records, and 2999 came/ });
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
  });

  test('loses assignments two hundred at a time, and one that stays is told', async () => {
    const ids = Array.from({ length: 401 }, (_, index) => `id${index}`);
    await deleteAssignments(org, ids);
    assert.deepEqual(
      asked.map((line) => line.split(',').length),
      [200, 200, 1]
    );
    await assert.rejects(deleteAssignments(org, ['id1', 'bad']), { message: /could not be taken from a user: no/ });
    rmSync(folder, { recursive: true });
  });

  describe('and Salesforce’s CLI', () => {
    const path = process.env['PATH'] ?? '';
    const removal = STEPS.find(({ title }) => title === 'Delete the package');
    const said: string[] = [];
    const work = (dryRun: boolean, isProduction: boolean): Uninstallation => ({
      root: folder,
      options: { targetOrg: 'mine', dryRun, exportTo: null, yes: true },
      org,
      facts: { id: '', name: '', edition: '', isProduction, isLocal: false, notes: [] },
      say: (line) => void said.push(line),
      isInteractive: false
    });
    /** A CLI that lists the manifest above, writes down what it was told to deploy, and answers with a code. */
    const cli = (code: number): void => {
      const bin = join(folder, 'bin');
      mkdirSync(bin);
      writeFileSync(join(folder, 'listed.xml'), MANIFEST);
      writeFileSync(
        join(bin, 'sf'),
        `#!/bin/sh
case "$2" in
  generate) cp '${folder}/listed.xml' '${folder}/.cache/uninstall/source.xml'; echo '{"result":{}}' ;;
  *) echo "$@" > '${folder}/deployed'; exit ${code} ;;
esac
`
      );
      chmodSync(join(bin, 'sf'), 0o755);
      process.env['PATH'] = `${bin}${delimiter}${path}`;
    };
    after(() => {
      process.env['PATH'] = path;
    });

    test('delete in one deployment, in production with all tests', async () => {
      cli(0);
      assert.ok(removal);
      assert.equal(await removal.run(work(false, true)), 'Deleted.');
      const manifests = join(folder, '.cache', 'uninstall');
      assert.equal(
        readFileSync(join(folder, 'deployed'), 'utf8'),
        `project deploy start --target-org mine --wait 60 --concise --manifest ${manifests}/package.xml ` +
          `--post-destructive-changes ${manifests}/destructiveChanges.xml --ignore-warnings --test-level RunLocalTests\n`
      );
      const destructive = readFileSync(join(manifests, 'destructiveChanges.xml'), 'utf8');
      assert.match(destructive, /<members>Account\.Parcels__c<\/members>\s*<name>CustomField<\/name>/);
      assert.match(readFileSync(join(manifests, 'package.xml'), 'utf8'), /<Package[^>]*>\s*<version>66\.0<\/version>/);
      rmSync(folder, { recursive: true });
    });

    test('only validate in a dry run', async () => {
      cli(0);
      assert.ok(removal);
      assert.match(await removal.run(work(true, false)), /Validated; nothing was changed/);
      assert.match(readFileSync(join(folder, 'deployed'), 'utf8'), /--test-level NoTestRun --dry-run\n/);
      rmSync(folder, { recursive: true });
    });

    test('say what to do when the org refuses', async () => {
      cli(1);
      assert.ok(removal);
      await assert.rejects(removal.run(work(false, false)), {
        message: /refused; nothing was deleted/,
        action: /active pages/
      });
      assert.ok(existsSync(join(folder, 'deployed')));
      rmSync(folder, { recursive: true });
    });
  });
});

test('what an org shares with everybody stays, and what goes with its object is not named', () => {
  assert.deepEqual(
    [...destructiveOf(MANIFEST)],
    [
      ['CustomField', ['Account.Parcels__c']],
      ['CustomObject', ['Parcel__c']],
      ['CustomTab', ['Parcel__c', 'Parcel__c_Other']],
      ['CustomMetadata', ['Parcel_Kind.Box']]
    ]
  );
});
