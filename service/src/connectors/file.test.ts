import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { all, kestrel, marlow } from '../../test/connectors.ts';
import type { Evidence } from '../domain/evidence.ts';
import { fileConnector } from './file.ts';

async function written(context: TestContext, lines: readonly unknown[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'handoff-file-'));
  context.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'evidence.jsonl');
  await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\r\n'));
  return path;
}

const beatriz = { name: 'Beatriz', email: 'beatriz.ferreira@marlowstreet.example' };
const record = {
  id: 'file:1',
  kind: 'meeting',
  at: '2026-10-01T09:00:00+02:00',
  segments: [{ speaker: beatriz, text: 'We start\u200b in May.' }]
};

describe('an evidence file', () => {
  test('gives its records, with what it leaves out filled in', async (context) => {
    const path = await written(context, ['', record, '']);
    assert.deepEqual(await all(fileConnector(path), marlow), [
      {
        id: 'file:1',
        kind: 'meeting',
        at: '2026-10-01T07:00:00.000Z',
        title: '',
        url: null,
        segments: [
          {
            speaker: { name: 'Beatriz Ferreira', email: beatriz.email, side: 'customer' },
            text: 'We start in May.',
            at: '2026-10-01T07:00:00.000Z'
          }
        ]
      }
    ]);
  });

  test('gives good lines and names bad ones by number and place', async (context) => {
    const path = await written(context, [
      record,
      '{"id":',
      { ...record, kind: 'rumour' },
      { ...record, at: 'yesterday' },
      { ...record, id: 'file:2' },
      ...Array.from({ length: 4 }, () => '[]')
    ]);
    const found: Evidence[] = [];
    await assert.rejects(
      async () => {
        const { fetch } = fileConnector(path);
        for await (const one of fetch(marlow, marlow.window, new AbortController().signal)) found.push(one);
      },
      ({ message }: Error) => {
        assert.match(
          message,
          /^line 2: not JSON; line 3: kind: .+; line 4: at: .+; line 6: .+; line 7: .+ and 2 more$/
        );
        return true;
      }
    );
    assert.deepEqual(
      found.map(({ id }) => id),
      ['file:1', 'file:2']
    );
  });

  test('gives a deal what names it, and what its customer takes part in', async (context) => {
    const nobody = { ...record, segments: [{ speaker: {}, text: 'Hello' }] };
    const path = await written(context, [
      { ...nobody, id: 'file:named', deal: 'Kestrel Freight' },
      { ...record, id: 'file:elsewhere', deal: kestrel.opportunityId },
      { ...record, id: 'file:ours' },
      { ...nobody, id: 'file:nobody' }
    ]);
    const ids = async (deal: typeof marlow): Promise<string[]> =>
      (await all(fileConnector(path), deal)).map(({ id }) => id);
    assert.deepEqual(await ids(marlow), ['file:ours']);
    assert.deepEqual(await ids(kestrel), ['file:named', 'file:elsewhere']);
  });

  test('may know people whom the CRM does not, but not better than the CRM', async (context) => {
    const speakers = [
      { name: 'Somebody New', side: 'seller' },
      { ...beatriz, side: 'seller' }
    ];
    const segments = speakers.map((speaker) => ({ speaker, text: 'Hello' }));
    const path = await written(context, [{ ...record, segments }]);
    const [one] = await all(fileConnector(path), marlow);
    assert.deepEqual(
      one?.segments.map(({ speaker }) => speaker.side),
      ['seller', 'customer']
    );
  });

  test('says when it is not there', async () => {
    await assert.rejects(all(fileConnector('/nowhere/evidence.jsonl'), marlow), {
      message: 'the file cannot be read (ENOENT)'
    });
  });
});
