import type { ApexCall, ApexWire, WireResult } from '@salesforce/apex';
import type { WireAdapterConstructor } from 'lwc';
import type { ApexTestWireAdapter, LdsTestWireAdapter } from '@salesforce/wire-service-jest-util';

/** The mock behind an imported Apex method, as something that provides wired values: `apexWire(load).emit(view)`. */
export function apexWire<Input, Value>(method: ApexWire<Input, Value>): ApexTestWireAdapter<Value> {
  return method as unknown as ApexTestWireAdapter<Value>; // What jest.config.js puts in the method's place.
}

/** The mock behind an imported Apex method, as something that is called: `apexCall(start).mockResolvedValue(id)`. */
export function apexCall<Input, Value>(method: ApexCall<Input, Value>): jest.Mock<Promise<Value>, [Input]> {
  return method as unknown as jest.Mock<Promise<Value>, [Input]>; // As above.
}

/** The error a failing Apex method rejects with: what its AuraHandledException said. */
export function apexError(message: string, status = 500): { status: number; body: { message: string } } {
  return { status, body: { message } };
}

/** The mock behind an imported wire adapter of Lightning Data Service: `ldsWire(getRecord).emit(record)`. */
export function ldsWire<Config extends Record<string, unknown>, Value>(
  adapter: WireAdapterConstructor<Config, WireResult<Value>>
): LdsTestWireAdapter<Value> {
  return adapter as unknown as LdsTestWireAdapter<Value>; // sfdx-lwc-jest's own stub.
}
