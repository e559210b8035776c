import type { Frame } from '../types/code.ts';

/** How a statement ended. */
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
export const RETURN = 3;
export type Completion = 0 | 1 | 2 | 3;

/** A statement, compiled. */
export type Step = (frame: Frame) => Completion;
