import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ask, type RunningPages, startPages, stopPages, Tab } from './pages.ts';

describe('a user who chose German', () => {
  let pages: RunningPages;
  let tab: Tab;
  before(async () => {
    pages = await startPages();
    const { cookie, boot } = await Tab.open(pages.url, 'ae');
    assert.equal(boot.language, 'en_US');
    const form = { csrf: boot.csrf, startURL: '/lightning', language: 'de' };
    assert.equal((await ask(`${pages.url}/lightning/language`, { form, headers: { cookie } })).status, 303);
    tab = await Tab.of(pages.url, cookie);
  });
  after(() => stopPages(pages));

  test('reads labels, the app and its tabs in German, and dates as Germans write them', () => {
    assert.equal(tab.boot.labels['Panel_Cancel'], 'Abbrechen');
    assert.equal(tab.boot.app.label, 'Übergaben');
    assert.equal(tab.boot.i18n['dateTime.shortDateFormat'], 'dd.MM.yyyy');
  });

  test('sees fields, values and messages of rules in German', () => {
    const german = pages.org.schema.in('de_AT');
    assert.equal(german.field('Handoff__c', 'Buyer_Goals__c')?.label, 'Ziele des Käufers');
    assert.equal(german.field('Handoff_Item__c', 'Severity__c')?.picklist[0]?.label, 'Rot');
    assert.match(german.object('Opportunity')?.validationRules[0]?.message ?? '', /^Es fehlen weitere Antworten/);
  });
});
