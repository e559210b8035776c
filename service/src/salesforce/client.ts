import jsforce from 'jsforce';
import { BriefError } from '../brief/errors.ts';
import { type Credentials, login, type Session, unreachable } from './login.ts';

/** A record as REST gives it: fields, parents as objects, children as `{records}`. */
export type OrgRecord = Readonly<Record<string, unknown>>;

/** One record of a collection that was not saved. */
export interface SaveProblem {
  statusCode: string;
  fields: readonly string[];
}
export type SaveOutcome = { success: true } | { success: false; problem: SaveProblem };

/** One part of a composite request. */
export interface Subrequest {
  method: 'PATCH' | 'POST';
  /** Below the version: `/composite/sobjects/Handoff_Item__c/Key__c`. */
  path: string;
  referenceId: string;
  body: unknown;
}

interface DescribedField {
  name: string;
  createable: boolean;
  picklistValues: { value: string; active: boolean }[];
}

/** The org, as the integration user sees it. */
export interface OrgClient {
  /** 15 characters; logs in when nobody has yet. */
  orgId(): Promise<string>;
  /** Where people open its records; logs in when nobody has yet. */
  instanceUrl(): Promise<string>;
  query(soql: string): Promise<readonly OrgRecord[]>;
  /** Names of the fields that the object has in this org and the user may read. */
  readableFields(object: string): Promise<ReadonlySet<string>>;
  /** Names of the fields the user may write, each with its picklist values (empty for other types). */
  writableFields(object: string): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Collection upserts in one call. @returns outcomes by reference id, in the order of the records */
  upsertAll(subrequests: readonly Subrequest[]): Promise<ReadonlyMap<string, readonly SaveOutcome[]>>;
  update(object: string, id: string, values: Readonly<Record<string, unknown>>): Promise<void>;
  /** API calls since the start. */
  readonly calls: { reads: number; writes: number };
}

