import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openOrg } from '../src/org/open.ts';
import { copyPackage } from './org.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SOURCE = 'force-app/main/default';
const RULE = `${SOURCE}/objects/Opportunity/validationRules/Handoff_More.validationRule-meta.xml`;
const LIST = `${SOURCE}/objects/Handoff__c/listViews/Flagged_Below_70.listView-meta.xml`;
const LAYOUT = `${SOURCE}/layouts/Handoff__c-Handoff Layout.layout-meta.xml`;

const apex = (body: string): string =>
  `public with sharing class Planted {\n  public static void run() {\n    ${body}\n  }\n}\n`;

/** What is wrong, where it is put, and what must be said about it: always with file and line. */
const PLANTED: [name: string, file: string, content: (before: string) => string, said: RegExp][] = [
  [
    'an unknown Apex method',
    `${SOURCE}/classes/Planted.cls`,
    () => apex(`'a'.frobnicate();`),
    /Planted\.cls:3:\d+ .*frobnicate/
  ],
  [
    'an unknown variable',
    `${SOURCE}/classes/Planted.cls`,
    () => apex('Integer n = missing;'),
    /Planted\.cls:3:\d+ .*missing/
  ],
  [
    'a wrong type',
    `${SOURCE}/classes/Planted.cls`,
    () => apex(`Integer n = 'one';`),
    /Planted\.cls:3:\d+ Illegal assignment/
  ],
  [
    'an unknown label',
    `${SOURCE}/classes/Planted.cls`,
    () => apex('String s = System.Label.No_Such;'),
    /Planted\.cls:3:\d+ .*No_Such/
  ],
  [
    'an unknown field in a query',
    `${SOURCE}/classes/Planted.cls`,
    () => apex('List<Account> a = [SELECT Nonsense__c FROM Account];'),
    /Planted\.cls:3:\d+ .*Nonsense__c/
  ],
  [
    'a clause of SOQL it does not have',
    `${SOURCE}/classes/Planted.cls`,
    () => apex('List<Account> a = [SELECT Id FROM Account USING SCOPE mine];'),
    /Planted\.cls:3/
  ],
  [
    'a job that is no Queueable',
    `${SOURCE}/classes/Planted.cls`,
    () => apex('System.enqueueJob(new Account());'),
    /Planted\.cls:3:\d+ /
  ],
  [
    'a formula function it does not have',
    RULE,
    (text) => text.replace('AND(', 'VLOOKUP('),
    /Handoff_More\.validationRule-meta\.xml:\d+.*VLOOKUP/
  ],
  [
    'a field that a rule misspells',
    RULE,
    (text) => text.replaceAll('Handoff_Blockers__c', 'Handoff_Blokers__c'),
    /Handoff_More\.validationRule-meta\.xml:\d+.*Handoff_Blokers__c/
  ],
  [
    'a kind of metadata it does not have',
    `${SOURCE}/flows/Planted.flow-meta.xml`,
    () => '<Flow/>',
    /force-app\/main\/default\/flows/
  ],
  [
    'an element it does not know',
    `${SOURCE}/tabs/Handoff__c.tab-meta.xml`,
    (text) => text.replace('<motif>', '<url>x</url>\n  <motif>'),
    /Handoff__c\.tab-meta\.xml:\d+ <url>/
  ],
  [
    'broken XML',
    `${SOURCE}/tabs/Handoff__c.tab-meta.xml`,
    () => '<CustomTab>\n<motif></CustomTab>',
    /Handoff__c\.tab-meta\.xml:\d+/
  ],
  [
    'a permission for a field that is not there',
    `${SOURCE}/permissionsets/Handoff_SE.permissionset-meta.xml`,
    (text) => text.replace('Opportunity.NextStep', 'Opportunity.NextStop'),
    /Handoff_SE\.permissionset-meta\.xml:\d+ .*Opportunity\.NextStop/
  ],
  [
    'a list with a scope it does not have',
    LIST,
    (text) => text.replace('>Everything<', '>Queue<'),
    /Flagged_Below_70\.listView-meta\.xml:\d+ The list scope Queue/
  ],
  [
    'a list filter it does not have',
    LIST,
    (text) => text.replace('>lessThan<', '>contains<'),
    /Flagged_Below_70\.listView-meta\.xml:14 The list filter contains/
  ],
  [
    'a list filter with several values where one is taken',
    LIST,
    (text) => text.replace('>70<', '>70,80<'),
    /Flagged_Below_70\.listView-meta\.xml:14 The list filter lessThan with several values/
  ],
  [
    'a list column that is not there',
    LIST,
    (text) => text.replace('>Score__c</columns', '>Skore__c</columns'),
    /Flagged_Below_70\.listView-meta\.xml:9 names the field Skore__c/
  ],
  [
    'a column of a related list that is not there',
    LAYOUT,
    (text) => text.replace('<fields>Kind__c', '<fields>Kynd__c'),
    /Handoff__c-Handoff Layout\.layout-meta\.xml:\d+ names the field Kynd__c/
  ],
  [
    'a related list that is not there',
    LAYOUT,
    (text) => text.replace('>Handoff_Item__c.Handoff__c<', '>Handoff_Item__c.Parent__c<'),
    /Handoff__c-Handoff Layout\.layout-meta\.xml:\d+ shows the related list Handoff_Item__c\.Parent__c/
  ],
  [
    'a page with a component that is not there',
    `${SOURCE}/flexipages/Handoff_Account_Record_Page.flexipage-meta.xml`,
    (text) => text.replace('handoffBrief<', 'handoffBrief2<'),
    /Handoff_Account_Record_Page\.flexipage-meta\.xml:\d+ .*handoffBrief2/
  ]
];

describe('what the local org does not have it refuses when it starts, with file and line', () => {
  let root: string;
  before(() => {
    root = copyPackage();
  });
  after(() => rmSync(root, { recursive: true }));

  for (const [name, file, content, said] of PLANTED) {
    test(name, () => {
      const path = join(root, file);
      let original: string | undefined;
      try {
        original = readFileSync(path, 'utf8');
      } catch {
        mkdirSync(dirname(path), { recursive: true });
      }
      const planted = content(original ?? '');
      assert.notEqual(planted, original, 'nothing was planted');
      writeFileSync(path, planted);
      try {
        assert.throws(() => openOrg({ root, log: quiet }), said);
      } finally {
        if (original === undefined) rmSync(file.includes('/flows/') ? dirname(path) : path, { recursive: true });
        else writeFileSync(path, original);
      }
    });
  }
});
