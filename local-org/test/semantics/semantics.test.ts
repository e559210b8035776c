import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { APEX } from './apex.ts';
import { BOUNDS } from './bounds.ts';
import { FIELD_SECURITY } from './field-security.ts';
import { FORMULAS } from './formulas.ts';
import { JOBS } from './jobs.ts';
import { LANGUAGE } from './language.ts';
import { PAGES } from './pages.ts';
import { QUERIES, SEMI_JOINS } from './queries.ts';
import type { Row } from './row.ts';

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  Formulas: FORMULAS,
  Queries: QUERIES,
  'Semi-joins': SEMI_JOINS,
  ...APEX,
  ...BOUNDS,
  ...JOBS,
  Language: LANGUAGE,
  'Field-level security in the UI API': FIELD_SECURITY
};

for (const [topic, rows] of Object.entries(TABLE))
  describe(topic, () => {
    for (const { says, page, fromUse, check } of rows)
      it(`${says} (${fromUse || !PAGES[page].read ? 'known; ' : ''}${PAGES[page].title})`, check);
  });

it('the table has at least a hundred and forty rows', () => {
  const rows = Object.values(TABLE).flat();
  assert.equal(new Set(rows.map(({ says }) => says)).size, rows.length, 'two rows say the same');
  assert.ok(rows.length >= 140, `${rows.length} rows`);
});
