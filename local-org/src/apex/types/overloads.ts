import type { TypeRef } from '../values.ts';
import type { Conversions } from './conversions.ts';
import { OBJECT } from './types.ts';

interface Callable {
  parameters: readonly TypeRef[];
}

export type Choice<M> = { kind: 'one'; member: M } | { kind: 'none' } | { kind: 'ambiguous'; nearest: M };

/**
 * The candidate that a call means: of those the arguments fit, the one whose every parameter is at least as near to
 * the arguments as those of the others.
 *
 * @param substitute replaces the type parameters of a generic receiver
 */
export function choose<M extends Callable>(
  conversions: Conversions,
  candidates: readonly M[],
  args: readonly TypeRef[],
  substitute: (type: TypeRef) => TypeRef = (type) => type
): Choice<M> {
  const fitting = candidates.flatMap((member) => {
    if (member.parameters.length !== args.length) return [];
    const parameters = member.parameters.map(substitute);
    const distances = args.map((arg, index) => conversions.distance(arg, parameters[index] ?? OBJECT));
    return distances.every((distance) => distance !== undefined) ? [{ member, parameters, distances }] : [];
  });
  const [first] = fitting;
  if (!first) return { kind: 'none' };
  if (fitting.length === 1) return { kind: 'one', member: first.member };
  const best = fitting.filter((one) =>
    fitting.every((other) =>
      one.distances.every((distance, index) => {
        const [own, others] = [one.parameters[index] ?? OBJECT, other.parameters[index] ?? OBJECT];
        const rival = other.distances[index] ?? 0;
        // For null every type is as near as another: the narrower one is meant.
        return distance < rival || (distance === rival && conversions.assignable(own, others)) || own === others;
      })
    )
  );
  const [only] = best;
  if (best.length === 1 && only) return { kind: 'one', member: only.member };
  const sum = ({ distances }: (typeof fitting)[number]): number => distances.reduce<number>((a, b) => a + (b ?? 0), 0);
  const nearest = fitting.reduce((a, b) => (sum(b) < sum(a) ? b : a));
  return { kind: 'ambiguous', nearest: nearest.member };
}
