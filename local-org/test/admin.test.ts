import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { DmlFailure } from '../src/org/errors.ts';
import { openOrg, type OpenOrg } from '../src/org/open.ts';
import type { OrgFeatures } from '../src/org/schema.ts';
import { importSampleData } from '../src/sampledata/import.ts';
import { copyPackage, PROJECT } from './org.ts';

const MAIN = join('force-app', 'main', 'default');
const FIELD = 'Data_Owner__c';

/** A copy of the package that an admin changed, and its org with the sample deals. */
interface Changed extends OpenOrg {
  ids: ReadonlyMap<string, string>;
}

/** The everyday changes of docs/admin.md: files of metadata only, no code. */
describe('what an admin changes without code', () => {
  const opened: { org: Changed; root: string }[] = [];
  after(() => {
    for (const { org, root } of opened) {
      org.stop();
      rmSync(root, { recursive: true, force: true });
    }
  });

  /** @param moves stages that sample deals may move on to */
  function change(
    edit: (file: (path: string) => string, write: (path: string, text: string) => void) => void,
    moves: readonly string[] = ['Negotiation/Review'],
    features: OrgFeatures = {}
  ): Changed {
    const root = copyPackage();
    cpSync(join(PROJECT, 'scripts', 'data'), join(root, 'data'), { recursive: true });
    // Sample deals that have moved on already would meet gates that are not made for them.
    const owners = join(root, 'data', 'local-owners.json');
    const rest: { after: { set: { StageName?: string } }[] } = JSON.parse(readFileSync(owners, 'utf8'));
    rest.after = rest.after.filter(({ set }) => set.StageName === undefined || moves.includes(set.StageName));
    writeFileSync(owners, JSON.stringify(rest));
    edit(
      (path) => readFileSync(join(root, MAIN, path), 'utf8'),
      (path, text) => writeFileSync(join(root, MAIN, path), text)
    );
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const org = openOrg({ root, log: quiet, minuteMs: 1_000_000, features });
    const ids = importSampleData(org.org, join(root, 'data'));
    opened.push({ org: { ...org, ids }, root });
    return { ...org, ids };
  }

  const record = (text: string, field: string, value: string): string => {
    const place = new RegExp(`(<field>${field}</field>\\s*)<value[^>]*?(?:/>|>[^<]*</value>)`);
    assert.match(text, place);
    return text.replace(place, (_all, before: string) => `${before}<value ${value}`);
  };
  const words = (value: string): string => `xsi:type="xsd:string">${value}</value>`;
  const flag = (value: boolean): string => `xsi:type="xsd:boolean">${value}</value>`;

  /** Saves a field as the AE. @returns what the save was refused for, '' when it went through */
  function save({ org }: Changed, object: string, id: string, values: Record<string, string>): string {
    try {
      org.transact(org.users.idOf('ae@handoff.example') ?? '', 'test', (tx) =>
        org.save.save(tx, {
          operation: 'update',
          object,
          records: [{ Id: id, ...values }],
          allOrNone: true,
          access: 'user',
          sharing: 'with'
        })
      );
      return '';
    } catch (error) {
      if (!(error instanceof DmlFailure)) throw error;
      return error.message;
    }
  }
  const move = (org: Changed, deal: string, StageName: string): string =>
    save(org, 'Opportunity', org.ids.get(deal) ?? '', { StageName });

  const GATE = join('customMetadata', 'Handoff_Gate.Sales_to_CS.md-meta.xml');
  const READY = 'OpportunityMarlow';
  const HALF = 'OpportunityKestrel';

  test('an answer of its own is asked for, and closes the gate until it is there', () => {
    const org = change((file, write) => {
      write(
        join('objects', 'Handoff__c', 'fields', `${FIELD}.field-meta.xml`),
        file(join('objects', 'Handoff__c', 'fields', 'Buyer_Goals__c.field-meta.xml'))
          .replaceAll('Buyer_Goals__c', FIELD)
          .replace(/<label>[^<]*</, '<label>Data owner<')
      );
      const sets = join('permissionsets', 'Handoff_AE.permissionset-meta.xml');
      const goals =
        /<fieldPermissions>\s*<editable>true<\/editable>\s*<field>Handoff__c\.Buyer_Goals__c[\s\S]*?<\/fieldPermissions>/;
      write(
        sets,
        file(sets).replace(goals, (same) => `${same}\n  ${same.replace('Buyer_Goals__c', FIELD)}`)
      );
      const changes: [string, string][] = [
        ['Code__c', words('s2c.dataowner')],
        ['Field__c', words(FIELD)],
        ['Question__c', words('Data owner')],
        ['Own_Rule__c', flag(false)]
      ];
      const goalsItem = file(join('customMetadata', 'Handoff_Checklist_Item.S2C_Goals.md-meta.xml'));
      write(
        join('customMetadata', 'Handoff_Checklist_Item.S2C_Data_Owner.md-meta.xml'),
        changes.reduce((text, [field, value]) => record(text, field, value), goalsItem)
      );
    });
    assert.match(move(org, READY, 'Closed Won'), /^More answers are missing: the Handoff panel .* lists them/);
    assert.equal(
      save(org, 'Handoff__c', org.ids.get('HandoffMarlow') ?? '', { [FIELD]: 'Mina Okoye, from their IT' }),
      ''
    );
    assert.equal(move(org, READY, 'Closed Won'), '');
  });

  test('the gate stands before another stage', () => {
    const org = change((file, write) => {
      write(GATE, record(file(GATE), 'Target_Stage__c', words('Negotiation/Review')));
    }, []);
    assert.match(move(org, HALF, 'Negotiation/Review'), /are missing|is missing/);
    assert.equal(move(org, HALF, 'Perception Analysis'), '');
  });

  test('a gate in mode Warn lets the deal through, one that is Off does not look', () => {
    for (const mode of ['Warn', 'Off']) {
      const org = change((file, write) => write(GATE, record(file(GATE), 'Mode__c', words(mode))));
      assert.equal(move(org, HALF, 'Closed Won'), '', mode);
    }
    const blocking = change(() => undefined);
    assert.match(move(blocking, HALF, 'Closed Won'), /./);
  });

  test('gates of record types stand in the place of the one for all, each in its own mode', () => {
    const gateOf = (recordType: string, mode: string): string =>
      join('customMetadata', `Handoff_Gate.${recordType}_${mode}.md-meta.xml`);
    const org = change(
      (file, write) => {
        for (const [recordType, mode] of [
          ['Renewal', 'Warn'],
          ['Pilot', 'Off']
        ] as const) {
          const own = record(record(file(GATE), 'Record_Type__c', words(recordType)), 'Mode__c', words(mode));
          write(gateOf(recordType, mode), own);
        }
      },
      [],
      { recordTypes: { Opportunity: ['New_Business', 'Renewal', 'Pilot'] } }
    );
    const rows = (soql: string) =>
      org.org.transact(org.org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) =>
        org.org.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' })
      ).rows;
    const attempts = (): unknown[] =>
      rows('SELECT Outcome__c FROM Handoff_Gate_Attempt__c ORDER BY Name').map(({ values }) => values['Outcome__c']);
    const become = (recordType: string): void => {
      const id = rows(`SELECT Id FROM RecordType WHERE DeveloperName = '${recordType}'`)[0]?.values['Id'];
      assert.equal(save(org, 'Opportunity', org.ids.get(HALF) ?? '', { RecordTypeId: String(id) }), '');
    };
    const panel = (): unknown =>
      org.org.transact(org.org.users.idOf('ae@handoff.example') ?? '', 'test', (tx) => {
        const opportunityId = org.ids.get(HALF);
        return org.org.apex.invokeAura(tx, 'HandoffPanelController', 'load', { opportunityId });
      });
    assert.match(move(org, HALF, 'Closed Won'), /missing/);
    assert.match(JSON.stringify(panel()), /"mode":"Block"/);
    become('Renewal');
    assert.match(JSON.stringify(panel()), /"mode":"Warn"/);
    assert.equal(move(org, HALF, 'Closed Won'), '');
    assert.equal(move(org, HALF, 'Prospecting'), '');
    become('Pilot');
    assert.doesNotMatch(JSON.stringify(panel()), /"gate":\{/);
    assert.equal(move(org, HALF, 'Closed Won'), '');
    assert.equal(move(org, HALF, 'Prospecting'), '');
    become('New_Business');
    assert.match(move(org, HALF, 'Closed Won'), /missing/);
    org.org.async.drain();
    assert.deepEqual(attempts(), ['Blocked', 'Warned', 'Blocked']);
  });

  test('with briefs switched off a won deal asks the service for none', () => {
    const path = join('customMetadata', 'Handoff_Setting.Default.md-meta.xml');
    const trigger = (org: Changed): unknown => {
      assert.equal(move(org, READY, 'Closed Won'), '');
      return org.org.transact(org.org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) => {
        const soql = `SELECT Brief_Trigger__c FROM Handoff__c WHERE Id = '${org.ids.get('HandoffMarlow')}'`;
        return org.org.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without' }).rows;
      });
    };
    const off = change((file, write) => write(path, record(file(path), 'Brief_On_Won__c', flag(false))));
    assert.doesNotMatch(JSON.stringify(trigger(off)), /"Won"/);
    const on = change((file, write) => write(path, record(file(path), 'Brief_On_Won__c', flag(true))));
    assert.match(JSON.stringify(trigger(on)), /"Won"/);
  });
});
