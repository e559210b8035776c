import { Timer } from 'c/handoffTimer';
import type { SaveState } from './types';

/** What is known of a field that was touched. */
export interface Entry {
  base: string;
  value: string;
  state: SaveState;
  message: string;
  theirs: string;
  undo: string | undefined;
  readonly timer: Timer;
}

export function newEntry(saved: string): Entry {
  return { base: saved, value: saved, state: 'clean', message: '', theirs: '', undo: undefined, timer: new Timer() };
}
