import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { analyzeApex } from '../pmd.ts';
import { unexplainedRules, unexplainedSuppressions } from './reasons.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const SOURCE = 'force-app/main/default';

/** What is planted, where, and what must be said about it. */
const PLANTED: readonly { what: string; file: string; text: string; said: RegExp }[] = [
  {
    what: 'a class that does not say whose records it sees',
    file: 'classes/Sharing.cls',
    text: 'public class Sharing {\n  public static List<Account> all() {\n    return [SELECT Id FROM Account WITH USER_MODE LIMIT 5];\n  }\n}\n',
    said: /\(ApexSharingViolations\)/
  },
  {
    what: 'a query without the reader’s access',
    file: 'classes/Access.cls',
    text: 'public with sharing class Access {\n  public static List<Account> all() {\n    return [SELECT Id FROM Account LIMIT 5];\n  }\n}\n',
    said: /\(ApexCRUDViolation\)/
  },
  {
    what: 'a query made of what somebody typed',
    file: 'classes/Injection.cls',
    text: "public with sharing class Injection {\n  public static List<Account> named(String typed) {\n    return Database.query('SELECT Id FROM Account WHERE Name = ' + typed, AccessLevel.USER_MODE);\n  }\n}\n",
    said: /\(ApexSOQLInjection\)/
  },
  {
    what: 'a query in a loop',
    file: 'classes/Loop.cls',
    text: 'public with sharing class Loop {\n  public static void all(List<Id> ids) {\n    for (Id one : ids) {\n      System.enqueueJob(new Job(one, [SELECT Id FROM Account WHERE Id = :one WITH USER_MODE]));\n    }\n  }\n}\n',
    said: /\(OperationWithLimitsInLoop\)/
  },
  {
    what: 'an error that nobody hears of',
    file: 'classes/Silent.cls',
    text: 'public with sharing class Silent {\n  public static void all() {\n    try {\n      Other.work();\n    } catch (Exception failure) {\n    }\n  }\n}\n',
    said: /\(EmptyCatchBlock\)/
  },
  {
    what: 'an id of one org',
    file: 'classes/Fixed.cls',
    text: "public with sharing class Fixed {\n  public static final Id OWNER = '00558000000AbCdAAK';\n}\n",
    said: /\(AvoidHardcodingId\)/
  },
  {
    what: 'a job without a finalizer',
    file: 'classes/Job.cls',
    text: 'public with sharing class Job implements Queueable {\n  public void execute(QueueableContext context) {\n    Other.work();\n  }\n}\n',
    said: /\(QueueableWithoutFinalizer\)/
  },
  {
    what: 'a trigger that does the work itself',
    file: 'triggers/Busy.trigger',
    text: "trigger Busy on Account(before insert) {\n  if (Trigger.isBefore) {\n    for (Account one : Trigger.new) {\n      one.Name = 'x';\n    }\n  }\n}\n",
    said: /\(AvoidLogicInTrigger\)/
  },
  {
    what: 'a class that PMD cannot read',
    file: 'classes/Broken.cls',
    text: 'public class Broken {\n',
    said: /Broken\.cls could not be read by PMD/
  },
  {
    what: 'a finding put aside without a reason',
    file: 'classes/Aside.cls',
    text: "/** What it is for, in many words. */\n@SuppressWarnings('PMD.ApexSharingViolations')\npublic class Aside {\n}\n",
    said: /Aside\.cls:2 PMD\.ApexSharingViolations is put aside/
  }
];

describe('PMD tells of', () => {
  let root: string;
  let problems: string[] = [];
  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'handoff-'));
    for (const name of ['sfdx-project.json', 'config/pmd.xml']) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      cpSync(join(ROOT, name), join(root, name));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    for (const { file, text } of PLANTED) {
      mkdirSync(dirname(join(root, SOURCE, file)), { recursive: true });
      writeFileSync(join(root, SOURCE, file), text);
    }
    problems = await analyzeApex(root);
  });
  after(() => rmSync(root, { recursive: true }));

  for (const { what, file, said } of PLANTED)
    it(what, () => {
      const about = problems.filter((problem) => problem.startsWith(`${SOURCE}/${file}`));
      assert.ok(
        about.some((problem) => said.test(problem)),
        `Nothing says so; it says:\n${about.join('\n')}`
      );
    });
});

describe('a reason is asked for', () => {
  it('by each rule that is left out or set differently', () => {
    const rules = readFileSync(join(ROOT, 'config', 'pmd.xml'), 'utf8');
    const silent = rules.replaceAll(/<!--.*-->/g, '');
    assert.deepEqual(unexplainedRules(rules), []);
    assert.ok(unexplainedRules(silent).length >= 15, unexplainedRules(silent).join('\n'));
  });

  it('by each finding that the code puts aside', () => {
    const marked = "@SuppressWarnings('PMD.ApexCRUDViolation')";
    assert.deepEqual(unexplainedSuppressions(`// The answer is about access itself.\n${marked}`), []);
    assert.deepEqual(unexplainedSuppressions('insert x; // NOPMD the record is of this user'), []);
    assert.equal(unexplainedSuppressions(marked).length, 1);
    assert.equal(unexplainedSuppressions('insert x; // NOPMD').length, 1);
    assert.equal(unexplainedSuppressions(`// For PMD\n${marked}`).length, 1);
  });
});
