import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FieldDescribe, FieldValue, ObjectDescribe, RecordValues } from '../src/org/schema.ts';
import { PROJECT, type RunningOrg, startOrg } from './org.ts';

/** Who a role's user is: six are sample users; what is given beside a role, and nothing at all, have one of their own. */
export const ROLE_USERS: Readonly<Record<string, string>> = {
  Handoff_SDR: 'sdr@handoff.example',
  Handoff_AE: 'ae@handoff.example',
  Handoff_SE: 'se@handoff.example',
  Handoff_CSM: 'csm@handoff.example',
  Handoff_Manager: 'manager@handoff.example',
  Handoff_Integration: 'integration@handoff.example',
  // The sample administrator has a profile that may do everything; this one has the permission set alone.
  Handoff_Admin: 'only-admin@roles.example',
  Handoff_Bypass: 'only-bypass@roles.example',
  // As a portal user or a guest: the least profile, and no permission set of ours.
  Nobody: 'nobody@roles.example'
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What a client is answered. */
export interface Answered {
  status: number;
  body: unknown;
  text: string;
}

/** The org with a user for each role, and each of them logged in through the API. */
export class RolesOrg {
  readonly running: RunningOrg;
  readonly #tokens: ReadonlyMap<string, string>;

  private constructor(running: RunningOrg, tokens: ReadonlyMap<string, string>) {
    this.running = running;
    this.#tokens = tokens;
  }

  static async start({ pages = false } = {}): Promise<RolesOrg> {
    const added = Object.entries(ROLE_USERS).filter(([, username]) => username.endsWith('@roles.example'));
    const running = await startOrg({ pages, logins: added.map(([, username]) => username) });
    for (const [role, username] of added) addUser(running, role, username);
    const tokens = new Map<string, string>();
    for (const [role, username] of Object.entries({ ...ROLE_USERS, Administrator: 'admin@handoff.example' }))
      tokens.set(role, await login(running, username));
    return new RolesOrg(running, tokens);
  }

  /** Asks the REST API as the user of a role. @param path after `/services/data/v66.0` */
  ask(role: string, method: Method, path: string, body?: object): Promise<Answered> {
    return this.#send(role, method, `/services/data/v66.0${path}`, body);
  }

  /** Asks what the pages ask for. @param path after `/lightning`, such as `/view/notices` */
  page(role: string, path: string): Promise<Answered> {
    return this.#send(role, 'GET', `/lightning${path}`);
  }

  /** Calls an Apex method as the pages do. */
  apex(role: string, method: string, params: object): Promise<Answered> {
    return this.#send(role, 'POST', `/lightning/apex/${method.replace('.', '/')}`, params);
  }

  async #send(role: string, method: Method, url: string, body?: object): Promise<Answered> {
    const answer = await this.running.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${this.#tokens.get(role)}` },
      ...(body === undefined ? {} : { payload: body })
    });
    const { statusCode: status, body: text } = answer;
    return { status, text, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null };
  }

  query(role: string, soql: string): Promise<Answered> {
    return this.ask(role, 'GET', `/query?q=${encodeURIComponent(soql)}`);
  }

  userId(role: string): string {
    return this.running.org.users.idOf(ROLE_USERS[role] ?? '') ?? assert.fail(`${role} has no user`);
  }

  /** What a record really holds. */
  stored(object: string, id: string, field: string): FieldValue {
    const { org } = this.running;
    return org.transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) => {
      const soql = `SELECT ${field} FROM ${object} WHERE Id = :id`;
      const { rows } = org.query.query(tx, { soql, binds: { id }, access: 'system', sharing: 'without' });
      return rows[0]?.values[field] ?? null;
    });
  }

  /** Saves whatever anybody may do: this is how the records that are asked for come to be. */
  make(object: string, values: RecordValues): string {
    return save(this.running, 'insert', object, values);
  }

  change(object: string, values: RecordValues): void {
    save(this.running, 'update', object, values);
  }
}

