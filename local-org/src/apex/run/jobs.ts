import type { AsyncJob, Org, Transaction } from '../../org/ports.ts';
import { ApexError } from '../../org/ports.ts';
import { typeOf } from '../types/types.ts';
import { ApexObject, type ApexValue, NativeObject } from '../values.ts';
import { systemException } from '../semantics/exceptions.ts';
import type { Run } from './run.ts';

export interface JobHost {
  org: Org;
  runOf: (tx: Transaction) => Run;
  outward: <T>(work: () => T) => T;
}

/** Queues an object's `execute` for after the commit, with the finalizer it attaches. */
export function enqueue(host: JobHost, run: Run, job: ApexValue, delayMinutes: number): string {
  if (!(job instanceof ApexObject)) return run.raise('System.NullPointerException', 'Argument cannot be null.');
  run.tx.limits.add('queueableJobs', 1);
  const label = job.type.name;
  const attached: { finalizer: ApexValue } = { finalizer: null };
  const queued: AsyncJob = {
    kind: 'queueable',
    label,
    userId: run.tx.user.id,
    delayMinutes,
    run: (tx) => {
      const inner = host.runOf(tx);
      inner.asyncClass = run.program.registry.userClass(job.type) ?? null;
      // Kept outside the transaction: a job that throws still has the finalizer it attached.
      inner.attached = attached;
      host.outward(() => inner.call(job, 'execute', [context('QueueableContext', tx.id, null)]));
    },
    finish: (tx, error) => {
      const { finalizer } = attached;
      if (finalizer === null) return;
      const inner = host.runOf(tx);
      const failure = error === null ? null : systemFailure(error);
      host.outward(() => inner.call(finalizer, 'execute', [context('FinalizerContext', tx.id, failure)]));
    }
  };
  return run.tx.enqueue(queued);
}

export function attachFinalizer(run: Run, finalizer: ApexValue): void {
  if (!run.attached) return run.raise('System.AsyncException', 'Finalizers can only be attached in a queueable job');
  run.attached.finalizer = finalizer;
}

function context(type: string, jobId: string, failure: ApexValue): NativeObject {
  return new NativeObject(typeOf(type), { jobId, failure });
}

function systemFailure(error: Error): ApexValue {
  return systemException('UnexpectedException', error instanceof ApexError ? error.fault.message : error.message);
}
