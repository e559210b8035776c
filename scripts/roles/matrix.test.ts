import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { type ProjectMetadata, readProject } from '../../local-org/src/metadata/project.ts';
import { customPermissionHolders, type ObjectRights, type Right, roleMatrix } from './matrix.ts';
import { renderPermissions } from './page.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Fields that few may see or write, and the only roles that may. Everyone else must have nothing. */
const GUARDED: Record<string, { read: string[]; edit: string[] }> = {
  'Handoff_Stakeholder__c.Private_Stance__c': {
    read: ['Handoff_AE', 'Handoff_Admin', 'Handoff_CSM', 'Handoff_Manager'],
    edit: ['Handoff_AE', 'Handoff_Admin', 'Handoff_Manager']
  },
  'Handoff__c.Manager_Notes__c': {
    read: ['Handoff_Admin', 'Handoff_Integration', 'Handoff_Manager'],
    edit: ['Handoff_Admin', 'Handoff_Integration', 'Handoff_Manager']
  }
};
/** Fields that only the machine writes, and administrators who repair. */
const MACHINE = ['Handoff_Admin', 'Handoff_Integration'];
const BY_MACHINE = [
  'Handoff__c.Score__c',
  'Handoff__c.Score_Status__c',
  'Handoff__c.Trigger_Key__c',
  'Handoff__c.Gate_Results__c',
  'Handoff__c.Delivered_At__c',
  'Handoff__c.Acknowledged_At__c',
  'Handoff__c.Approved_By__c',
  'Handoff__c.Approved_At__c',
  'Handoff__c.Missing_Answers__c',
  'Opportunity.Handoff_Blockers__c',
  'Opportunity.Handoff_Score__c',
  'Account.Current_Handoff__c',
  'Handoff_Citation__c.Quote__c',
  'Handoff_Citation__c.Source_Id__c'
];
const HOLDERS: Record<string, string[]> = {
  Handoff_Bypass_Gate: ['Handoff_Bypass'],
  Handoff_Act_For_Others: ['Handoff_Admin', 'Handoff_Manager'],
  Handoff_Erase_Person: ['Handoff_Admin'],
  Handoff_View_Private_Stance: ['Handoff_AE', 'Handoff_Admin', 'Handoff_CSM', 'Handoff_Manager']
};

describe('the roles', () => {
  let project: ProjectMetadata;
  let matrix: ObjectRights[];
  before(() => {
    project = readProject(ROOT);
    matrix = roleMatrix(project);
  });

  it('stand in docs/permissions.md as they are', async () => {
    assert.equal(
      readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8'),
      await renderPermissions(project),
      'docs/permissions.md is out of date: run node scripts/permissions.ts'
    );
  });

  for (const [name, { read, edit }] of Object.entries(GUARDED)) {
    it(`keep ${name} to those it is for`, () => {
      const rights = rightsOf(matrix, name);
      assert.deepEqual(having(rights, 'R'), read);
      assert.deepEqual(having(rights, 'E'), edit);
    });
  }

  it('let nobody write what the machine writes', () => {
    const others = BY_MACHINE.flatMap((name) =>
      having(rightsOf(matrix, name), 'E')
        .filter((role) => !MACHINE.includes(role))
        .map((role) => `${role} edits ${name}`)
    );
    assert.deepEqual(others, []);
  });

  it('hold the custom permissions they should, and no others', () => {
    assert.deepEqual(Object.fromEntries(customPermissionHolders(project)), HOLDERS);
  });

  it('never edit a field that they do not read, nor one of an object that they do not edit', () => {
    const wrong = matrix.flatMap(({ object, rights, fields }) =>
      fields.flatMap(({ field, rights: own }) =>
        own
          .filter(({ role, letters }) => {
            const onObject = rights.find((right) => right.role === role)?.letters ?? '';
            const mayWrite = onObject.includes('C') || onObject.includes('E');
            return letters.includes('E') && (!letters.includes('R') || !mayWrite);
          })
          .map(({ role }) => `${role} edits ${object}.${field}`)
      )
    );
    assert.deepEqual(wrong, []);
  });

  it('let only administrators delete handoffs and modify what others own', () => {
    const handoff = matrix.find(({ object }) => object === 'Handoff__c');
    assert.deepEqual(having(handoff?.rights ?? [], 'D'), MACHINE);
    const modifiers = new Set(matrix.flatMap(({ rights }) => having(rights, 'M')));
    assert.deepEqual([...modifiers].sort(), MACHINE);
  });

  it('give the bypass nothing but the bypass', () => {
    assert.ok(matrix.every(({ rights, fields }) => [rights, ...fields.map((each) => each.rights)].every(isEmpty)));
  });
});

function isEmpty(rights: readonly Right[]): boolean {
  return rights.find(({ role }) => role === 'Handoff_Bypass')?.letters === '';
}

function rightsOf(matrix: readonly ObjectRights[], name: string): readonly Right[] {
  const [object, field] = name.split('.');
  const rights = matrix.find((each) => each.object === object)?.fields.find((each) => each.field === field)?.rights;
  assert.ok(rights, `${name} is no field with rights of its own`);
  return rights;
}

function having(rights: readonly Right[], letter: string): string[] {
  return rights
    .filter(({ letters }) => letters.includes(letter))
    .map(({ role }) => role)
    .sort();
}
