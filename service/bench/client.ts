import { connect } from 'node:net';

/** What the bench tells its client: where to send which request over how many connections, and for how long. */
export interface Load {
  port: number;
  head: string;
  body: string;
  connections: number;
  milliseconds: number;
}

/**
 * Sends one request after the other over connections that stay open. Bytes are prepared once and answers are only
 * counted, so that the client costs little beside the server it measures.
 */
function load({ port, head, body, milliseconds }: Load, done: (answered: number) => void): void {
  const request = Buffer.from(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const end = performance.now() + milliseconds;
  const socket = connect(port, '127.0.0.1');
  let answered = 0;
  let received = '';
  socket.setNoDelay(true);
  socket.on('connect', () => socket.write(request));
  socket.on('error', (error) => {
    throw error;
  });
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const split = received.indexOf('\r\n\r\n');
    if (split < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
    if (received.length < split + 4 + length) return;
    if (!received.startsWith('HTTP/1.1 200 ')) throw new Error(received);
    received = '';
    answered++;
    if (performance.now() < end) socket.write(request);
    else socket.end(() => done(answered));
  });
}

process.once('message', (message) => {
  // The bench starts this file, sends a Load, and nothing else does.
  const given = message as Load;
  let open = given.connections;
  let total = 0;
  for (let index = 0; index < given.connections; index++) {
    load(given, (answered) => {
      total += answered;
      open--;
      if (open === 0) process.send?.(total, () => process.disconnect());
    });
  }
});