/** What each role may do, as `docs/permissions.md` says it: `Handoff__c` or `Handoff__c.Score__c` to letters by role. */
export function writtenMatrix(): Map<string, Map<string, string>> {
  const rights = new Map<string, Map<string, string>>();
  let prefix: string | null = null;
  let heads: string[] = [];
  for (const line of readFileSync(join(PROJECT, 'docs', 'permissions.md'), 'utf8').split('\n')) {
    const heading = /^## (?:Fields of (\w+)|(Objects)|.*)$/.exec(line);
    if (heading) prefix = heading[1] === undefined ? (heading[2] === undefined ? null : '') : `${heading[1]}.`;
    if (prefix === null || !line.startsWith('|')) continue;
    const [name = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (name === 'object' || name === 'field') heads = cells.map((head) => `Handoff_${head}`);
    else if (name.startsWith('`'))
      rights.set(
        `${prefix}${name.replaceAll('`', '')}`,
        new Map(heads.map((head, index) => [head, cells[index]?.replaceAll(' ', '') ?? '']))
      );
  }
  return rights;
}

/** A value that a field takes, so that it has something to hide. */
export function sampleValue(field: FieldDescribe, ids: ReadonlyMap<string, string>): FieldValue {
  switch (field.kind) {
    case 'picklist':
      return field.picklist[0]?.value ?? null;
    case 'multipicklist':
      return field.picklist[0]?.value ?? null;
    case 'checkbox':
      return true;
    case 'integer':
    case 'number':
    case 'currency':
    case 'percent':
      return 1;
    case 'date':
      return '2027-01-02';
    case 'datetime':
      return '2027-01-02T03:04:05.000Z';
    case 'lookup':
    case 'masterdetail':
      return field.referenceTo.map((object) => ids.get(object)).find((id) => id !== undefined) ?? null;
    case 'email':
      return 'someone@customer.example';
    case 'url':
      return 'https://customer.example/';
    case 'phone':
      return '+1 555 0100';
    default:
      return 'Said in confidence'.slice(0, field.length ?? 255);
  }
}

/** Values for every field that a save may set. */
export function fullRecord(object: ObjectDescribe, ids: ReadonlyMap<string, string>): RecordValues {
  return Object.fromEntries(
    object.fields
      .filter((field) => !field.readOnly && field.formula === undefined && field.kind !== 'id')
      .map((field) => [field.apiName, sampleValue(field, ids)])
  );
}

function addUser(running: RunningOrg, role: string, username: string): void {
  const [minimum] = rowsOf(running, "SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
  const userId = save(running, 'insert', 'User', {
    Username: username,
    LastName: role,
    Alias: 'role',
    Email: username,
    ProfileId: minimum ?? null,
    IsActive: true,
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US'
  });
  const [set] = rowsOf(running, `SELECT Id FROM PermissionSet WHERE Name = '${role}'`);
  if (set !== undefined)
    save(running, 'insert', 'PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: set });
}

function save({ org }: RunningOrg, operation: 'insert' | 'update', object: string, values: RecordValues): string {
  return org.transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) => {
    const [result] = org.save.save(tx, {
      operation,
      object,
      records: [values],
      allOrNone: true,
      access: 'system',
      sharing: 'without'
    });
    return result?.id ?? assert.fail(JSON.stringify(result?.errors));
  });
}

function rowsOf({ org }: RunningOrg, soql: string): string[] {
  return org.transact(org.users.idOf('admin@handoff.example') ?? '', 'test', (tx) =>
    org.query
      .query(tx, { soql, binds: {}, access: 'system', sharing: 'without' })
      .rows.map(({ values }) => String(values['Id']))
  );
}

async function login({ app }: RunningOrg, username: string): Promise<string> {
  const answer = await app.inject({
    method: 'POST',
    url: '/services/oauth2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ grant_type: 'password', username, password: 'local' }).toString()
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return (answer.json() as { access_token: string }).access_token; // As OAuth has it.
}

/** A method that pages may call, and its parameters. */
export interface AuraMethod {
  /** `HandoffPanelController.load` */
  name: string;
  params: readonly { type: string; name: string }[];
}

/** Every method that the package opens to pages, as its source has them. */
export function auraMethods(): AuraMethod[] {
  const classes = join(PROJECT, 'force-app', 'main', 'default', 'classes');
  return readdirSync(classes, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.cls'))
    .flatMap((path) => {
      const text = readFileSync(join(classes, path), 'utf8');
      return [...text.matchAll(/@AuraEnabled[^\n]*\n\s*public static [\w.<>]+ (\w+)\(([^)]*)\)/g)].map(
        ([, method = '', params = '']) => ({
          name: `${basename(path, '.cls')}.${method}`,
          params: params
            .split(/,\s*(?=\w)/)
            .filter((param) => param !== '')
            .map((param) => {
              const [type = '', name = ''] = param.trim().split(/\s+/);
              return { type, name };
            })
        })
      );
    });
}
