import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PAGE, readGroups, SOURCE, toPage } from './env-reference.ts';
import { runCommand } from './run/layer.ts';
import { freePort } from './run/processes.ts';

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

describe('npm start', () => {
  for (const said of ['Starting the service', 'Ctrl-C stops everything']) {
    test(`told to end after "${said}", leaves nothing behind`, { timeout: 120_000 }, async () => {
      const [port, servicePort] = [await freePort(), await freePort()];
      const npm = spawn('npm', ['start'], {
        cwd: ROOT,
        env: { ...process.env, PORT: String(port), SERVICE_PORT: String(servicePort) },
        stdio: ['ignore', 'pipe', 'pipe']
      });
      // What it starts holds its output open, so that the end of the output is the end of everything.
      const silent = once(npm, 'close');
      let output = '';
      for (const stream of [npm.stdout, npm.stderr]) {
        stream.on('data', (data: Buffer) => {
          const before = output;
          output += data.toString();
          if (output.includes(said) && !before.includes(said)) npm.kill('SIGTERM');
        });
      }
      await silent;
      assert.match(output, new RegExp(said));
      assert.doesNotMatch(output, /\bat .*:\d+:\d+|ended:/, 'It says nothing of its parts');
      for (const taken of [port, servicePort])
        await assert.rejects(fetch(`http://127.0.0.1:${taken}`), `${taken} is free`);
    });
  }

  test('says in one line which port is taken', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const address = other.address();
      const port = typeof address === 'object' && address ? String(address.port) : '';
      const { code, output } = await runCommand(process.execPath, ['scripts/start.ts'], { PORT: port }, ROOT);
      assert.equal(code, 1);
      assert.equal(output.trim(), `Port ${port} is taken: set PORT to another one.`);
    } finally {
      other.close();
    }
  });
});
