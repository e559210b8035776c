import type { TypeRef } from '../values.ts';
import type { Registry } from './registry.ts';
import { ID, isNumber, NULL, OBJECT, SOBJECT, STRING, substitutable, typeOf, VOID, widening } from './types.ts';
import { substitute } from './natives.ts';

/** How far `Object` is from everything else: what fits anything fits it last. */
const FAR = 1000;

/** Which types convert to which, and how far apart they are. */
export class Conversions {
  readonly #registry: Registry;
  readonly #known = new Map<TypeRef, Map<TypeRef, number | undefined>>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Whether a value of one type may be assigned to another without a cast. */
  assignable(from: TypeRef, to: TypeRef): boolean {
    return this.distance(from, to) !== undefined;
  }

  /** How far a type is from another it may be assigned to, for choosing overloads: 0 is the same. */
  distance(from: TypeRef, to: TypeRef): number | undefined {
    let row = this.#known.get(from);
    if (!row) this.#known.set(from, (row = new Map()));
    if (row.has(to)) return row.get(to);
    const distance = this.#distance(from, to);
    row.set(to, distance);
    return distance;
  }

  #distance(from: TypeRef, to: TypeRef): number | undefined {
    if (from === to) return 0;
    if (from === VOID || to === VOID) return undefined;
    if (from === NULL) return to === OBJECT ? FAR : 1;
    if (to === OBJECT) return FAR;
    const numbers = widening(from, to);
    if (numbers !== undefined) return numbers;
    if ((from === ID && to === STRING) || (from === STRING && to === ID)) return 1;
    if (from.name === 'Date' && to.name === 'Datetime') return 1;
    return this.#reference(from, to);
  }

  /** Conversions that leave the value as it is: to bases, interfaces, and between collections of such. */
  #reference(from: TypeRef, to: TypeRef): number | undefined {
    if (to === SOBJECT && this.#registry.isSObject(from)) return 5;
    if (from.name === to.name && from.args.length === to.args.length && from.args.length > 0)
      return this.#sameContainer(from, to) ? 2 : undefined;
    if (to.name === 'Iterable' && (from.name === 'List' || from.name === 'Set'))
      return this.#element(from.args[0] ?? OBJECT, to.args[0] ?? OBJECT) ? 3 : undefined;
    let nearest: number | undefined;
    for (const base of this.supertypes(from)) {
      const rest = this.distance(base, to);
      if (rest !== undefined && rest < FAR && (nearest === undefined || rest + 1 < nearest)) nearest = rest + 1;
    }
    return nearest;
  }

  /** Lists and map values may hold what the target's elements may be; sets and keys must hold the same. */
  #sameContainer(from: TypeRef, to: TypeRef): boolean {
    return from.args.every((arg, index) => {
      const other = to.args[index] ?? OBJECT;
      const isExact = from.name === 'Set' || (from.name === 'Map' && index === 0);
      return isExact ? arg === other || this.#records(arg, other) : this.#element(arg, other);
    });
  }

  #element(from: TypeRef, to: TypeRef): boolean {
    if (from === to || to === OBJECT || this.#records(from, to)) return true;
    return !substitutable(from) && !substitutable(to) && this.#reference(from, to) !== undefined;
  }

  /** Lists of records convert both ways; what is in them is checked when it is used. */
  #records(from: TypeRef, to: TypeRef): boolean {
    return (to === SOBJECT && this.#registry.isSObject(from)) || (from === SOBJECT && this.#registry.isSObject(to));
  }

  /** What a type directly extends and implements. */
  supertypes(type: TypeRef): TypeRef[] {
    const user = this.#registry.userClass(type);
    if (user) {
      const base = user.base?.type ?? (user.isException ? typeOf('Exception') : null);
      return base ? [base, ...user.interfaces] : user.interfaces;
    }
    const native = this.#registry.natives.find(type.name);
    if (!native) return [];
    const replace = substitute(native, type);
    return [...(native.base ? [native.base] : []), ...native.interfaces].map(replace);
  }

  /** Whether a cast from one type to another can ever succeed. */
  castable(from: TypeRef, to: TypeRef): boolean {
    if (this.assignable(from, to) || this.assignable(to, from)) {
      // Decimal and Double need `intValue()` and the like to become whole.
      return !(isNumber(from) && isNumber(to)) || this.assignable(from, to) || from.name === 'Long';
    }
    if (this.#registry.isSObject(from) && this.#registry.isSObject(to)) return false;
    // A class that is not final may have a subclass that implements any interface.
    return this.#isOpen(from, to) || this.#isOpen(to, from) || this.#castableContainer(from, to);
  }

  #isOpen(cls: TypeRef, face: TypeRef): boolean {
    const user = this.#registry.userClass(cls);
    const isInterface =
      this.#registry.userClass(face)?.node.kind === 'interface' ||
      this.#registry.natives.find(face.name)?.definition.isInterface === true;
    if (!isInterface) return false;
    return user !== undefined
      ? user.node.kind !== 'enum'
      : this.#registry.natives.find(cls.name)?.definition.isInterface === true;
  }

  #castableContainer(from: TypeRef, to: TypeRef): boolean {
    return (
      from.name === to.name &&
      from.args.length === to.args.length &&
      from.args.length > 0 &&
      from.args.every((arg, index) => this.castable(arg, to.args[index] ?? OBJECT))
    );
  }
}
