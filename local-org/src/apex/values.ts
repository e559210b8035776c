/**
 * How Apex values look while the local org runs them.
 *
 * Integer is a JavaScript number (always whole, 32 bit), Long a bigint, Double an `ApexDouble`, Decimal an
 * `ApexDecimal`; String and Id are strings, Boolean a boolean, null is null. Everything else is a class here.
 */
import type { Decimal } from 'decimal.js';

/** A resolved type: `{name: 'Map', args: [Id, Handoff__c]}`. Names are canonical (`String`, `HandoffService.Result`). */
export interface TypeRef {
  readonly name: string;
  readonly args: readonly TypeRef[];
}

export type ApexValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | ApexDouble
  | ApexDecimal
  | ApexDate
  | ApexDatetime
  | ApexTime
  | ApexBlob
  | ApexList
  | ApexSet
  | ApexMap
  | SObjectValue
  | ApexObject
  | ApexEnumValue
  | NativeObject;

export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A Decimal keeps its scale: `1.10` prints as 1.10. `value` carries the number, `scale` the digits after the point. */
export class ApexDecimal {
  readonly value: Decimal;
  readonly scale: number;

  constructor(value: Decimal, scale: number) {
    this.value = value;
    this.scale = scale;
  }
}

export class ApexDate {
  /** Whole days since 1970-01-01. */
  readonly days: number;

  constructor(days: number) {
    this.days = days;
  }
}

export class ApexDatetime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

export class ApexTime {
  /** Milliseconds since midnight. */
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

export class ApexBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class ApexList {
  readonly elementType: TypeRef;
  items: ApexValue[];
  /** While a for-each runs over it, changing its size throws `System.FinalException`, as on the platform. */
  iterating = 0;
  /** `Trigger.new` and the like may not change size. */
  frozen = false;

  constructor(elementType: TypeRef, items: ApexValue[] = []) {
    this.elementType = elementType;
    this.items = items;
  }
}

/** What a value is filed under in sets and maps: equal values have identical keys. */
export type HashKey = string | number | bigint | boolean | object | null;

export class ApexSet {
  readonly elementType: TypeRef;
  readonly entries = new Map<HashKey, ApexValue>();
  iterating = 0;

  constructor(elementType: TypeRef) {
    this.elementType = elementType;
  }
}

export class ApexMap {
  readonly keyType: TypeRef;
  readonly valueType: TypeRef;
  readonly entries = new Map<HashKey, { key: ApexValue; value: ApexValue }>();
  frozen = false;

  constructor(keyType: TypeRef, valueType: TypeRef) {
    this.keyType = keyType;
    this.valueType = valueType;
  }
}

export class SObjectValue {
  /** In the schema's spelling; `AggregateResult` for aggregate rows. */
  readonly type: string;
  /** By the schema's spelling of the field. Absent: never set nor queried; null: set or read as empty. */
  readonly fields = new Map<string, ApexValue>();
  /** Parents by relationship name (`Account`, `Giver__r`). */
  readonly parents = new Map<string, SObjectValue | null>();
  /** Child rows by relationship name. */
  readonly children = new Map<string, ApexList>();
  /** Set for queried rows: reading any other field throws `SObject row was retrieved via SOQL without querying …`. */
  queried: ReadonlySet<string> | null = null;
  /** Fields assigned since the row was queried, which are what DML writes; null where every field counts. */
  changed: Set<string> | null = null;
  /** `addError` on a record of a trigger adds here; null where the record belongs to no trigger. */
  errors: { statusCode: string; message: string; fields: readonly string[] }[] | null = null;
  /** `Trigger.old` and after-trigger records throw `System.FinalException: Record is read-only` on assignment. */
  readOnly = false;

  constructor(type: string) {
    this.type = type;
  }
}

/** An instance of a class of the package. `type` is resolved by the interpreter. */
export class ApexObject {
  readonly type: TypeRef;
  /** Instance fields by name in lower case, base classes' included. */
  readonly fields = new Map<string, ApexValue>();
  /** For classes that extend Exception. */
  exception: ExceptionState | null = null;

  constructor(type: TypeRef) {
    this.type = type;
  }
}

/** What every exception carries, the package's own and the system's (`NativeObject` with this as its state) alike. */
export class ExceptionState {
  message: string | null = null;
  cause: ApexValue = null;
  lineNumber = 0;
  /** `Class.X.method: line 3, column 1`, one a line. */
  stackTrace = '';
  /** For `DmlException`: one entry for each failed record. */
  dml: { index: number; id: string | null; statusCode: string; message: string; fields: readonly string[] }[] = [];
}

export class ApexEnumValue {
  /** `HandoffMode`, `System.TriggerOperation`. */
  readonly type: TypeRef;
  readonly name: string;
  readonly ordinal: number;

  constructor(type: TypeRef, name: string, ordinal: number) {
    this.type = type;
    this.name = name;
    this.ordinal = ordinal;
  }
}

/** An instance of a system class that has no representation of its own: HttpRequest, Pattern, SaveResult, SObjectField … */
export class NativeObject {
  readonly type: TypeRef;
  /** Belongs to the class's implementation; nobody else looks inside. */
  readonly state: unknown;

  constructor(type: TypeRef, state: unknown) {
    this.type = type;
    this.state = state;
  }
}

/** A thrown Apex exception on its way to a catch clause. */
export class ApexThrow extends Error {
  override readonly name = 'ApexThrow';
  readonly value: ApexObject | NativeObject;

  constructor(value: ApexObject | NativeObject) {
    super();
    this.value = value;
  }
}
