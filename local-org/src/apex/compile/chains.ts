import type { Code, Frame } from '../types/code.ts';
import type { ApexValue } from '../values.ts';
import type { Scope, Value } from './scope.ts';

const SKIPPED = Symbol('skipped');

type Link = (frame: Frame) => ApexValue | typeof SKIPPED;

/** A value behind `?.`: what follows it in the chain is left out when there is nothing before it. */
interface ChainValue extends Value {
  link: Link;
}

function isChain(value: Value): value is ChainValue {
  return 'link' in value;
}

/**
 * A member or a call on a value. Behind `?.`, everything that follows in the chain is skipped when the value is null:
 * `a?.b().c` is null, without error, when `a` is.
 *
 * @param build compiles the access; it gets the value it may read once
 */
export function chained(on: Value, safe: boolean, scope: Scope, build: (on: Value) => Value): Value {
  if (!safe && !isChain(on)) return build(on);
  const slot = scope.declare(`?.${scope.slots}`, on.type);
  const inner = build({ ...withoutPlace(on), get: (frame) => frame.locals[slot] ?? null });
  const before: Link = isChain(on) ? on.link : on.get;
  const link: Link = (frame) => {
    const target = before(frame);
    if (target === SKIPPED || (safe && target === null)) return SKIPPED;
    frame.locals[slot] = target;
    return inner.get(frame);
  };
  const get: Code = (frame) => {
    const result = link(frame);
    return result === SKIPPED ? null : result;
  };
  const chain: ChainValue = { ...withoutPlace(inner), notWritable: 'Expression cannot be assigned', get, link };
  return chain;
}

function withoutPlace(value: Value): Value {
  const rest = { ...value };
  delete rest.place;
  return rest;
}
