import type { ClassInfo, FieldInfo } from '../types/classes.ts';
import type { Code, Frame } from '../types/code.ts';
import type { ApexValue, TypeRef } from '../values.ts';

/** An expression with its static type. */
export interface Value {
  kind: 'value';
  type: TypeRef;
  get: Code;
  /** How it is written, where it can be. */
  place?: AssignablePlace;
  /** Why it cannot be written, where that is worth saying. */
  notWritable?: string;
  /** A query in brackets: also stands for its one record. */
  isQuery?: boolean;
  /** A path to a parent record: reading a field of an empty one gives null. */
  isParent?: boolean;
  /** A record's field, for `record.Field__c.addError(…)`. */
  recordField?: { record: Code; object: string; field: string };
}

export interface AssignablePlace {
  /** Evaluates what is written to, then the value, then writes. @returns the value */
  assign(frame: Frame, value: Code): ApexValue;
  /** Reads, changes and writes, evaluating what is written to once. @returns the value before or after the change */
  modify(frame: Frame, change: (before: ApexValue) => ApexValue, result: 'before' | 'after'): ApexValue;
}

/** A place that is found first, then read and written. */
export function placeOf<T>(
  find: (frame: Frame) => T,
  read: (frame: Frame, target: T) => ApexValue,
  write: (frame: Frame, target: T, value: ApexValue) => void
): AssignablePlace {
  return {
    assign: (frame, code) => {
      const target = find(frame);
      const value = code(frame);
      write(frame, target, value);
      return value;
    },
    modify: (frame, change, result) => {
      const target = find(frame);
      const before = read(frame, target);
      const after = change(before);
      write(frame, target, after);
      return result === 'before' ? before : after;
    }
  };
}

/** A name that stands for a type or a namespace. */
export interface TypeName {
  kind: 'type';
  type: TypeRef;
}

export interface Namespace {
  kind: 'namespace';
  /** In lower case: `system`, `label`, `trigger`, `schema`, `schema.sobjecttype`. */
  name: string;
}

export type Meaning = Value | TypeName | Namespace;

export interface Local {
  slot: number;
  type: TypeRef;
  isFinal: boolean;
}

export interface ScopeOptions {
  cls: ClassInfo | null;
  isStatic: boolean;
  /** What a return statement must give; null where there is none. */
  returns: TypeRef | null;
  /** The object of the trigger whose body this is. */
  triggerObject?: string;
  /** Whose final fields may be set here: those of an instance, or static ones. */
  initializes?: 'instance' | 'static';
  /** Inside its accessors a property's name means the value behind it. */
  accessorOf?: FieldInfo;
}

/** Locals of one method, and where the code stands. */
export class Scope {
  readonly cls: ClassInfo | null;
  readonly isStatic: boolean;
  readonly returns: TypeRef | null;
  readonly triggerObject: string | null;
  readonly initializes: 'instance' | 'static' | null;
  readonly accessorOf: FieldInfo | null;
  readonly #blocks: Map<string, Local>[] = [new Map()];
  /** How many loops are around the statement: break and continue need one. */
  loops = 0;
  slots = 0;

  constructor(options: ScopeOptions) {
    this.cls = options.cls;
    this.isStatic = options.isStatic;
    this.returns = options.returns;
    this.triggerObject = options.triggerObject ?? null;
    this.initializes = options.initializes ?? null;
    this.accessorOf = options.accessorOf ?? null;
  }

  declare(name: string, type: TypeRef, isFinal = false): number {
    const slot = this.slots++;
    this.#blocks.at(-1)?.set(name.toLowerCase(), { slot, type, isFinal });
    return slot;
  }

  find(name: string): Local | undefined {
    const key = name.toLowerCase();
    for (let index = this.#blocks.length - 1; index >= 0; index--) {
      const found = this.#blocks[index]?.get(key);
      if (found) return found;
    }
    return undefined;
  }

  /** Runs work with a block of its own: what it declares is gone afterwards. */
  block<T>(work: () => T): T {
    this.#blocks.push(new Map());
    try {
      return work();
    } finally {
      this.#blocks.pop();
    }
  }

  /** As `block`, in a loop. */
  loop<T>(work: () => T): T {
    this.loops++;
    try {
      return this.block(work);
    } finally {
      this.loops--;
    }
  }
}
