import type { AddressInfo } from 'node:net';
import { gongStandIn } from './gong.ts';
import { slackStandIn } from './slack.ts';
import { zendeskStandIn } from './zendesk.ts';

/** Credentials of the demo: they open nothing but this. */
export const DEMO = {
  slack: { token: 'xoxb-demo' },
  gong: { accessKey: 'demo-key', accessSecret: 'demo-secret' },
  zendesk: { email: 'agent@handoff.example', token: 'demo-token' }
};

/** Starts Slack, Gong and Zendesk on this machine, with an invented sales team's talk in them. */
async function main(): Promise<void> {
  const parts = [
    { name: 'Slack', port: 'SLACK_PORT', fallback: '3101', server: slackStandIn(DEMO.slack).server },
    { name: 'Gong', port: 'GONG_PORT', fallback: '3102', server: gongStandIn(DEMO.gong).server },
    { name: 'Zendesk', port: 'ZENDESK_PORT', fallback: '3103', server: zendeskStandIn(DEMO.zendesk).server }
  ];
  const stop = (): void => void Promise.all(parts.map(({ server }) => server.close()));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  for (const { name, port, fallback, server } of parts) {
    await server.listen({ port: Number(process.env[port] ?? fallback), host: '127.0.0.1' });
    const { port: actual } = server.server.address() as AddressInfo; // it listens on a port, not on a pipe
    process.stdout.write(`${name} stand-in on http://127.0.0.1:${actual}\n`);
  }
  process.stdout.write('Stand-ins ready\n');
}

if (import.meta.main)
  try {
    await main();
  } catch (error) {
    process.stderr.write(`The stand-ins could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
