import { InstallError } from './options.ts';
import { isRecord, sfJson } from './sf.ts';

/** The package's API version, which `sfdx-project.json` names as well. */
export const API_VERSION = 66;
const BASE = `/services/data/v${API_VERSION}.0`;
const TIMEOUT_MS = 120_000;

/** A row as the REST API gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** An org answered with an error. */
export class OrgRefusal extends Error {
  override readonly name = 'OrgRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** An org that somebody is logged in to, by its REST API. Its token stays in this object. */
export class OrgConnection {
  readonly url: string;
  readonly username: string;
  readonly #token: string;

  constructor(url: string, username: string, token: string) {
    this.url = url.replace(/\/+$/, '');
    this.username = username;
    this.#token = token;
  }

  /**
   * The org of an alias, with the CLI's own login.
   *
   * @throws {InstallError} when the CLI does not know the org or its login is over
   */
  static async open(alias: string): Promise<OrgConnection> {
    const target = ['--target-org', alias];
    const shown = await sfJson(['org', 'display', ...target]).catch((cause: unknown) => {
      throw new InstallError(
        `The CLI knows no org "${alias}".`,
        `Log in first: sf org login web --alias ${alias} (sandboxes: --instance-url https://test.salesforce.com)`,
        { cause }
      );
    });
    // Since May 2026 `org display` hides the token; CLIs before that have no command of its own for it.
    const { accessToken } = await sfJson(['org', 'auth', 'show-access-token', ...target]).catch(() => shown);
    const { instanceUrl, username } = shown;
    if (typeof accessToken !== 'string' || typeof instanceUrl !== 'string' || typeof username !== 'string')
      throw new InstallError(`The login of "${alias}" is over.`, `Log in again: sf org login web --alias ${alias}`);
    return new OrgConnection(instanceUrl, username, accessToken);
  }

  /** @param path below `/services/data/v66.0`, or a whole path */
  async send(method: string, path: string, body?: unknown): Promise<unknown> {
    const { answer, text } = await this.#ask(path.startsWith('/services/') ? path : BASE + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' })
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const parsed = parse(text);
    if (answer.ok) return parsed;
    const [first] = Array.isArray(parsed) ? parsed : [];
    const { errorCode, message } = isRecord(first) ? first : {};
    throw new OrgRefusal(answer.status, String(errorCode ?? answer.status), String(message ?? answer.statusText));
  }

  async #ask(path: string, request: RequestInit): Promise<{ answer: Response; text: string }> {
    try {
      const answer = await fetch(this.url + path, {
        ...request,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS)
      });
      return { answer, text: await answer.text() };
    } catch (cause) {
      throw new InstallError(`${this.url} does not answer.`, 'See that the org is up and can be reached from here.', {
        cause
      });
    }
  }

  async get(path: string): Promise<Row> {
    const answer = await this.send('GET', path);
    return isRecord(answer) ? answer : {};
  }

  /** At most 2,000 rows, which is more than any question of an installation has. */
  async query(soql: string): Promise<Row[]> {
    const { records } = await this.get(`/query?q=${encodeURIComponent(soql)}`);
    return Array.isArray(records) ? records.filter(isRecord) : [];
  }

  /** All rows, page by page, however many there are. Nothing is kept of a page that was given. */
  async *pages(soql: string): AsyncGenerator<Row[]> {
    let path: unknown = `/query?q=${encodeURIComponent(soql)}`;
    while (typeof path === 'string') {
      const { records, done, nextRecordsUrl } = await this.get(path);
      yield Array.isArray(records) ? records.filter(isRecord) : [];
      path = done === true ? null : nextRecordsUrl;
    }
  }

  /**
   * Asks the Metadata API, which speaks SOAP.
   *
   * @param body the call, in the namespace of the Metadata API
   * @returns the answer's XML, which may be a fault
   */
  async metadata(body: string): Promise<string> {
    const envelope = `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><e:Header><SessionHeader><sessionId>${this.#token}</sessionId></SessionHeader></e:Header><e:Body>${body}</e:Body></e:Envelope>`;
    const { text } = await this.#ask(`/services/Soap/m/${API_VERSION}.0`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' },
      body: envelope
    });
    return text;
  }

  /** Runs anonymous Apex. @throws {OrgRefusal} with the compiler's or the exception's words */
  async apex(source: string): Promise<void> {
    const answer = await this.get(`/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(source)}`);
    if (answer['success'] === true) return;
    throw new OrgRefusal(200, 'APEX', String(answer['compileProblem'] ?? answer['exceptionMessage']));
  }
}

/** A text as a SOQL or Apex literal. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
