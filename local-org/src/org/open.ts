import { Directory } from '../access/directory.ts';
import { profiles } from '../access/profiles.ts';
import { ORG_ID, seedRows } from '../access/seed.ts';
import { systemLibrary } from '../apex/lib/index.ts';
import { Interpreter } from '../apex/runtime.ts';
import { BlockingCallouts } from '../callout/callouts.ts';
import { Credentials } from '../callout/credentials.ts';
import { createEngine } from '../engine/create.ts';
import { FormulaCompiler } from '../formula/formula.ts';
import { type ProjectMetadata, readProject } from '../metadata/project.ts';
import type { Notification, Org, OrgLog } from './ports.ts';
import type { OrgFeatures } from './schema.ts';

export interface OpenOptions {
  /** The project's folder. */
  root: string;
  log: OrgLog;
  domainUrl?: string;
  now?: () => Date;
  /** What one minute of a job's delay takes, in milliseconds. */
  minuteMs?: number;
  /** What the org has that not each org has: currencies, person accounts, record types. */
  features?: OrgFeatures;
  /** Addresses of named credentials, by name. */
  addresses?: ReadonlyMap<string, string>;
  /** Secrets by `Credential.Parameter`. */
  secrets?: ReadonlyMap<string, string>;
}

export interface OpenOrg {
  org: Org;
  project: ProjectMetadata;
  credentials: Credentials;
  stop: () => void;
}

/**
 * Reads the project, compiles its rules and its Apex, and puts an org together that has its users and set-up but no
 * records yet.
 *
 * @throws {MetadataError | OrgError} with `path:line message` lines for everything that is wrong with the project
 */
export function openOrg(options: OpenOptions): OpenOrg {
  const project = readProject(options.root, options.features);
  const { schema } = project;
  const formula = new FormulaCompiler(schema);
  const allProfiles = profiles(schema);
  const parts: { org?: Org; users?: Directory; apex?: Interpreter } = {};
  const later = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The org is not put together yet');
    return part;
  };
  const engine = createEngine({
    schema,
    formula,
    users: () => later(parts.users),
    triggers: () => parts.apex,
    log: options.log,
    now: options.now ?? (() => new Date()),
    minuteMs: options.minuteMs ?? 60_000
  });
  parts.users = new Directory({
    schema,
    profiles: allProfiles,
    permissionSets: project.permissionSets,
    permissionSetGroups: project.permissionSetGroups,
    rows: (_tx, object) => engine.rows(object),
    stamp: () => engine.accessStamp()
  });
  for (const { object, values } of seedRows(project, allProfiles, options.features)) engine.seed(object, values);
  engine.checkRules();
  parts.apex = new Interpreter(
    {
      root: options.root,
      schema,
      classes: project.classes,
      triggers: project.triggers,
      library: systemLibrary,
      checkQuery: (soql) => engine.query.check(soql)
    },
    () => later(parts.org),
    engine.rehearse
  );
  const credentials = new Credentials(project, options.addresses, options.secrets);
  const callouts = new BlockingCallouts(credentials);
  const sent: Notification[] = [];
  const org: Org = {
    id: ORG_ID,
    name: 'Handoff Local Org',
    domainUrl: options.domainUrl ?? 'http://localhost:3000',
    schema,
    users: parts.users,
    query: engine.query,
    save: engine.save,
    formula,
    callouts,
    apex: parts.apex,
    async: engine.async,
    notifications: {
      send: (notification) => void sent.push(notification),
      of: (userId) => sent.filter((notification) => notification.userId === userId)
    },
    log: options.log,
    transact: engine.transact
  };
  parts.org = org;
  return {
    org,
    project,
    credentials,
    stop: () => {
      engine.async.stop();
      callouts.stop();
    }
  };
}
