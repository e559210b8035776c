import { boot } from '../boot/boot.ts';

/** Base of the UI API, in the version the package is written for. */
export const UI_API = '/services/data/v66.0/ui-api';

/** What Lightning Data Service and Apex methods reject with. */
export interface FetchError {
  ok: false;
  status: number;
  statusText: string;
  headers: Record<string, string>;
  errorType: 'fetchResponse';
  body: unknown;
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  /** Nobody asked for it just now: when the session is over, the page stays as it is until somebody does. */
  isBackground?: boolean;
}

/**
 * Asks the org as the user of this session.
 *
 * @throws {FetchError} when the org refuses or cannot be reached
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', body, headers = {}, isBackground = false } = options;
  const response = await fetch(path, {
    method,
    headers: {
      'x-csrf-token': boot.csrf,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  }).catch(() => undefined);
  if (!response)
    throw fetchError(0, '', { message: 'The org cannot be reached. Check that it is running, and try again.' });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  // A session ends when the org restarts, or when another tab changes users: signing in comes back to this page.
  if (response.status === 401 && !isBackground)
    location.assign(`/login?startURL=${encodeURIComponent(location.pathname + location.search)}`);
  // The UI API answers a list with one error; pages are given the error itself.
  if (!response.ok) throw fetchError(response.status, response.statusText, Array.isArray(answer) ? answer[0] : answer);
  return freeze(answer) as Answer; // The server's own shapes, which its tests prove.
}

function fetchError(status: number, statusText: string, body: unknown): FetchError {
  return { ok: false, status, statusText, headers: {}, errorType: 'fetchResponse', body };
}

/** What comes from the org is read-only, as in Lightning: a component that changes it in place must fail here too. */
function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
