/** What the address says the page shows. */
export type Route =
  | { kind: 'record'; object: string; recordId: string }
  | { kind: 'list'; object: string; view: string }
  | { kind: 'unknown'; path: string };

type Listener = (route: Route) => void;

const listeners = new Set<Listener>();

/** Salesforce's own addresses: `/lightning/r/Account/001…/view`, `/lightning/o/Account/list?filterName=All`. */
export function currentRoute(): Route {
  const { pathname, search } = location;
  const [, object, recordId] = /^\/lightning\/r\/(\w+)\/(\w{15}|\w{18})\/view$/.exec(pathname) ?? [];
  if (object !== undefined && recordId !== undefined) return { kind: 'record', object, recordId };
  const [, listed] = /^\/lightning\/o\/(\w+)\/list$/.exec(pathname) ?? [];
  if (listed !== undefined)
    return { kind: 'list', object: listed, view: new URLSearchParams(search).get('filterName') ?? '' };
  return { kind: 'unknown', path: pathname };
}

export function recordPath(object: string, recordId: string): string {
  return `/lightning/r/${object}/${recordId}/view`;
}

/** Shows another page without leaving this document. */
export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  tell();
  scrollTo(0, 0);
}

export function onRoute(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Links inside the app are followed without leaving the document; new tabs, downloads and other sites are not ours. */
export function followLinks(): void {
  addEventListener('popstate', tell);
  document.addEventListener('click', (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    const isPlain =
      !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !isPlain || link.target === '_blank' || link.hasAttribute('download')) return;
    const { origin, pathname, search } = new URL(link.href, location.href);
    if (origin !== location.origin || !pathname.startsWith('/lightning/')) return;
    event.preventDefault();
    go(`${pathname}${search}`);
  });
}

function tell(): void {
  for (const listener of listeners) listener(currentRoute());
}
