import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { APEX } from './apex.ts';
import { FORMULAS } from './formulas.ts';
import { PAGES } from './pages.ts';
import { QUERIES } from './queries.ts';
import type { Row } from './row.ts';

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  Formulas: FORMULAS,
  Queries: QUERIES,
  ...APEX
};

for (const [topic, rows] of Object.entries(TABLE))
  describe(topic, () => {
    for (const { says, page, check } of rows) it(`${says} (${PAGES[page].title})`, check);
  });

it('the table has at least eighty rows', () => {
  const rows = Object.values(TABLE).flat();
  assert.equal(new Set(rows.map(({ says }) => says)).size, rows.length, 'two rows say the same');
  assert.ok(rows.length >= 80, `${rows.length} rows`);
});
