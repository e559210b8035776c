import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { canonicalXml } from './canonical.ts';
import { componentsOf, membersOf } from './components.ts';
import { compareManifest, compareSource } from './trip.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const RULE = 'force-app/main/default/objects/Account/validationRules/Known.validationRule-meta.xml';
const CLASS = 'force-app/main/default/classes/Known.cls';

describe('the way back from an org', () => {
  let work: string;
  const write = (project: string, path: string, text: string): void => {
    mkdirSync(dirname(join(work, project, path)), { recursive: true });
    writeFileSync(join(work, project, path), text);
  };
  const found = (): string[] => compareSource(join(work, 'sent'), join(work, 'back')).problems;
  const inside = (project: string, path: string, text: string, check: () => void): void => {
    const whole = join(work, project, path);
    write(project, path, text);
    check();
    rmSync(whole);
  };

  before(() => {
    work = mkdtempSync(join(tmpdir(), 'handoff-'));
    write('sent', '.forceignore', '**/*.ts\n');
    write('sent', CLASS.replace('/classes/', '/classes/gate/'), 'public class Known {}\n');
    write('sent', RULE, '<ValidationRule>\n  <active>true</active>\n  <fullName>Known</fullName>\n</ValidationRule>\n');
    write('back', CLASS, 'public class Known {}\n');
    write(
      'back',
      RULE,
      '<?xml version="1.0"?><ValidationRule><fullName>Known</fullName><active>true</active></ValidationRule>'
    );
  });
  after(() => rmSync(work, { recursive: true }));

  it('may lay files out anew, and leave out what .forceignore names', () => {
    const object = '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"/>';
    inside('back', 'force-app/main/default/objects/Account/Account.object-meta.xml', object, () =>
      inside('sent', 'force-app/main/default/lwc/known/known.ts', '', () => assert.deepEqual(found(), []))
    );
  });

  it('is told when a file is lost', () =>
    inside('sent', `${CLASS}-meta.xml`, '<ApexClass/>', () =>
      assert.deepEqual(found(), [`${CLASS}-meta.xml does not come back`])
    ));

  it('is told when a file is made up', () =>
    inside('back', `${CLASS}-meta.xml`, '<ApexClass/>', () =>
      assert.deepEqual(found(), [`${CLASS}-meta.xml comes back and was never sent`])
    ));

  it('is told when a value changes, and where', () => {
    const right = readFileSync(join(work, 'back', RULE), 'utf8');
    write('back', RULE, right.replace('true', 'false'));
    assert.deepEqual(found(), [
      `${RULE} comes back changed: "/ValidationRule/active true" is now "/ValidationRule/active false"`
    ]);
    write('back', RULE, right);
  });
});

describe('two files say the same', () => {
  const same = (a: string, b: string): boolean => canonicalXml(a) === canonicalXml(b);

  it('when only white space, comments and the order of different elements differ', () =>
    assert.ok(same('<a><b>1</b>\n <c/></a>', '<?xml version="1.0"?><a><!-- why --><c></c><b> 1 </b></a>')));

  it('not when the order of a list differs, an attribute or a text', () => {
    assert.ok(!same('<a><b>1</b><b>2</b></a>', '<a><b>2</b><b>1</b></a>'));
    assert.ok(!same('<a><b nil="true"/></a>', '<a><b/></a>'));
    assert.ok(!same('<a><b>1.0</b></a>', '<a><b>1</b></a>'));
  });

  it('labels in whatever order', () =>
    assert.ok(same('<a><labels>1</labels><labels>2</labels></a>', '<a><labels>2</labels><labels>1</labels></a>')));
});

describe('a manifest', () => {
  it('is held against every component of the source', () => {
    const components = componentsOf(ROOT);
    for (const one of [
      'CustomField:Opportunity.Handoff_Score__c',
      'ApexClass:HandoffGateService',
      'CustomLabel:Panel_Save'
    ])
      assert.ok(components.has(one), one);
    const manifest = '<types><members>A</members><members>Gone</members><name>ApexClass</name></types>';
    assert.deepEqual(compareManifest(new Set(['ApexClass:A', 'CustomField:B.C']), membersOf(manifest), 'package.xml'), [
      'CustomField:B.C is in force-app and not in package.xml',
      'ApexClass:Gone is in package.xml and not in force-app'
    ]);
  });
});
