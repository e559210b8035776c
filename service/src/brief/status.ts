import type { Backend } from 'openworkflow/internal';
import { FAILURE } from './pipeline.ts';
import type { BriefRow } from './store.ts';
import type { BriefCounts } from './types.ts';

type Run = NonNullable<Awaited<ReturnType<Backend['getWorkflowRun']>>>;
type StepAttempt = Awaited<ReturnType<Backend['listStepAttempts']>>['data'][number];

/** More attempts than a brief of a dozen sources can make. */
export const STEP_PAGE = 500;

export interface StepStatus {
  name: string;
  state: 'waiting' | 'running' | 'retrying' | 'done' | 'failed';
  note: string | null;
}

/** Where a brief stands, as `GET /v1/briefs/{id}` tells it. */
export interface BriefStatus {
  id: string;
  handoffId: string;
  status: 'queued' | 'running' | 'done' | 'failed';
  /** Name of the step it is at; null before the first and after the last. */
  step: string | null;
  steps: StepStatus[];
  /** 0 to 100, whole. */
  progress: number;
  problem: string | null;
  action: string | null;
  counts: BriefCounts | null;
}

/** @param names steps in their order; steps a run took that are not among them (sources that are gone) are left out */
export function statusOf(
  row: Pick<BriefRow, 'id' | 'handoffId'>,
  names: readonly string[],
  run: Run | null,
  attempts: readonly StepAttempt[]
): BriefStatus {
  const end = endOf(run);
  const steps = names.map((name) => stepStatus(name, attempts, end?.status ?? null));
  const done = steps.filter(({ state }) => state === 'done').length;
  const current = steps.find(({ state }) => state !== 'done' && state !== 'waiting') ?? null;
  const running = attempts.length > 0 || run?.status === 'running';
  return {
    id: row.id,
    handoffId: row.handoffId,
    status: end?.status ?? (running ? 'running' : 'queued'),
    step: end?.status === 'done' ? null : (current?.name ?? (running ? (steps.find(isWaiting)?.name ?? null) : null)),
    steps,
    progress: end?.status === 'done' ? 100 : Math.floor((done * 100) / Math.max(1, steps.length)),
    problem: end?.problem ?? null,
    action: end?.action ?? null,
    counts: end?.counts ?? null
  };
}

function isWaiting({ state }: StepStatus): boolean {
  return state === 'waiting';
}

function stepStatus(name: string, attempts: readonly StepAttempt[], end: 'done' | 'failed' | null): StepStatus {
  const own = attempts.filter((attempt) => attempt.stepName === name);
  const done = own.find(({ status }) => status === 'completed' || status === 'succeeded');
  if (done) return { name, state: 'done', note: noteOf(done.output) };
  if (own.length === 0) return { name, state: end === 'done' ? 'done' : 'waiting', note: null };
  if (end === 'failed') return { name, state: 'failed', note: null };
  const tries = own.filter(({ status }) => status === 'failed').length;
  if (tries === 0) return { name, state: 'running', note: null };
  return { name, state: 'retrying', note: `tried ${tries} times` };
}

function noteOf(output: unknown): string | null {
  return typeof output === 'object' && output !== null && 'note' in output && typeof output.note === 'string'
    ? output.note
    : null;
}

interface End {
  status: 'done' | 'failed';
  problem: string | null;
  action: string | null;
  counts: BriefCounts | null;
}

function endOf(run: Run | null): End | null {
  if (run === null) return null;
  if (run.status === 'completed' || run.status === 'succeeded') return outputOf(run.output);
  if (run.status !== 'failed' && run.status !== 'canceled') return null;
  // Not even the failure could be shown in the org.
  const known = run.error?.['name'] === 'BriefError' ? String(run.error['message']) : null;
  return {
    status: 'failed',
    problem: known ?? `The brief ended while it was at "${FAILURE}" or before, and the log knows why.`,
    action: 'See that the service reaches the org, then run it again.',
    counts: null
  };
}

function outputOf(output: unknown): End | null {
  if (typeof output !== 'object' || output === null || !('status' in output)) return null;
  return output as End; // The workflow's own output, see BriefOutput.
}
