import type { Place } from '../parse/ast.ts';
import type { ClassInfo, Code } from '../types/classes.ts';
import type { Frame } from '../run/frame.ts';
import type { ApexValue, TypeRef } from '../values.ts';

/** An expression with its static type. */
export interface Value {
  kind: 'value';
  type: TypeRef;
  get: Code;
  /** Where it can be assigned to. */
  set?: (frame: Frame, value: ApexValue) => void;
  /** A query in brackets: also stands for its one record. */
  isQuery?: boolean;
  /** A path to a parent record: reading a field of an empty one gives null. */
  isParent?: boolean;
}

/** A name that stands for a type or a namespace. */
export interface TypeName {
  kind: 'type';
  type: TypeRef;
}

export interface Namespace {
  kind: 'namespace';
  /** In lower case: `system`, `system.label`, `trigger`, `schema`, `schema.sobjecttype`. */
  name: string;
}

export type Meaning = Value | TypeName | Namespace;

/** What is wrong with the package's Apex, with its place. */
export class Problems {
  readonly messages: string[] = [];

  add(at: Place, message: string): void {
    this.messages.push(`${at.file}:${at.line}:${at.column} ${message}`);
  }
}

/** Thrown to leave an expression that has been reported already. */
export class Reported extends Error {}

/** Locals of one method, and where the code stands. */
export class Scope {
  readonly cls: ClassInfo | null;
  readonly isStatic: boolean;
  /** The object of the trigger whose body this is. */
  readonly triggerObject: string | null;
  readonly returns: TypeRef | null;
  /** Final fields may be set here. */
  readonly isConstructor: boolean;
  readonly #blocks: Map<string, { slot: number; type: TypeRef }>[] = [new Map()];
  #next = 0;
  slots = 0;

  constructor(options: {
    cls: ClassInfo | null;
    isStatic: boolean;
    returns: TypeRef | null;
    triggerObject?: string;
    isConstructor?: boolean;
  }) {
    this.cls = options.cls;
    this.isStatic = options.isStatic;
    this.returns = options.returns;
    this.triggerObject = options.triggerObject ?? null;
    this.isConstructor = options.isConstructor ?? false;
  }

  declare(name: string, type: TypeRef): number {
    const slot = this.#next++;
    this.slots = Math.max(this.slots, this.#next);
    this.#blocks.at(-1)?.set(name.toLowerCase(), { slot, type });
    return slot;
  }

  isDeclared(name: string): boolean {
    return this.find(name) !== undefined;
  }

  find(name: string): { slot: number; type: TypeRef } | undefined {
    for (let index = this.#blocks.length - 1; index >= 0; index--) {
      const found = this.#blocks[index]?.get(name.toLowerCase());
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
}
