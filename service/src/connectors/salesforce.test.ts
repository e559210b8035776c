import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { all, kestrel, marlow } from '../../test/connectors.ts';
import { objectOf, rowsOf } from '../../test/salesforce.ts';
import type { Evidence } from '../domain/evidence.ts';
import { ConnectorError } from '../ports.ts';
import { type Query, salesforceConnector } from './salesforce.ts';

const instanceUrl = 'https://org.example';

function org(without: readonly string[] = []): { queries: string[]; query: Query } {
  const queries: string[] = [];
  const query: Query = async (soql) => {
    queries.push(soql);
    return rowsOf(soql, without);
  };
  return { queries, query };
}

const find = (evidence: readonly Evidence[], id: string): Evidence | undefined =>
  evidence.find((one) => one.id === `salesforce:${id}`);

describe('Salesforce', () => {
  test('is asked six times, whatever the deal holds', async () => {
    const { queries, query } = org();
    await all(salesforceConnector({ query, instanceUrl }), marlow);
    assert.deepEqual(queries.map(objectOf), ['EmailMessage', 'Task', 'Event', 'Case', 'Note', 'OpportunityHistory']);
    for (const soql of queries) assert.match(soql, / LIMIT 2000$/);
  });

  test('gives a mail without what it quotes, with a link to it', async () => {
    const mail = find(
      await all(salesforceConnector({ query: org().query, instanceUrl }), marlow),
      '02s000000000001AAA'
    );
    assert.deepEqual(mail, {
      id: 'salesforce:02s000000000001AAA',
      kind: 'email',
      at: '2026-09-17T09:40:00.000Z',
      title: 'Re: use cases',
      url: 'https://org.example/02s000000000001AAA',
      segments: [
        {
          speaker: {
            name: 'Beatriz Ferreira',
            email: 'beatriz.ferreira@marlowstreet.example',
            side: 'customer'
          },
          text: 'The tablet form has to land in the record system by itself, otherwise we have only moved the typing.',
          at: '2026-09-17T09:40:00.000Z'
        }
      ]
    });
  });

  test('gives a logged mail once, not as its task again', async () => {
    const evidence = await all(salesforceConnector({ query: org().query, instanceUrl }), marlow);
    assert.equal(find(evidence, '00T000000000009AAA'), undefined);
  });

  test('dates a done task by its day and an open one by when it was written', async () => {
    const evidence = await all(salesforceConnector({ query: org().query, instanceUrl }), marlow);
    assert.equal(find(evidence, '00T000000000001AAA')?.at, '2026-11-12T12:00:00.000Z');
    assert.equal(find(evidence, '00T000000000002AAA')?.at, '2026-11-19T08:00:00.000Z');
  });

  test('knows a user of the org for one of ours, listed or not', async () => {
    const evidence = await all(salesforceConnector({ query: org().query, instanceUrl }), marlow);
    const speaker = find(evidence, '00T000000000002AAA')?.segments[0]?.speaker;
    assert.deepEqual(speaker, { name: 'Somebody New', email: null, side: 'seller' });
  });

  test('gives who was invited to a meeting, said by nobody', async () => {
    const evidence = await all(salesforceConnector({ query: org().query, instanceUrl }), marlow);
    const [invited] = find(evidence, '00U000000000001AAA')?.segments ?? [];
    assert.equal(invited?.text, 'Invited: A Guest, Beatriz Ferreira.');
    assert.equal(invited?.speaker.side, 'unknown');
  });

  test('gives a case with its comments in order', async () => {
    const evidence = await all(salesforceConnector({ query: org().query, instanceUrl }), marlow);
    assert.deepEqual(
      find(evidence, '500000000000001AAA')?.segments.map(({ speaker, text }) => [speaker.side, text]),
      [
        ['customer', 'The tablet does not charge.'],
        ['seller', 'We send another cable tomorrow.'],
        ['customer', 'It does now.']
      ]
    );
  });

  test('gives the history of stage, close date and amount in order', async () => {
    const evidence = await all(salesforceConnector({ query: org().query, instanceUrl }), marlow);
    assert.deepEqual(
      find(evidence, `${marlow.opportunityId}/history`)?.segments.map(({ text }) => text),
      [
        'Stage Qualification, close date 2026-10-30.',
        'Stage Proposal/Price Quote, close date 2026-11-27, amount 186000.'
      ]
    );
  });

  test('names what the org does not have, after it read the rest', async () => {
    const { query } = org(['EmailMessage', 'Case']);
    const found: Evidence[] = [];
    await assert.rejects(
      async () => {
        const { fetch } = salesforceConnector({ query, instanceUrl });
        for await (const one of fetch(marlow, marlow.window, new AbortController().signal)) found.push(one);
      },
      { message: 'e-mails (INVALID_TYPE), cases (INVALID_TYPE) could not be read', retryable: false }
    );
    assert.ok(find(found, '00T000000000001AAA'));
  });

  test('can be asked again later when it only was not there', async () => {
    const query: Query = async () => {
      throw new ConnectorError('not there', true);
    };
    await assert.rejects(all(salesforceConnector({ query, instanceUrl }), marlow), { retryable: true });
  });

  test('names rows that are not as they should be', async () => {
    const query: Query = async (soql) => (objectOf(soql) === 'Task' ? [{ Id: 7 }] : rowsOf(soql));
    await assert.rejects(all(salesforceConnector({ query, instanceUrl }), marlow), {
      message: 'tasks could not be read'
    });
  });

  test('leaves what names another record to that record, whoever the contact is', async () => {
    const { queries, query } = org();
    await all(salesforceConnector({ query, instanceUrl }), marlow);
    const contacts = "'003000000000011AAA', '003000000000012AAA', '003000000000013AAA'";
    for (const object of ['Task', 'Event'])
      assert.ok(
        queries.find((soql) => objectOf(soql) === object)?.includes(`OR (WhatId = null AND WhoId IN (${contacts}))`),
        object
      );
  });

  test('quotes what it puts into a query', async () => {
    const { queries, query } = org();
    await all(salesforceConnector({ query, instanceUrl }), { ...kestrel, accountId: "001' OR Name != '\\" });
    assert.ok(queries.some((soql) => soql.includes(String.raw`AccountId = '001\' OR Name != \'\\'`)));
  });
});
