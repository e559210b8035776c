import type { Pending, SaveScope } from './pending.ts';
import { verifyFields } from './verify.ts';

/** Publishes platform events that are inserted like records: types and required fields count, triggers come later. */
export function publishAll(scope: SaveScope, pendings: readonly Pending[]): void {
  for (const pending of pendings) {
    verifyFields(scope, pending);
    if (pending.errors.length > 0) continue;
    pending.id = scope.store.ids.next(scope.object.keyPrefix);
    const given = Object.entries(pending.values).filter(([, value]) => value !== null);
    scope.tx.publish({ object: scope.object.apiName, values: Object.fromEntries(given) });
  }
}
