import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkMetadata } from './check.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const SOURCE = 'force-app/main/default';
const PERMISSIONS = `${SOURCE}/permissionsets/Handoff_SE.permissionset-meta.xml`;
const FIELD = `${SOURCE}/objects/Handoff__c/fields/Buyer_Goals__c.field-meta.xml`;
const TAB = `${SOURCE}/tabs/Handoff__c.tab-meta.xml`;

/** What is wrong, where it is put, and what must be said. In the text that is put, ¶ stands before the line to name. */
const PLANTED: [what: string, file: string, from: string | RegExp, to: string, said: string][] = [
  ['an unknown element', FIELD, '<length>', '¶<lenght>1</lenght>\n  <length>', 'CustomField has no <lenght>'],
  ['a wrong value of an enumeration', FIELD, '>LongTextArea<', '>¶LongText<', '<type> cannot be LongText:'],
  ['a number that is none', FIELD, '<length>', '<length>¶x', '<length> is a number'],
  ['an element that is there twice', FIELD, '<length>', '<length>1</length>\n  ¶<length>', 'has only one <length>'],
  ['a truth that is none', PERMISSIONS, '<readable>true', '<readable>¶yes', '<readable> is true or false'],
  [
    'an element that is missing',
    PERMISSIONS,
    '</PermissionSet>',
    '  ¶<userPermissions>\n    <name>RunFlow</name>\n  </userPermissions>\n</PermissionSet>',
    'PermissionSetUserPermission needs <enabled>'
  ],
  [
    'an element out of its order',
    FIELD,
    '<label>Buyer Goals</label>\n  <length>2000</length>',
    '<length>2000</length>\n  ¶<label>Buyer Goals</label>',
    '<label> of CustomField stands before <length>'
  ],
  [
    'a list torn apart',
    PERMISSIONS,
    '</PermissionSet>',
    '  ¶<classAccesses><apexClass>HandoffText</apexClass><enabled>true</enabled></classAccesses>\n</PermissionSet>',
    'All <classAccesses> of PermissionSet stand together'
  ],
  [
    'a field that a permission set misspells',
    PERMISSIONS,
    'Opportunity.NextStep',
    '¶Opportunity.NextStop',
    'the field Opportunity.NextStop, which does not exist'
  ],
  ['a kind of metadata there is not', TAB, /<CustomTab[^]*/, '¶<CustomTub/>', 'no <CustomTub>'],
  ['broken XML', TAB, '</customObject>', '¶</customObjekt>', 'closing tag']
];

describe('the metadata', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'handoff-'));
    cpSync(join(ROOT, 'force-app'), join(root, 'force-app'), { recursive: true });
    cpSync(join(ROOT, 'sfdx-project.json'), join(root, 'sfdx-project.json'));
  });
  after(() => rmSync(root, { recursive: true }));

  it('is right', () => assert.deepEqual(checkMetadata(root), []));

  for (const [what, file, from, to, said] of PLANTED) {
    it(`is refused, with file and line, for ${what}`, () => {
      const path = join(root, file);
      const original = readFileSync(path, 'utf8');
      const marked = original.replace(from, to);
      assert.notEqual(marked, original, 'nothing was planted');
      writeFileSync(path, marked.replace('¶', ''));
      try {
        const [problem = '', ...others] = checkMetadata(root);
        const line = marked.slice(0, marked.indexOf('¶')).split('\n').length;
        assert.deepEqual(others, []);
        assert.ok(problem.startsWith(`${file}:${line} `), `${problem}, but not in line ${line}`);
        assert.ok(problem.includes(said), problem);
      } finally {
        writeFileSync(path, original);
      }
    });
  }
});
