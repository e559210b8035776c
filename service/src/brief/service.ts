import { createHash } from 'node:crypto';
import { OpenWorkflow } from 'openworkflow';
import type { FastifyBaseLogger } from 'fastify';
import { BriefError } from './errors.ts';
import { type BriefInput, type BriefOutput, briefWorkflow, type PipelineParts, stepNames } from './pipeline.ts';
import { type BriefStatus, statusOf, STEP_PAGE } from './status.ts';
import type { BriefRow, BriefStore, Forgotten, Trigger } from './store.ts';

const SPEC = { name: 'brief' } as const;
const DAY_MS = 86_400_000;

export interface BriefRequest {
  /** 15 characters of the org that asks. */
  org: string;
  handoffId: string;
  trigger: Trigger;
  idempotencyKey: string;
}

export interface BriefServiceOptions {
  store: BriefStore;
  parts: Omit<PipelineParts, 'stop' | 'onFailure' | 'earlierOutput'>;
  /** Briefs made at the same time by this process. */
  workers: number;
  /** Days after which the steps of finished briefs are forgotten. */
  keepStepsDays: number;
  logger: Pick<FastifyBaseLogger, 'info' | 'error'>;
  now?: () => Date;
}

/** Takes requests for briefs, makes them, and tells where they stand. */
export class BriefService {
  readonly #store: BriefStore;
  readonly #workflows: OpenWorkflow;
  readonly #worker: ReturnType<OpenWorkflow['newWorker']>;
  readonly #steps: readonly string[];
  readonly #stop = new AbortController();
  readonly #keepStepsDays: number;
  readonly #now: () => Date;

  constructor({ store, parts, workers, keepStepsDays, logger, now = () => new Date() }: BriefServiceOptions) {
    this.#store = store;
    this.#keepStepsDays = keepStepsDays;
    this.#now = now;
    this.#steps = stepNames(parts.sources);
    this.#workflows = new OpenWorkflow({ backend: store.backend });
    const make = briefWorkflow({
      ...parts,
      stop: this.#stop.signal,
      onFailure: (job, err) => logger.error({ job, err }, 'brief fails'),
      earlierOutput: (runs, name) => this.#earlierOutput(runs, name)
    });
    this.#workflows.implementWorkflow<BriefInput, BriefOutput>(SPEC, async (params) => {
      logger.info({ job: params.input.briefId, handoff: params.input.handoffId }, 'brief runs');
      const output = await make(params);
      logger.info({ job: params.input.briefId, status: output.status, counts: output.counts }, 'brief ends');
      return output;
    });
    this.#worker = this.#workflows.newWorker({ concurrency: workers });
  }

  /** Goes on with what is waiting, first with what was accepted but never started. */
  async start(): Promise<void> {
    for (const row of await this.#store.unstarted()) await this.#run(row);
    await this.#store.forgetSteps(new Date(this.#now().getTime() - this.#keepStepsDays * DAY_MS));
    await this.#worker.start();
  }

  /**
   * Takes no new work and waits for what is under way, as long as given; what is not done by then is done again by the
   * next process.
   *
   * @param graceMs milliseconds
   */
  async stop(graceMs: number): Promise<void> {
    this.#stop.abort();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, graceMs, 'late')));
    const end = await Promise.race([this.#worker.stop(), grace]);
    clearTimeout(timer);
    // Closing the store under a step that still runs would only make noise; the process ends anyway.
    if (end !== 'late') await this.#store.close();
  }

  /**
   * Accepts a brief. When it returns, the request is on disk: nothing that was accepted is lost.
   *
   * @throws {BriefError} KEY_IN_USE when the key was used for another handoff
   */
  async request({ org, handoffId, trigger, idempotencyKey }: BriefRequest): Promise<BriefStatus> {
    const id = idOf(org, idempotencyKey);
    const row = await this.#store.add({ id, org, handoffId, trigger, idempotencyKey });
    if (row.handoffId !== handoffId)
      throw new BriefError(
        'KEY_IN_USE',
        'This idempotency key was used for another handoff.',
        'Use one key for each version of a handoff.',
        false
      );
    return this.#status(row.runId === null ? await this.#run(row) : row);
  }

  /** @returns null for a brief that does not exist, or is not this org's */
  async find(org: string, id: string): Promise<BriefStatus | null> {
    const row = await this.#store.find(id);
    return row === null || row.org !== org ? null : this.#status(row);
  }

  /**
   * Makes a failed brief again. Sources that could be read are not read, or paid, again.
   *
   * @returns null for a brief that does not exist, or is not this org's
   * @throws {BriefError} NOT_FAILED for one that did not fail
   */
  async retry(org: string, id: string): Promise<BriefStatus | null> {
    const row = await this.#store.find(id);
    if (row === null || row.org !== org) return null;
    const before = await this.#status(row);
    if (before.status !== 'failed')
      throw new BriefError('NOT_FAILED', `This brief is ${before.status}.`, 'Only a failed brief is run again.', false);
    const next = (await this.#store.again(id, row.attempt)) ?? (await this.#store.find(id));
    if (next === null) return null;
    return this.#status(next.runId === null ? await this.#run(next) : next);
  }

  /**
   * Forgets what was read for briefs of some handoffs, because a person is erased. Repeating it changes nothing more.
   *
   * @param org 15 characters: briefs of other orgs are left alone
   */
  async forget(org: string, handoffIds: readonly string[]): Promise<Forgotten> {
    return this.#store.forgetHandoffs(org, handoffIds);
  }

  /** Starts the run of an attempt; twice the same attempt is one run. */
  async #run(row: BriefRow): Promise<BriefRow> {
    const { id, org, handoffId, attempt, earlierRuns } = row;
    const input: BriefInput = { briefId: id, org, handoffId, earlierRuns };
    const { workflowRun } = await this.#workflows.runWorkflow<BriefInput, BriefOutput>(SPEC, input, {
      idempotencyKey: `${id}:${attempt}`
    });
    await this.#store.started(id, attempt, workflowRun.id);
    return { ...row, runId: workflowRun.id };
  }

  async #status(row: BriefRow): Promise<BriefStatus> {
    const { backend } = this.#store;
    if (row.runId === null) return statusOf(row, this.#steps, null, []);
    const run = await backend.getWorkflowRun({ workflowRunId: row.runId });
    const { data } = await backend.listStepAttempts({ workflowRunId: row.runId, limit: STEP_PAGE });
    return statusOf(row, this.#steps, run, data);
  }

  async #earlierOutput(runs: readonly string[], stepName: string): Promise<unknown> {
    for (const workflowRunId of runs) {
      const { data } = await this.#store.backend.listStepAttempts({ workflowRunId, limit: STEP_PAGE });
      const done = data.find((attempt) => attempt.stepName === stepName && attempt.output !== null);
      if (done) return done.output;
    }
    return null;
  }
}

/** An id that follows from the key: two requests at the same time cannot make two. 32 hexadecimal digits. */
function idOf(org: string, idempotencyKey: string): string {
  return createHash('sha256').update(`${org}\n${idempotencyKey}`).digest('hex').slice(0, 32);
}
