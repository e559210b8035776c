import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexList,
  ApexMap,
  ApexSet,
  type ApexValue,
  NativeObject,
  SObjectValue
} from '../values.ts';
import type { NativeContext } from '../native.ts';

const NULL_MESSAGE = 'Attempt to de-reference a null object';

function nullOf(ctx: NativeContext): never {
  return ctx.raise('System.NullPointerException', NULL_MESSAGE);
}

/** An argument that must be a text. The interpreter has checked its type; null is left to refuse. */
export function text(ctx: NativeContext, value: ApexValue | undefined): string {
  return typeof value === 'string' ? value : nullOf(ctx);
}

export function integer(ctx: NativeContext, value: ApexValue | undefined): number {
  return typeof value === 'number' ? value : nullOf(ctx);
}

export function list(ctx: NativeContext, value: ApexValue | undefined): ApexList {
  return value instanceof ApexList ? value : nullOf(ctx);
}

export function set(ctx: NativeContext, value: ApexValue | undefined): ApexSet {
  return value instanceof ApexSet ? value : nullOf(ctx);
}

export function map(ctx: NativeContext, value: ApexValue | undefined): ApexMap {
  return value instanceof ApexMap ? value : nullOf(ctx);
}

export function record(ctx: NativeContext, value: ApexValue | undefined): SObjectValue {
  return value instanceof SObjectValue ? value : nullOf(ctx);
}

export function date(ctx: NativeContext, value: ApexValue | undefined): ApexDate {
  return value instanceof ApexDate ? value : nullOf(ctx);
}

export function datetime(ctx: NativeContext, value: ApexValue | undefined): ApexDatetime {
  return value instanceof ApexDatetime ? value : nullOf(ctx);
}

export function blob(ctx: NativeContext, value: ApexValue | undefined): ApexBlob {
  return value instanceof ApexBlob ? value : nullOf(ctx);
}

/** The state of a system object. @param guard tells whether it is the state expected */
export function state<T>(ctx: NativeContext, value: ApexValue | undefined, guard: (state: unknown) => state is T): T {
  return value instanceof NativeObject && guard(value.state) ? value.state : nullOf(ctx);
}
