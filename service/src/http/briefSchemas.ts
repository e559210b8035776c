import { z } from 'zod';
import { TRIGGERS } from '../brief/store.ts';

const handoffId = z.string().regex(/^[a-zA-Z0-9]{18}$/, 'is no record id of 18 characters');
const status = z.enum(['queued', 'running', 'done', 'failed']);
const id = z.string().regex(/^[0-9a-f]{32}$/, 'is no id of a brief');
const step = z.string().nullable();
const progress = z.number().int().min(0).max(100);
const count = z.number().int().min(0);

export const briefRequest = z.strictObject({
  handoffId,
  trigger: z.enum(TRIGGERS),
  idempotencyKey: z.string().min(1).max(100)
});

export const briefId = z.object({ id });

export const briefAccepted = z.object({ id, status, step, progress });

export const briefResponse = z.object({
  id,
  handoffId: z.string(),
  status,
  step,
  steps: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['waiting', 'running', 'retrying', 'done', 'failed']),
      note: z.string().nullable()
    })
  ),
  progress,
  problem: z.string().nullable(),
  action: z.string().nullable(),
  counts: z
    .object({
      evidence: count,
      proposed: count,
      kept: count,
      dropped: count,
      items: count,
      people: count,
      citations: count,
      sourcesFailed: count
    })
    .nullable()
});

/** As many as the org keeps on one erasure. */
const MOST_HANDOFFS = 2000;

export const erasureRequest = z.strictObject({ handoffIds: z.array(handoffId).min(1).max(MOST_HANDOFFS) });

export const erasureResponse = z.object({ briefs: count, steps: count, unfinished: count });
