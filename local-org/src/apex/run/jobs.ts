import { OrgError } from '../../org/errors.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import { copyOf } from '../semantics/copy.ts';
import { typeOf } from '../types/types.ts';
import { ApexObject, type ApexValue, NativeObject } from '../values.ts';
import { exceptionOf, outward } from './faults.ts';
import type { Run } from './run.ts';

export interface JobHost {
  org: Org;
  /** The run that belongs to a transaction. */
  runOf: (tx: Transaction) => Run;
}

/**
 * "A Queueable job that failed due to an unhandled exception can be successively re-enqueued five times by a
 * transaction finalizer" (Transaction Finalizers, Apex Developer Guide).
 */
const MOST_RETRIES = 5;

/** The job that a transaction runs. */
export interface RunningJob {
  kind: 'queueable' | 'finalizer' | 'scheduled';
  mayCallOut: boolean;
  /** Where a queueable's finalizer is kept: a job that throws still has the one it attached. */
  attached: { finalizer: ApexValue } | null;
  /** How often in a row finalizers have queued it again because it failed. */
  retries: number;
}

/** Queues an object's `execute` for after the commit, with the finalizer it attaches. @returns the job's id */
export function enqueue(host: JobHost, run: Run, job: ApexValue, delayMinutes: number): string {
  if (!(job instanceof ApexObject)) return run.raise('System.NullPointerException', 'Argument cannot be null.');
  // "You can't chain queueable jobs in an Apex test" (Queueable Apex Limits, Apex Developer Guide).
  if (run.test && run.job?.kind === 'queueable')
    return run.raise('System.AsyncException', 'Maximum stack depth has been reached.');
  const retries = run.job?.kind === 'finalizer' ? run.job.retries : 0;
  if (retries > MOST_RETRIES) return run.raise('System.AsyncException', 'Maximum stack depth has been reached.');
  if (run.isReadOnly) return run.raise('System.AsyncException', 'Queueable jobs cannot be added by a cacheable method');
  run.tx.limits.add('queueableJobs', 1);
  const queued = copyOf(job, run.registry);
  const mayCallOut = run.registry.assignable(job.type, typeOf('Database.AllowsCallouts'));
  const attached: { finalizer: ApexValue } = { finalizer: null };
  const id = run.tx.enqueue({
    kind: 'queueable',
    label: job.type.name,
    userId: run.tx.user.id,
    delayMinutes,
    run: (tx) => {
      const inner = host.runOf(tx);
      inner.job = { kind: 'queueable', mayCallOut, attached, retries };
      outward(() => inner.call(queued, 'execute', [context('QueueableContext', id, null)]));
    },
    finish: (tx, error) => {
      const { finalizer } = attached;
      if (finalizer === null) return;
      tx.swapLimits(tx.freshLimits('finalizer'));
      const inner = host.runOf(tx);
      inner.job = { kind: 'finalizer', mayCallOut: true, attached: null, retries: error === null ? 0 : retries + 1 };
      const failure = error === null ? null : exceptionOf(error);
      outward(() => inner.call(finalizer, 'execute', [context('FinalizerContext', id, failure)]));
    }
  });
  return id;
}

export function attachFinalizer(run: Run, finalizer: ApexValue): void {
  const attached = run.job?.attached;
  if (!attached)
    return run.raise('System.AsyncException', 'System.attachFinalizer(Finalizer) is not allowed in this context');
  if (attached.finalizer !== null)
    return run.raise('System.AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
  if (finalizer === null) return run.raise('System.NullPointerException', 'Argument cannot be null');
  attached.finalizer = finalizer;
}

/** Schedules an object's `execute` from the commit on. @returns the job's id */
export function schedule(host: JobHost, run: Run, name: string, cron: string, job: ApexValue): string {
  if (!(job instanceof ApexObject)) return run.raise('System.NullPointerException', 'Argument cannot be null.');
  if (host.org.async.isScheduled(name))
    return run.raise('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
  const scheduled = copyOf(job, run.registry);
  let id = '';
  try {
    id = run.tx.schedule({
      name,
      label: job.type.name,
      userId: run.tx.user.id,
      cron,
      run: (tx) => {
        // "Although scheduled Apex is an asynchronous feature, synchronous limits apply" (Execution Governors and Limits).
        tx.swapLimits(tx.freshLimits('synchronous'));
        const inner = host.runOf(tx);
        // "Synchronous Web service callouts are not supported from scheduled Apex" (Apex Scheduler).
        inner.job = { kind: 'scheduled', mayCallOut: false, attached: null, retries: 0 };
        outward(() => inner.call(scheduled, 'execute', [context('SchedulableContext', id, null)]));
      }
    });
  } catch (error) {
    // What Salesforce could do and this org cannot must not look like the package's mistake.
    if (!(error instanceof OrgError) || error.code === 'UNSUPPORTED') throw error;
    return run.raise('System.StringException', error.message);
  }
  return id;
}

function context(type: string, jobId: string, failure: ApexValue): NativeObject {
  return new NativeObject(typeOf(type), { jobId, failure });
}
