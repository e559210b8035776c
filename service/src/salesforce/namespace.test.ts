import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OrgClient, Subrequest } from './client.ts';
import { NAMESPACE, withNamespace } from './namespace.ts';

/** What reached the org, and what it answers. */
function recorder(answers: Partial<OrgClient> = {}) {
  const sent: unknown[] = [];
  const client: OrgClient = {
    calls: { reads: 0, writes: 0 },
    orgId: async () => '00D000000000001',
    instanceUrl: async () => 'http://localhost',
    query: async (soql) => (sent.push(soql), []),
    readableFields: async (object) => (sent.push(object), new Set()),
    writableFields: async (object) => (sent.push(object), new Map()),
    upsertAll: async (subrequests) => (sent.push(subrequests), new Map()),
    update: async (...given) => void sent.push(given),
    ...answers
  };
  return { client, sent };
}

describe('the client of an org in which the package has a namespace', () => {
  test('names in queries get it, texts and names of others do not', async () => {
    const { client, sent } = recorder();
    await withNamespace(client, 'hndf').query(
      "SELECT Id, Opportunity__r.Name, Other__Score__c, (SELECT Key__c FROM Items__r) FROM Handoff__c WHERE Key__c = 'it\\'s Key__c' AND Why__c = 'b'"
    );
    assert.deepEqual(sent, [
      "SELECT Id, hndf__Opportunity__r.Name, Other__Score__c, (SELECT hndf__Key__c FROM hndf__Items__r) FROM hndf__Handoff__c WHERE hndf__Key__c = 'it\\'s Key__c' AND hndf__Why__c = 'b'"
    ]);
  });

  test('records come back without it, their values as they are', async () => {
    const { client } = recorder({
      query: async () => [
        {
          attributes: { type: 'hndf__Handoff__c' },
          Name: 'hndf__Handoff__c',
          hndf__Opportunity__r: { Name: 'Rollout' },
          hndf__Items__r: { records: [{ hndf__Text__c: 'hndf__Text__c' }] },
          Other__Score__c: 5
        }
      ]
    });
    assert.deepEqual(await withNamespace(client, 'hndf').query('SELECT Id FROM Handoff__c'), [
      {
        attributes: { type: 'Handoff__c' },
        Name: 'hndf__Handoff__c',
        Opportunity__r: { Name: 'Rollout' },
        Items__r: { records: [{ Text__c: 'hndf__Text__c' }] },
        Other__Score__c: 5
      }
    ]);
  });

  test('what is written is named with it, in the path, in the records and in their parents', async () => {
    const { client, sent } = recorder();
    const namespaced = withNamespace(client, 'hndf');
    const subrequest: Subrequest = {
      method: 'PATCH',
      path: '/composite/sobjects/Handoff_Citation__c/Key__c',
      referenceId: 'Citation0',
      body: {
        allOrNone: false,
        records: [
          { attributes: { type: 'Handoff_Citation__c' }, Key__c: 'k', Item__r: { Key__c: 'i' }, Quote__c: 'Key__c' }
        ]
      }
    };
    await namespaced.upsertAll([subrequest]);
    await namespaced.update('Handoff__c', 'a00', { Brief_Status__c: 'Failed' });
    assert.deepEqual(sent, [
      [
        {
          method: 'PATCH',
          path: '/composite/sobjects/hndf__Handoff_Citation__c/hndf__Key__c',
          referenceId: 'Citation0',
          body: {
            allOrNone: false,
            records: [
              {
                attributes: { type: 'hndf__Handoff_Citation__c' },
                hndf__Key__c: 'k',
                hndf__Item__r: { hndf__Key__c: 'i' },
                hndf__Quote__c: 'Key__c'
              }
            ]
          }
        }
      ],
      ['hndf__Handoff__c', 'a00', { hndf__Brief_Status__c: 'Failed' }]
    ]);
  });

  test('describes are asked with it and read without', async () => {
    const { client } = recorder({
      readableFields: async (object) => new Set([`${object}`, 'hndf__Score__c', 'CurrencyIsoCode']),
      writableFields: async () => new Map([['hndf__Kind__c', ['Risk']]])
    });
    const namespaced = withNamespace(client, 'hndf');
    assert.deepEqual(
      [...(await namespaced.readableFields('Handoff__c'))],
      ['Handoff__c', 'Score__c', 'CurrencyIsoCode']
    );
    assert.deepEqual([...(await namespaced.writableFields('Handoff_Item__c'))], [['Kind__c', ['Risk']]]);
  });

  test('without a namespace it is the client itself', () => {
    const { client } = recorder();
    assert.equal(withNamespace(client, ''), client);
    for (const name of ['hndf', 'Handoff_2']) assert.match(name, NAMESPACE);
    for (const name of ['_a', 'a__b', 'a_', '2a', 'a-b', 'sixteencharacters']) assert.doesNotMatch(name, NAMESPACE);
  });
});
