import { pathInApp, type Route, routeOf } from '../route/route.ts';

type Listener = (route: Route) => void;

const listeners = new Set<Listener>();

export function currentRoute(): Route {
  return routeOf(location.pathname, location.search);
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
    const path = pathInApp(link.href, location.href);
    if (path === undefined) return;
    event.preventDefault();
    go(path);
  });
}

function tell(): void {
  for (const listener of listeners) listener(currentRoute());
}
