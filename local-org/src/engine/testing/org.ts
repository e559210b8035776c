import { Directory } from '../../access/directory.ts';
import { FormulaCompiler } from '../../formula/formula.ts';
import { DmlFailure, OrgError, type SaveResult } from '../../org/errors.ts';
import { seededId } from '../../org/ids.ts';
import type { TriggerInvocation, TriggerPort, TriggerRecord } from '../../org/apex-port.ts';
import type { QueryRequest, QueryRow, SaveRequest, Transaction } from '../../org/ports.ts';
import type { FieldValue, ObjectAccess, PermissionSource, RecordValues, Schema } from '../../org/schema.ts';
import { createEngine, type Engine } from '../create.ts';
import { testSchema } from './schema.ts';

type Handler = (records: TriggerRecord[], tx: Transaction) => void;

/** Triggers written as functions. */
export class TestTriggers implements TriggerPort {
  readonly #handlers = new Map<string, Handler>();
  /** Every run: `before insert Parcel__c 3`. */
  readonly runs: string[] = [];

  on(
    when: TriggerInvocation['when'],
    operation: TriggerInvocation['operation'],
    object: string,
    handler: Handler
  ): void {
    this.#handlers.set(`${when} ${operation} ${object}`, handler);
  }

  has(object: string, operation: TriggerInvocation['operation'], when: TriggerInvocation['when']): boolean {
    return this.#handlers.has(`${when} ${operation} ${object}`);
  }

  run(tx: Transaction, { object, operation, when, records }: TriggerInvocation): void {
    this.runs.push(`${when} ${operation} ${object} ${records.length}`);
    this.#handlers.get(`${when} ${operation} ${object}`)?.(records, tx);
  }
}

export type Logged = { level: 'info' | 'warn' | 'error'; message: string } & Record<string, unknown>;

const FULL: ObjectAccess = { read: true, create: true, edit: true, delete: true, viewAll: false, modifyAll: false };
const USERS = ['admin', 'ada', 'ben', 'guest'] as const;
export type TestUser = (typeof USERS)[number];

/** An org of the test schema: `admin` may everything, `ada` and `ben` work with parcels, `guest` may nothing. */
export class TestOrg {
  readonly schema: Schema = testSchema();
  readonly triggers = new TestTriggers();
  readonly logged: Logged[] = [];
  /** What it is now; tests move it on. */
  now = new Date('2026-03-18T12:00:00.000Z');
  readonly engine: Engine;
  readonly users: Directory;

  constructor() {
    const log = (level: Logged['level']) => (fields: Record<string, unknown>, message: string) =>
      void this.logged.push({ ...fields, level, message });
    this.engine = createEngine({
      schema: this.schema,
      formula: new FormulaCompiler(this.schema),
      users: () => this.users,
      triggers: () => this.triggers,
      log: { info: log('info'), warn: log('warn'), error: log('error') },
      now: () => this.now,
      minuteMs: 60_000
    });
    this.users = new Directory({
      schema: this.schema,
      profiles: [
        { id: seededId('00e', 1), name: 'System Administrator', source: source('Admin', { all: true }) },
        { id: seededId('00e', 2), name: 'Minimum Access - Salesforce', source: source('None') }
      ],
      permissionSets: [parcels(this.schema)],
      permissionSetGroups: new Map(),
      rows: (_tx, object) => this.engine.rows(object),
      stamp: () => this.engine.accessStamp()
    });
    this.#seed();
  }

  #seed(): void {
    const { seed } = this.engine;
    seed('Profile', { Id: seededId('00e', 1), Name: 'System Administrator' });
    seed('PermissionSet', { Id: seededId('0PS', 1), Name: 'Parcels' });
    USERS.forEach((name, index) => {
      const profile = seededId('00e', name === 'admin' ? 1 : 2);
      const base = { LastName: name, Name: name, IsActive: true, TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US' };
      seed('User', { Id: this.id(name), Username: `${name}@parcels.example`, ProfileId: profile, ...base });
      const assignment = { AssigneeId: this.id(name), PermissionSetId: seededId('0PS', 1) };
      if (name === 'ada' || name === 'ben')
        seed('PermissionSetAssignment', { Id: seededId('0Pa', index), ...assignment });
    });
    const stages: [string, boolean, boolean, number, string][] = [
      ['Prospecting', false, false, 10, 'Pipeline'],
      ['Closed Won', true, true, 100, 'Closed'],
      ['Closed Lost', true, false, 0, 'Omitted']
    ];
    stages.forEach(([name, closed, won, probability, forecast], index) =>
      seed('OpportunityStage', {
        Id: seededId('01J', index),
        ApiName: name,
        IsClosed: closed,
        IsWon: won,
        DefaultProbability: probability,
        ForecastCategoryName: forecast
      })
    );
    seed('Kind__mdt', { Id: seededId('m00', 1), ...this.schema.customMetadata('Kind__mdt')[0] });
  }

