import type { Mutant } from '../mutant.ts';
import { briefMutants } from './brief.ts';
import { gateMutants } from './gate.ts';
import { handoffMutants } from './handoff.ts';
import { orgMutants } from './org.ts';
import { panelMutants } from './panel.ts';
import { reviewMutants } from './review.ts';
import { ruleMutants } from './rules.ts';

/** Every way in which the package is broken on purpose. */
export const mutants: readonly Mutant[] = [
  ...gateMutants,
  ...ruleMutants,
  ...handoffMutants,
  ...briefMutants,
  ...reviewMutants,
  ...panelMutants,
  ...orgMutants
];
