import type { defineWorkflow } from 'openworkflow';
import { BriefError } from './errors.ts';

/** OpenWorkflow does not export these by name; they are what its `defineWorkflow` takes. */
type Definition = Parameters<typeof defineWorkflow>;
export type WorkflowFunctionParams<Input> = Omit<Parameters<Definition[1]>[0], 'input'> & { input: Input };
export type StepApi = WorkflowFunctionParams<unknown>['step'];
export type RetryPolicy = NonNullable<Definition[0]['retryPolicy']>;

/** About half an hour of trying, slower and slower: an org or a database that restarts is back by then. */
export const RETRY: RetryPolicy = {
  initialInterval: '2s',
  backoffCoefficient: 2,
  maximumInterval: '5m',
  maximumAttempts: 12
};

/**
 * Why a brief ends, in words for people; null while it does not: when a step is tried again, and for OpenWorkflow's own
 * signals, which must pass through.
 *
 * OpenWorkflow wraps what a step threw in an error named StepError that says how often it failed.
 */
export function finalFailure(error: unknown): { problem: string; action: string } | null {
  if (!(error instanceof Error)) return unexpected();
  if (error.name === 'SleepSignalError' || error.message === STALE) return null;
  if (error.name !== 'StepError') return unexpected();
  const cause = error.cause;
  const tries = triesOf(error);
  // A mistake of ours does not get better by waiting; two more tries are for what only looked like one.
  const isFinal =
    tries.failed >= tries.most || (cause instanceof BriefError ? !cause.retryable : tries.failed >= MOST_SURPRISES);
  if (!isFinal) return null;
  return cause instanceof BriefError ? { problem: cause.message, action: cause.action } : unexpected();
}

const STALE = 'Workflow execution branch is no longer active';

const MOST_SURPRISES = 3;

function triesOf(error: object): { failed: number; most: number } {
  const failed = 'stepFailedAttempts' in error ? Number(error.stepFailedAttempts) : 1;
  const policy = 'retryPolicy' in error ? error.retryPolicy : null;
  const most =
    typeof policy === 'object' && policy !== null && 'maximumAttempts' in policy ? policy.maximumAttempts : 1;
  return { failed, most: Number(most) };
}

/** What went wrong inside stays in the log. */
function unexpected(): { problem: string; action: string } {
  return {
    problem: 'Something unexpected went wrong while the brief was made.',
    action: 'Run it again; if it stays, look for the id of the brief in the log of the service.'
  };
}
