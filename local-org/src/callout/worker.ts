import { parentPort } from 'node:worker_threads';

/** What the waiting thread sends: a request, a flag to wake it by, and room for the answer. */
interface Job {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  signal: Int32Array;
  bytes: SharedArrayBuffer;
}

parentPort?.on('message', (job: Job) => {
  void answer(job).then((text) => {
    const room = new Uint8Array(job.bytes);
    const encoded = new TextEncoder().encode(text);
    const written =
      encoded.length <= room.length
        ? encoded
        : new TextEncoder().encode(JSON.stringify({ error: 'Exceeded max size limit of 6000000' }));
    room.set(written);
    Atomics.store(job.signal, 1, written.length);
    Atomics.store(job.signal, 0, 1);
    Atomics.notify(job.signal, 0);
  });
});

async function answer(job: Job): Promise<string> {
  try {
    const body = job.method === 'GET' || job.method === 'HEAD' ? {} : { body: job.body };
    const response = await fetch(job.url, {
      method: job.method,
      headers: job.headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(job.timeoutMs),
      ...body
    });
    return JSON.stringify({
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: await response.text()
    });
  } catch (error) {
    return JSON.stringify({ error: wordsFor(error) });
  }
}

/** Failures as `System.CalloutException` words them. */
function wordsFor(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'Read timed out';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'Connection refused';
  if (code === 'ENOTFOUND') return 'Unknown host';
  return error instanceof Error ? error.message : 'Callout failed';
}
