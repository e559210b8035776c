import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BriefDraft } from '../src/brief/ports.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import { markedExtractor, sampleDeal, talk } from './briefs.ts';

const CHILD = fileURLToPath(new URL('briefChild.ts', import.meta.url));
const KEY = 'k'.repeat(40);
const ORG_ID = '00D000000000001EAA';
const HEADERS = { authorization: `Bearer ${KEY}`, 'x-handoff-org': ORG_ID, 'content-type': 'application/json' };

/** What outlives the service: the org with its records, the sources, and the extractor that costs money. */
export class World {
  readonly #server: Server;
  url = '';
  /** How often each source was extracted. */
  readonly extractions = new Map<string, number>();
  /** Keys of records in the org, by handoff. */
  readonly records = new Map<string, Set<string>>();
  readonly reviews = new Map<string, number>();
  failures = 0;
  #onReview: () => void = () => undefined;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        void this.#answer(request.url ?? '', body).then((answer) => response.end(JSON.stringify(answer)));
      });
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    assert.ok(address !== null && typeof address === 'object');
    this.url = `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Ends when so many handoffs have been put up for review. */
  reviewed(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onReview = () => {
        if (this.reviews.size >= count) resolve();
      };
      this.#onReview();
    });
  }

  /** @param body as our own child sends it: its shape follows from the path */
  async #answer(path: string, body: unknown): Promise<unknown> {
    switch (path) {
      case '/resolve': {
        const { handoffId } = body as { handoffId: string };
        return sampleDeal({ handoffId });
      }
      case '/context':
        return { arrLimit: null, recencyDays: 90, failedBefore: false };
      case '/gather': {
        const { name } = body as { name: string };
        const said = `pain: We type every invoice twice into ${name}.`;
        return [talk(`${name}:1`, 'call', '2026-11-02T10:00:00.000Z', [['customer', said]])];
      }
      case '/extract': {
        const evidence = body as readonly Evidence[];
        const name = evidence[0]?.id ?? '';
        this.extractions.set(name, (this.extractions.get(name) ?? 0) + 1);
        return markedExtractor().extract(sampleDeal(), evidence, new AbortController().signal);
      }
      case '/write':
        return this.#write(body as BriefDraft);
      case '/review': {
        const { handoffId } = body as { handoffId: string };
        this.reviews.set(handoffId, (this.reviews.get(handoffId) ?? 0) + 1);
        this.#onReview();
        return null;
      }
      case '/fail':
        this.failures++;
        return null;
      default:
        return null;
    }
  }

  #write({ handoffId, items, people }: BriefDraft) {
    const keys = this.records.get(handoffId) ?? new Set<string>();
    for (const { key } of [...items, ...people]) keys.add(key);
    this.records.set(handoffId, keys);
    return { items: items.length, people: people.length, citations: 0, leftAlone: 0 };
  }
}

/** One process of the service. */
export class Service {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  url = '';

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, [CHILD], {
      env: { PATH: process.env['PATH'], HANDOFF_API_KEYS: KEY, HANDOFF_ALLOWED_ORGS: ORG_ID, ...env },
      stdio: ['ignore', 'pipe', 'inherit']
    });
    assert.ok(this.#child.stdout);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Waits until it says so. A step that is held from an earlier process may be reached before it listens. */
  async until(word: 'listening' | 'held'): Promise<void> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      assert.ok(done !== true, `the service ended before it was ${word}`);
      const line = String(value);
      if (line.startsWith('listening')) this.url = line.split(' ')[1] ?? '';
      if (line.startsWith(word)) return;
    }
  }

  async ask(handoffId: string, idempotencyKey: string): Promise<{ id: string; status: string }> {
    const answer = await fetch(`${this.url}/v1/briefs`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify({ handoffId, trigger: 'won', idempotencyKey })
    });
    assert.equal(answer.status, 202);
    return (await answer.json()) as { id: string; status: string };
  }

  async status(id: string): Promise<{ status: string; problem: string | null }> {
    const answer = await fetch(`${this.url}/v1/briefs/${id}`, { headers: HEADERS });
    assert.equal(answer.status, 200);
    return (await answer.json()) as { status: string; problem: string | null };
  }

  async done(id: string): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const { status, problem } = await this.status(id);
      if (status === 'done') return;
      assert.ok(status !== 'failed' && Date.now() < deadline, `${status}: ${problem}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Kills it as the kernel would: no handler runs. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill(signal);
    await ended;
  }
}
