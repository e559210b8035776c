import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FlexiPage } from '../src/metadata/pages.ts';
import type { ProjectMetadata } from '../src/metadata/project.ts';
import { type OpenOrg, openOrg } from '../src/org/open.ts';
import { buildBundle, type Bundle, type BundleOptions } from '../src/web/bundle/build.ts';
import { PROJECT } from './org.ts';

const LWC = 'force-app/main/default/lwc';
const SCRIPT = `${LWC}/planted/planted.ts`;
const TEMPLATE = `${LWC}/planted/planted.html`;

/** The component that things are planted in. */
const SOURCES: Readonly<Record<string, string>> = {
  [SCRIPT]: `import { LightningElement } from 'lwc';

export default class Planted extends LightningElement {}
`,
  [TEMPLATE]: `<template>
  <p>Nothing wrong here.</p>
</template>
`
};

/** A page with that component and no other, so that little is compiled. */
const PAGE: FlexiPage = {
  name: 'Planted',
  label: 'Planted',
  object: 'Account',
  template: '',
  regions: [{ name: 'main', type: 'Region', components: [{ name: 'planted', identifier: 'planted', properties: {} }] }]
};

/** A line put into the component's script, as its second. */
const script = (line: string) => [SCRIPT, (text: string) => text.replace('\n', `\n${line}\nvoid planted;\n`)] as const;
/** A line put into the component's template, as its second. */
const template = (line: string) => [TEMPLATE, (text: string) => text.replace('\n', `\n${line}\n`)] as const;

/** What is wrong, what is planted, and what must be said: the file, the line, and what is not there. */
const PLANTED: [name: string, planted: readonly [string, (text: string) => string], said: RegExp][] = [
  [
    'a base component that there is not',
    script(`import planted from 'lightning/nothingLikeThis';`),
    /^\S+planted\.ts:2 The module lightning\/nothingLikeThis does not exist or is not supported/
  ],
  [
    'a base component in a template that there is not',
    template('<lightning-nothing-like-this></lightning-nothing-like-this>'),
    /^\S+planted\.html:2 The module lightning\/nothingLikeThis does not exist or is not supported/
  ],
  [
    'a component of the package that there is not',
    template('<c-handoff-nothing></c-handoff-nothing>'),
    /^\S+planted\.html:2 The module c\/handoffNothing does not exist/
  ],
  [
    'a field that there is not',
    script(`import planted from '@salesforce/schema/Opportunity.Nothing__c';`),
    /^\S+planted\.ts:2 There is no field Nothing__c on Opportunity \(@salesforce\/schema\/Opportunity\.Nothing__c\)/
  ],
  [
    'a field of a parent that there is not',
    script(`import planted from '@salesforce/schema/Opportunity.Account.Nothing__c';`),
    /^\S+planted\.ts:2 There is no field Nothing__c on Account/
  ],
  [
    'an object that there is not',
    script(`import planted from '@salesforce/schema/Nothing__c';`),
    /^\S+planted\.ts:2 There is no object Nothing__c/
  ],
  [
    'a label that there is not',
    script(`import planted from '@salesforce/label/c.Nothing_Said';`),
    /^\S+planted\.ts:2 There is no label c\.Nothing_Said/
  ],
  [
    'an Apex method that there is not',
    script(`import planted from '@salesforce/apex/HandoffPanelController.nothing';`),
    /^\S+planted\.ts:2 There is no @AuraEnabled method HandoffPanelController\.nothing/
  ],
  [
    'an Apex method that is not open to pages',
    script(`import planted from '@salesforce/apex/HandoffPanelService.load';`),
    /^\S+planted\.ts:2 There is no @AuraEnabled method HandoffPanelService\.load/
  ],
  [
    'a custom permission that there is not',
    script(`import planted from '@salesforce/customPermission/Nothing_Allowed';`),
    /^\S+planted\.ts:2 There is no custom permission Nothing_Allowed/
  ],
  [
    'a kind of module that it does not have',
    script(`import planted from '@salesforce/messageChannel/Nothing__c';`),
    /^\S+planted\.ts:2 This module is not supported by the local org/
  ],
  [
    'an import that is further down, by its own line',
    script(`const three = 3;\nvoid three;\nimport planted from "@salesforce/label/c.Nothing_Said";`),
    /^\S+planted\.ts:4 There is no label/
  ],
  ['a template that is broken', template('<p lwc:if={a} lwc:elseif={b}></p>'), /^\S+planted\.html:2 /],
  ['a template with an expression it must not have', template('<p>{a + b}</p>'), /^\S+planted\.html:2 /],
  ['a script that is broken', script('type Name = string;\nconst = 1;'), /^\S+planted\.ts:3 /]
];

describe("the pages' modules", () => {
  let opened: OpenOrg;
  before(() => {
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    opened = openOrg({ root: PROJECT, log: quiet });
  });
  after(() => opened.stop());

  const build = (root: string, project: ProjectMetadata, isCacheable: BundleOptions['isCacheable']): Promise<Bundle> =>
    buildBundle({ root, project, isCacheable, progress: () => undefined });
  const isCacheable = (className: string, method: string): boolean => opened.org.apex.isCacheable(className, method);

  test('are built once, and come from the cache after that', async () => {
    const first = await build(PROJECT, opened.project, isCacheable);
    const again = await build(PROJECT, opened.project, () => assert.fail('it was built again'));
    assert.deepEqual(again, first);
    assert.ok(first.files.has(first.entry.replace('/lightning/app/', '')));
  });

  describe('refuse what is not there, with file and line of who wanted it:', () => {
    let root: string;
    let project: ProjectMetadata;
    before(() => {
      root = mkdtempSync(join(tmpdir(), 'handoff-'));
      cpSync(join(PROJECT, LWC), join(root, LWC), { recursive: true });
      mkdirSync(join(root, LWC, 'planted'));
      // The base components are the same, and were built before.
      for (const name of ['.cache', 'package-lock.json']) symlinkSync(join(PROJECT, name), join(root, name));
      const { bundles } = opened.project;
      project = { ...opened.project, bundles: new Set([...bundles, 'planted']), pages: new Map([['Planted', PAGE]]) };
    });
    after(() => rmSync(root, { recursive: true }));

    for (const [name, [file, change], said] of PLANTED) {
      test(name, async () => {
        for (const [path, text] of Object.entries(SOURCES))
          writeFileSync(join(root, path), path === file ? change(text) : text);
        await assert.rejects(build(root, project, isCacheable), (error: unknown) => {
          assert.ok(error instanceof Error);
          assert.equal(error.name, 'BundleError', error.stack);
          assert.match(error.message, said);
          assert.ok(error.message.startsWith(file), error.message);
          return true;
        });
      });
    }
  });
});
