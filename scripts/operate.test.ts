import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PAGE, readGroups, SOURCE, toPage } from './env-reference.ts';
import { runCommand } from './run/layer.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the environment of the service', () => {
  test('its page says what the example says', () => {
    assert.equal(read(PAGE), toPage(readGroups(read(SOURCE))), 'run node scripts/env-reference.ts');
  });

  test('every variable that the service reads is in the example, and no other', () => {
    const files = readdirSync(join(ROOT, 'service', 'src'), { recursive: true, encoding: 'utf8' });
    const read1 = files
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .flatMap((path) => [...read(join('service', 'src', path)).matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)'/g)])
      .map((match) => match[1] ?? '');
    const known = readGroups(read(SOURCE)).flatMap(({ variables }) => variables.map(({ name }) => name));
    assert.deepEqual(
      known.filter((name) => !read1.includes(name)),
      []
    );
    const prefixes = /^(?:HANDOFF|SF|SLACK|GONG|ZENDESK|ANTHROPIC)_/;
    assert.deepEqual(
      [...new Set(read1)].filter((name) => prefixes.test(name) && !known.includes(name)),
      []
    );
  });
});

test('a rolling restart stops at the first instance that does not come up', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-restart-'));
  const servers = [200, 503, 200].map((status) =>
    createServer((_request, response) => response.writeHead(status).end())
  );
  try {
    const ports: string[] = [];
    for (const server of servers) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      ports.push(typeof address === 'object' && address ? String(address.port) : '');
    }
    // Restarting leaves a file named by the port.
    const env = { RESTART: `touch ${folder}/`, PAUSE: '0', TRIES: '2' };
    const { code, output } = await runCommand('service/deploy/rolling-restart.sh', ports, env, ROOT);
    assert.equal(code, 1, output);
    assert.match(output, new RegExp(`${ports[0]} is ready[\\s\\S]*${ports[1]} does not take requests`));
    assert.deepEqual(
      ports.map((port) => existsSync(join(folder, port))),
      [true, true, false]
    );
  } finally {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the container takes what the service needs and nothing that tells a secret', () => {
  const file = read('service/Containerfile');
  for (const [, path = ''] of file.matchAll(/^COPY (?!--from)(\S+)/gm)) assert.ok(existsSync(join(ROOT, path)), path);
  assert.match(file, /^USER node$/m);
  assert.match(file, /^HEALTHCHECK /m);
  assert.doesNotMatch(file + read('service/deploy/compose.yaml'), /API_KEYS=|SECRET=|TOKEN=/);
  assert.match(read('service/deploy/compose.yaml'), /read_only: true/);
});
