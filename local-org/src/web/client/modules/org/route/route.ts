/** What the address says the page shows. */
export type Route =
  | { kind: 'record'; object: string; recordId: string }
  | { kind: 'list'; object: string; view: string }
  | { kind: 'unknown'; path: string };

/** Salesforce's own addresses: `/lightning/r/Account/001…/view`, `/lightning/o/Account/list?filterName=All`. */
export function routeOf(pathname: string, search: string): Route {
  const [, object, recordId] = /^\/lightning\/r\/(\w+)\/([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})\/view$/.exec(pathname) ?? [];
  if (object !== undefined && recordId !== undefined) return { kind: 'record', object, recordId };
  const [, listed] = /^\/lightning\/o\/(\w+)\/list$/.exec(pathname) ?? [];
  if (listed !== undefined)
    return { kind: 'list', object: listed, view: new URLSearchParams(search).get('filterName') ?? '' };
  return { kind: 'unknown', path: pathname };
}

export function recordPath(object: string, recordId: string): string {
  return `/lightning/r/${object}/${recordId}/view`;
}

/** The path of a link that this app shows itself; undefined for other sites, files, and places on the same page. */
export function pathInApp(href: string, here: string): string | undefined {
  const { origin, pathname, search, hash } = new URL(href, here);
  if (hash !== '') return undefined;
  const isPage = /^\/lightning\/[ro]\//.test(pathname) || /^\/lightning\/?$/.test(pathname);
  return origin === new URL(here).origin && isPage ? `${pathname}${search}` : undefined;
}
