import { TestOrg } from '../../engine/testing/org.ts';
import { FormulaCompiler } from '../../formula/formula.ts';
import { OrgError, UnsupportedError } from '../../org/errors.ts';
import { ORG_ID } from '../../access/seed.ts';
import type { TestResult, TriggerInvocation } from '../../org/apex-port.ts';
import type { Org } from '../../org/ports.ts';
import { seededId } from '../../org/ids.ts';
import { systemLibrary } from '../lib/index.ts';
import { CompileError } from '../parse/problems.ts';
import { Interpreter } from '../runtime.ts';

/** An org of the test schema that runs Apex given as text, by file name: `Sweep.cls`, `Parcels.trigger`. */
export class ApexOrg {
  readonly base = new TestOrg();
  readonly apex: Interpreter;
  readonly #org: Org;

  /** @throws {CompileError | UnsupportedError} as a start of the local org does */
  constructor(sources: Readonly<Record<string, string>> = {}) {
    const { schema, engine } = this.base;
    const paths = Object.keys(sources);
    this.apex = new Interpreter(
      {
        root: '',
        schema,
        classes: paths.filter((path) => path.endsWith('.cls')),
        triggers: paths.filter((path) => path.endsWith('.trigger')),
        library: systemLibrary,
        checkQuery: (soql) => engine.query.check(soql),
        read: (path) => sources[path] ?? ''
      },
      () => this.#org,
      engine.rehearse
    );
    this.#org = {
      id: ORG_ID,
      name: 'Test Org',
      domainUrl: 'http://localhost:3000',
      schema,
      users: this.base.users,
      query: engine.query,
      save: engine.save,
      formula: new FormulaCompiler(schema),
      callouts: {
        send: () => {
          throw new OrgError('CALLOUT_FAILED', 'Tests of the interpreter do not call out');
        }
      },
      apex: this.apex,
      async: engine.async,
      notifications: { send: () => undefined, of: () => [] },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      transact: engine.transact
    };
    for (const { node } of this.apex.program.triggers)
      for (const event of node.events) this.#subscribe(node.object, event);
    // Whom the test runner runs as.
    engine.seed('User', {
      Id: seededId('005', 90),
      Username: 'admin@handoff.example',
      LastName: 'Runner',
      Name: 'Runner',
      IsActive: true,
      ProfileId: seededId('00e', 1),
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US'
    });
  }

  #subscribe(object: string, event: string): void {
    const when: TriggerInvocation['when'] = event.startsWith('before') ? 'before' : 'after';
    const operation = OPERATIONS.find((name) => event.endsWith(` ${name}`));
    if (!operation) throw new Error(`No such event: ${event}`);
    this.base.triggers.on(when, operation, object, (records, tx) =>
      this.apex.run(tx, { object, operation, when, records })
    );
  }

  /** Runs statements as an administrator, in a transaction of their own. */
  run(statements: string): void {
    this.base.as('admin', (tx) => this.apex.executeAnonymous(tx, statements));
  }

  /** Runs the tests there are. @returns `Class.method: message` for each that failed */
  failures(): string[] {
    return this.apex
      .runTests({})
      .results.filter(({ passed }) => !passed)
      .map(({ className, method, message }: TestResult) => `${className}.${method}: ${message}`);
  }
}

/** `undelete` ends in `delete`, which is why a space is looked for too. */
const OPERATIONS = ['insert', 'update', 'delete', 'undelete'] as const;

/** What is wrong with a class: `line:column message`, and as it is reported for what is not supported. */
export function problems(source: string, name = 'Snippet'): string[] {
  try {
    new ApexOrg({ [`${name}.cls`]: source });
    return [];
  } catch (error) {
    if (error instanceof UnsupportedError) return [error.message];
    if (!(error instanceof CompileError)) throw error;
    return error.problems.map((line) => line.replace(/^\w+\.cls:(?=\d+:\d+ )/, ''));
  }
}
