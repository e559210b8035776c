/**
 * The service in a process of its own, for tests that kill it. Everything around it (the org, the source, the extractor)
 * is a stand-in behind STAND_IN_URL that outlives it. `HOLD=step:begin` stops for ever when that step has begun,
 * `HOLD=step:end` when its work is done and not yet recorded, and says so on stdout.
 */
import type { Backend } from 'openworkflow/internal';
import { openPostgresStore } from '../src/brief/postgresStore.ts';
import type { BriefWriter, DealReader } from '../src/brief/ports.ts';
import { BriefService } from '../src/brief/service.ts';
import { openSqliteStore } from '../src/brief/sqliteStore.ts';
import { readConfig } from '../src/config.ts';
import { createApp } from '../src/http/app.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import type { Extraction, Extractor } from '../src/ports.ts';
import { exactVerify, textMerge } from './briefs.ts';

const standIn = process.env['STAND_IN_URL'] ?? '';
const databaseUrl = process.env['DATABASE_URL'] ?? '';
const [heldStep, heldAt] = (process.env['HOLD'] ?? '').split(':');

async function call<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${standIn}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return (await answer.json()) as T; // The stand-in answers in the shape that is asked for.
}

function hold(): Promise<never> {
  process.stdout.write('held\n');
  return new Promise(() => undefined);
}

/** Holds at one step of the workflow, as the store sees it. */
function holding(backend: Backend): Backend {
  const names = new Map<string, string>();
  return new Proxy(backend, {
    get(target, property) {
      if (property === 'createStepAttempt')
        return async (params: Parameters<Backend['createStepAttempt']>[0]) => {
          const attempt = await target.createStepAttempt(params);
          names.set(attempt.id, attempt.stepName);
          return attempt.stepName === heldStep && heldAt === 'begin' ? hold() : attempt;
        };
      if (property === 'completeStepAttempt')
        return async (params: Parameters<Backend['completeStepAttempt']>[0]) =>
          names.get(params.stepAttemptId) === heldStep && heldAt === 'end'
            ? hold()
            : target.completeStepAttempt(params);
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    }
  });
}

const reader: DealReader = {
  resolveDeal: (handoffId) => call('resolve', { handoffId }),
  reviewContext: () => call('context', {})
};
const writer: BriefWriter = {
  begin: (deal) => call('begin', deal.handoffId),
  writeBack: (draft) => call('write', draft),
  askForReview: (deal, summary) => call('review', { handoffId: deal.handoffId, summary }),
  fail: (handoffId) => call('fail', handoffId)
};
const extractor: Extractor = { extract: (_deal, evidence) => call<Extraction>('extract', evidence) };
const sources = ['Gong', 'Slack'].map((name) => ({
  name,
  gives: [],
  gather: async () => ({ evidence: await call<Evidence[]>('gather', { name }), problem: null })
}));

const store =
  databaseUrl === '' ? openSqliteStore(process.env['HANDOFF_JOB_STORE'] ?? '') : await openPostgresStore(databaseUrl);
const briefs = new BriefService({
  store: { ...store, backend: holding(store.backend) },
  workers: Number(process.env['HANDOFF_BRIEF_WORKERS'] ?? 1),
  keepStepsDays: 7,
  logger: { info: () => undefined, error: () => undefined },
  parts: {
    sources,
    extractor,
    verify: exactVerify,
    merge: textMerge,
    reader,
    writer,
    sourceTimeoutMs: 60_000,
    retry: { initialInterval: '10ms', maximumAttempts: 5 }
  }
});
const app = await createApp(
  readConfig({ ...process.env, SF_LOGIN_URL: '', HANDOFF_REQUESTS_PER_MINUTE: '1000000' }),
  false,
  briefs
);
await briefs.start();
process.stdout.write(`listening ${await app.server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.on('SIGTERM', () => void app.drain().then(async () => (await briefs.stop(5000), process.exit(0))));