export interface ClientOptions {
  loginUrl: string;
  credentials: Credentials;
  /** For each call, in milliseconds. */
  timeoutMs: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export const API_VERSION = '66.0';
const REFUSED_AT_ONCE_MS = 1_000;
const LOCKED = 'UNABLE_TO_LOCK_ROW';
/** Codes of Salesforce that pass by themselves. */
const PASSING = new Set([
  LOCKED,
  'SERVER_UNAVAILABLE',
  'REQUEST_LIMIT_EXCEEDED',
  'UNKNOWN_EXCEPTION',
  'TXN_SECURITY_RUNTIME_ERROR'
]);

/** Connects on first use. Errors tell codes and fields, never values: those are what customers said. */
export function createOrgClient({ loginUrl, credentials, timeoutMs, now = Date.now }: ClientOptions): OrgClient {
  const calls = { reads: 0, writes: 0 };
  let session: Promise<Session> | null = null;
  let connection: Promise<jsforce.Connection> | null = null;

  let signedInAt = 0;
  const signIn = (): Promise<Session> => {
    session = login(loginUrl, credentials);
    signedInAt = now();
    // A refused login is tried again by the next call.
    session.catch(() => (session = connection = null));
    return session;
  };
  const connect = (): Promise<jsforce.Connection> =>
    (connection ??= (session ?? signIn()).then(
      ({ accessToken, instanceUrl }) =>
        new jsforce.Connection({
          accessToken,
          instanceUrl,
          version: API_VERSION,
          // Called by jsforce on 401, once for all calls that wait.
          refreshFn: (_connection, done) => {
            // A session that is refused when it is new will be refused again: jsforce would go on for ever.
            if (now() - signedInAt < REFUSED_AT_ONCE_MS) return done(refused('INVALID_SESSION_ID', 'new session'));
            signIn().then(
              (fresh) => done(null, fresh.accessToken),
              (error: Error) => done(error)
            );
          }
        })
    ));
  const call = async <T>(
    kind: 'reads' | 'writes',
    work: (connection: jsforce.Connection) => PromiseLike<T>
  ): Promise<T> => {
    const ready = await connect();
    calls[kind]++;
    try {
      return await work(ready);
    } catch (error) {
      throw toBriefError(error);
    }
  };
  const request = <T>(ready: jsforce.Connection, method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) =>
    ready.request<T>(
      {
        method,
        url: `/services/data/v${API_VERSION}${path}`,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
      },
      { timeout: timeoutMs }
    );

  const describe = async (object: string): Promise<readonly DescribedField[]> =>
    (
      await call('reads', (ready) =>
        request<{ fields: DescribedField[] }>(ready, 'GET', `/sobjects/${object}/describe`)
      )
    ).fields;

  return {
    calls,
    orgId: async () => (await connect(), (await (session ?? signIn())).orgId),
    instanceUrl: async () => (await connect(), (await (session ?? signIn())).instanceUrl),
    async query(soql) {
      const records: OrgRecord[] = [];
      let path: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
      while (path !== undefined) {
        const page: { records: OrgRecord[]; nextRecordsUrl?: string } = await call('reads', (ready) =>
          request(ready, 'GET', path ?? '')
        );
        records.push(...page.records);
        path = page.nextRecordsUrl?.replace(/^\/services\/data\/v[\d.]+/, '');
      }
      return records;
    },
    // A describe lists what the user may read, and nothing else.
    readableFields: async (object) => new Set((await describe(object)).map(({ name }) => name)),
    async writableFields(object) {
      const fields = await describe(object);
      return new Map(
        fields
          .filter(({ createable }) => createable)
          .map(({ name, picklistValues }) => [
            name,
            picklistValues.filter(({ active }) => active).map(({ value }) => value)
          ])
      );
    },
    async upsertAll(subrequests) {
      const body = {
        allOrNone: false,
        compositeRequest: subrequests.map(({ method, path, referenceId, body: content }) => ({
          method,
          url: `/services/data/v${API_VERSION}${path}`,
          referenceId,
          body: content
        }))
      };
      const { compositeResponse } = await call('writes', (ready) =>
        request<{ compositeResponse: { referenceId: string; httpStatusCode: number; body: unknown }[] }>(
          ready,
          'POST',
          '/composite',
          body
        )
      );
      return new Map(
        compositeResponse.map(({ referenceId, httpStatusCode, body: content }) => [
          referenceId,
          outcomesOf(referenceId, httpStatusCode, content)
        ])
      );
    },
    async update(object, id, values) {
      await call('writes', (ready) => request(ready, 'PATCH', `/sobjects/${object}/${id}`, values));
    }
  };
}

export function isLocked({ statusCode }: SaveProblem): boolean {
  return statusCode === LOCKED;
}

function outcomesOf(referenceId: string, status: number, body: unknown): SaveOutcome[] {
  const entries = Array.isArray(body) ? body : [];
  if (status >= 300) throw refused(codeOf(entries[0]), referenceId);
  return entries.map((entry: { success: boolean; errors?: { statusCode: string; fields?: string[] }[] }) => {
    if (entry.success) return { success: true };
    const first = entry.errors?.[0];
    return { success: false, problem: { statusCode: first?.statusCode ?? 'UNKNOWN', fields: first?.fields ?? [] } };
  });
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errorCode') : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : 'UNKNOWN';
}

/** Salesforce said no, with its own code. */
export class OrgRefusal extends BriefError {
  readonly errorCode: string;

  constructor(errorCode: string, ...rest: ConstructorParameters<typeof BriefError>) {
    super(...rest);
    this.errorCode = errorCode;
  }
}

/** @param what an object's name, or whatever tells where it happened */
export function refused(code: string, what: string): OrgRefusal {
  return new OrgRefusal(
    code,
    code === LOCKED ? 'ROW_LOCKED' : 'ORG_REFUSED',
    `Salesforce refused it: ${code}${what === '' ? '' : ` (${what})`}.`,
    code.startsWith('INSUFFICIENT_ACCESS') || code === 'INVALID_FIELD' || code === 'INVALID_TYPE'
      ? 'Give the integration user the permission set Handoff_Integration of this version of the package.'
      : 'Look up the code in the documentation of Salesforce, put it right, then run the brief again.',
    PASSING.has(code)
  );
}

function toBriefError(error: unknown): BriefError {
  if (error instanceof BriefError) return error;
  const code = codeOf(error);
  if (code !== 'UNKNOWN' && !code.startsWith('ERROR_HTTP_5')) return refused(code, '');
  return unreachable(error);
}
