/** What Apex methods look like to a page. `scripts/typegen` declares each one with these. */
declare module '@salesforce/apex' {
  import type { WireAdapterConstructor } from 'lwc';

  /** What a wired method or record provides: neither member while loading, then one of them. */
  export interface WireResult<Value> {
    readonly data?: Value;
    readonly error?: unknown;
  }

  /** A method that changes something: called, never wired. Its arguments go by name. */
  export type ApexCall<Input, Output> = (input: Input) => Promise<Output>;

  /** A cacheable method: wired, or called for a value that may come from the cache. */
  export interface ApexWire<Input, Output> extends ApexCall<Input, Output> {
    // Checked by LWC's own types of `@wire`, which take anything with an adapter.
    readonly adapter: WireAdapterConstructor<Input & Record<string, unknown>, WireResult<Output>>;
  }

  /** Asks the org again for a wired method's value. @param result what `@wire` put into the property */
  export function refreshApex(result: unknown): Promise<void>;
}
