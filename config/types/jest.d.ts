/// <reference types="jest" />

declare namespace jest {
  // Declared as @sa11y/jest adds it; its own types pull in a second version of Jest's.
  interface Matchers<R> {
    /** No accessibility rule of axe is broken. */
    toBeAccessible(): Promise<R>;
  }
}

declare module '@salesforce/wire-service-jest-util' {
  import type { WireAdapterConstructor } from 'lwc';

  interface TestWireAdapter<Value> extends WireAdapterConstructor {
    emit(value: Value): void;
    getLastConfig(): Record<string, unknown> | undefined;
  }
  export type LdsTestWireAdapter<Value = unknown> = TestWireAdapter<Value> & {
    error(body?: unknown, status?: number, statusText?: string): void;
  };
  export type ApexTestWireAdapter<Value = unknown> = jest.Mock & LdsTestWireAdapter<Value>;
  export function createApexTestWireAdapter(fn: jest.Mock): ApexTestWireAdapter;
}
