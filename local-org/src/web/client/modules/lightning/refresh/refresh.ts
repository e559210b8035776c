import { refreshAllRecords } from '../../org/records/records.ts';

type Handler = () => Promise<unknown>;

const NAME = 'lightning__refreshview';
const handlers = new Map<string, Handler>();
let registered = 0;

/** Tells every view on the page that records have changed. */
export class RefreshEvent extends CustomEvent<undefined> {
  constructor() {
    super(NAME, { bubbles: true, composed: true });
  }
}

/** @returns an id to unregister with */
export function registerRefreshHandler(_element: unknown, handler: Handler): string {
  const id = `refresh-${++registered}`;
  handlers.set(id, handler);
  return id;
}

export function unregisterRefreshHandler(id: string | undefined): void {
  if (id !== undefined) handlers.delete(id);
}

// The platform's own parts of the page show records too.
document.addEventListener(NAME, () => {
  void Promise.allSettled([refreshAllRecords(), ...[...handlers.values()].map((handler) => handler())]);
});
