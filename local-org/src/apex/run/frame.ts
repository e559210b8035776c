import type { ClassInfo } from '../types/classes.ts';
import type { ApexObject, ApexValue } from '../values.ts';
import type { Run } from './run.ts';

/** One call in progress: its locals, its receiver, and where it is. */
export interface Frame {
  readonly run: Run;
  readonly self: ApexObject | null;
  readonly locals: ApexValue[];
  /** What a return statement left. */
  result: ApexValue;
  line: number;
  /** `Class.HandoffGateService.writeBlockers`, for stack traces. */
  readonly label: string;
  readonly file: string;
  /** The class whose code runs; null in triggers and anonymous blocks. */
  readonly owner: ClassInfo | null;
}

/** How a statement ended. */
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
export const RETURN = 3;
export type Completion = 0 | 1 | 2 | 3;