  id(user: TestUser): string {
    return seededId('005', USERS.indexOf(user) + 1);
  }

  as<T>(user: TestUser, work: (tx: Transaction) => T): T {
    return this.engine.transact(this.id(user), 'test', work);
  }

  /** Saves as admin in system mode unless told otherwise, in the transaction given or one of its own. */
  save(request: Partial<SaveRequest> & Pick<SaveRequest, 'object' | 'records'>, tx?: Transaction): SaveResult[] {
    const whole: SaveRequest = {
      operation: 'insert',
      allOrNone: true,
      access: 'system',
      sharing: 'without',
      ...request
    };
    return tx ? this.engine.save.save(tx, whole) : this.as('admin', (own) => this.engine.save.save(own, whole));
  }

  /** Inserts one record. @returns its id */
  insert(object: string, values: RecordValues, tx?: Transaction): string {
    return this.save({ object, records: [values] }, tx)[0]?.id ?? '';
  }

  update(object: string, values: RecordValues, tx?: Transaction): void {
    this.save({ operation: 'update', object, records: [values] }, tx);
  }

  row(object: string, id: string): RecordValues | undefined {
    return this.engine.store.table(object).get(id);
  }

  rows(soql: string, request: Partial<QueryRequest> & { user?: TestUser } = {}): QueryRow[] {
    const { user = 'admin', ...more } = request;
    return this.as(user, (tx) =>
      this.engine.query.query(tx, { soql, binds: {}, access: 'system', sharing: 'without', ...more })
    ).rows;
  }

  /** Values of the first column of a query. */
  column(soql: string, request: Partial<QueryRequest> & { user?: TestUser } = {}): FieldValue[] {
    const name = /SELECT\s+(\w+)/i.exec(soql)?.[1] ?? '';
    return this.rows(soql, request).map(({ values }) => values[name] ?? null);
  }
}

function source(name: string, more: Partial<PermissionSource> = {}): PermissionSource {
  return {
    name,
    label: name,
    description: name,
    all: false,
    objects: new Map(),
    fields: new Map(),
    customPermissions: new Set(),
    apexClasses: new Set(),
    userPermissions: new Set(),
    externalCredentialPrincipals: new Set(),
    applications: new Set(),
    tabs: new Set(),
    ...more
  };
}

/** Everything on parcels, items, notes, secrets and accounts, except `Parcel__c.Tag__c` (hidden) and `Mail__c` (read-only). */
function parcels(schema: Schema): PermissionSource {
  const names = ['Parcel__c', 'Item__c', 'Note__c', 'Secret__c', 'Account', 'Contact', 'Ping__e'];
  const fields = names.flatMap((name) =>
    (schema.object(name)?.fields ?? []).map((field): [string, { read: boolean; edit: boolean }] => [
      `${name}.${field.apiName}`,
      { read: field.apiName !== 'Tag__c', edit: field.apiName !== 'Tag__c' && field.apiName !== 'Mail__c' }
    ])
  );
  return source('Parcels', { objects: new Map(names.map((name) => [name, FULL])), fields: new Map(fields) });
}

/** The first error of a save that fails, as `CODE fields message`. */
export function failure(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DmlFailure) return describe(error.results.find(({ success }) => !success));
    if (error instanceof OrgError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'no failure';
}

export function describe(result: SaveResult | undefined): string {
  const [first] = result?.errors ?? [];
  if (!first) return 'ok';
  return `${first.statusCode} [${first.fields.join(',')}] ${first.message}`;
}
