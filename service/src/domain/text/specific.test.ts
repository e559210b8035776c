import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuMs } from '../../../test/cost.ts';
import { type Specificity, specificity } from './specific.ts';

test('what fits every customer is not specific', () => {
  const cases: [verdict: Specificity, texts: string[]][] = [
    [
      'commonplace',
      [
        ...[
          'Improve productivity',
          'Better visibility',
          'Increase efficiency and save time',
          'Best practice',
          'Digital transformation'
        ],
        ...[
          'Streamline their processes',
          'Improve claims handling.',
          'Single source of truth',
          'Better visibility into the pipeline'
        ],
        ...['They want to improve their processes and grow the business', 'Manual processes take too much time'],
        ...['We need a modern platform that helps our teams work better and faster across the whole company'],
        ...[
          'Improve customer experience, reduce costs and drive growth while enabling employees to be more productive'
        ],
        ...['Lack of visibility and slow reporting', 'Automate workflows to save time for the sales team'],
        ...['Improve productivity across finance, HR and legal']
      ]
    ],
    ['short', ['Claims', 'Replace Excel', 'Invoice approval', 'They want it now', '']],
    [
      'specific',
      [
        ...[
          'Controllers approve invoices from their phone',
          '240 users in Germany and Austria',
          'Replace SAP Concur in Leeds'
        ],
        ...[
          'Improve productivity of the 30 agents in Leeds by a fifth',
          'Crews drive to the depot for paper twice a day.'
        ],
        ...['A damage claim takes 19 days from the first call to the payment.', 'Intake takes 35 minutes a patient'],
        ...['Planners see the state of every job during the day and send the nearest crew.'],
        ...['Their auditor flagged late approvals in August', 'Reduce time to close the books from 9 days to 3']
      ]
    ]
  ];
  for (const [verdict, texts] of cases) for (const text of texts) assert.equal(specificity(text), verdict, text);
});

test('long texts are read once', () => {
  const spent = cpuMs(() => specificity('improve the '.repeat(50_000)));
  assert.ok(spent < 1000, `${spent} ms`);
});
