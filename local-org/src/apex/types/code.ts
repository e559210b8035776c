import type { NativeContext } from '../native.ts';
import type { ApexList, ApexMap, ApexObject, ApexValue, TypeRef } from '../values.ts';
import type { ClassInfo, MethodInfo } from './classes.ts';

/** Code that has a place in stack traces: a method, a constructor, an initializer, a trigger, an anonymous block. */
export interface Unit {
  /** `Class.HandoffGateService.writeBlockers`, `Trigger.OpportunityTrigger`. */
  label: string;
  file: string;
  /** Where it begins, for what fails before its first statement. */
  line: number;
  /** The class whose code it is; null in triggers and anonymous blocks. */
  owner: ClassInfo | null;
  isTrigger: boolean;
  /** How many locals it needs, parameters included. */
  locals: number;
}

/** One call in progress. */
export interface Frame {
  readonly run: Machine;
  readonly unit: Unit;
  readonly self: ApexObject | null;
  readonly locals: ApexValue[];
  /** What a return statement left. */
  result: ApexValue;
  line: number;
}

/** An expression, compiled. */
export type Code = (frame: Frame) => ApexValue;

/** The records a trigger works on. */
export interface TriggerState {
  isBefore: boolean;
  operation: 'insert' | 'update' | 'delete' | 'undelete';
  new: ApexList | null;
  old: ApexList | null;
  newMap: ApexMap | null;
  oldMap: ApexMap | null;
}

/** What compiled code asks of the machine that runs it, beside what the system library asks. */
export interface Machine extends NativeContext {
  /** Statements left until the next look at the CPU limit; compiled code counts it down. */
  fuel: number;
  refuel(): void;
  typeArgs: readonly TypeRef[];
  readonly trigger: TriggerState | null;
  /** Throws `System.NullPointerException`. */
  dereference(): never;
  invoke(method: MethodInfo, self: ApexObject | null, args: readonly ApexValue[]): ApexValue;
  /** Calls the receiver's own version of a method. */
  dispatch(method: MethodInfo, self: ApexObject, args: readonly ApexValue[]): ApexValue;
  construct(cls: ClassInfo, maker: MethodInfo | null, args: readonly ApexValue[]): ApexObject;
  /** A class's static fields by name in lower case, initialized. */
  statics(cls: ClassInfo): Map<string, ApexValue>;
  customMetadata(type: TypeRef): ApexMap;
  runAs<T>(user: ApexValue, work: () => T): T;
  /** Gives an exception its line and stack trace where it is thrown. */
  noteThrown(value: ApexValue): void;
}
