import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOrg } from '../src/org/open.ts';
import { importSampleData } from '../src/sampledata/import.ts';
import { PROJECT } from './org.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('the sample deals import through every trigger and rule, each with its owner', () => {
  const { org, stop } = openOrg({ root: PROJECT, log: quiet });
  const ids = importSampleData(org, join(PROJECT, 'scripts/data'));
  const csm = org.users.idOf('csm@handoff.example') ?? '';
  const ask = (soql: string) =>
    org.transact(csm, 'test', (tx) =>
      org.query.query(tx, { soql, binds: {}, access: 'user', sharing: 'with' }).rows.map((row) => row.values)
    );
  assert.equal(ask('SELECT Id FROM Opportunity').length, 5);
  const [won] = ask('SELECT Id, AccountId, StageName FROM Opportunity WHERE IsWon = TRUE');
  assert.equal(won?.['Id'], ids.get('OpportunitySolenne'));
  const brief = org.transact(csm, 'test', (tx) =>
    org.apex.invokeAura(tx, 'HandoffBriefController', 'load', { accountId: won?.['AccountId'], handoffId: null })
  ) as {
    status: string;
    isCurrent: boolean;
    tiles: { code: string; lines: { citations: unknown[] }[] }[];
    earlier: unknown[];
  };
  assert.equal(brief.status, 'Delivered');
  assert.equal(brief.isCurrent, true);
  assert.equal(brief.tiles.length, 7);
  assert.ok(brief.tiles.some((tile) => tile.lines.some((line) => line.citations.length > 0)));
  assert.equal(brief.earlier.length, 1);
  stop();
});

test('the half-filled deal is refused with exactly what it lacks', () => {
  const { org, stop } = openOrg({ root: PROJECT, log: quiet });
  const ids = importSampleData(org, join(PROJECT, 'scripts/data'));
  const ae = org.users.idOf('ae@handoff.example') ?? '';
  const result = org.transact(ae, 'test', (tx) =>
    org.apex.invokeAura(tx, 'HandoffPanelController', 'moveToGate', { opportunityId: ids.get('OpportunityKestrel') })
  ) as { moved: boolean; missing: string[] };
  assert.equal(result.moved, false);
  assert.deepEqual(result.missing.sort(), ['s2c.goals', 's2c.kickoff', 's2c.pricing', 's2c.risks']);
  stop();
});
