import { OrgError } from '../org/errors.ts';
import type { Transaction, UserContext, UserDirectory } from '../org/ports.ts';
import type { PermissionSource, RecordValues, Schema } from '../org/schema.ts';
import { UnionPermissions } from './effective.ts';
import type { Profile } from './profiles.ts';

/** Rows of an object as a transaction sees them, whoever asks. */
export type ReadRows = (tx: Transaction | null, object: string) => Iterable<RecordValues>;
/** A number that changes whenever users, profiles or assignments do. */
export type AccessStamp = (tx: Transaction | null) => number;

export interface DirectoryOptions {
  schema: Schema;
  profiles: readonly Profile[];
  permissionSets: readonly PermissionSource[];
  permissionSetGroups: ReadonlyMap<string, readonly string[]>;
  rows: ReadRows;
  stamp: AccessStamp;
}

const AUTOMATED_PROCESS = '005000000000000AAA';

/** Users with what they may do, from the rows of User and PermissionSetAssignment. */
export class Directory implements UserDirectory {
  readonly #options: DirectoryOptions;
  readonly #cache = new Map<string, { stamp: number; context: UserContext }>();
  readonly #automated: UserContext;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    const administrator = options.profiles.find((profile) => profile.source.all);
    this.#automated = {
      id: AUTOMATED_PROCESS,
      username: 'autoproc',
      name: 'Automated Process',
      profileName: 'Automated Process',
      timeZone: 'GMT',
      locale: 'en_US',
      language: 'en_US',
      permissions: new UnionPermissions(options.schema, administrator ? [administrator.source] : [])
    };
  }

  automatedProcess(): UserContext {
    return this.#automated;
  }

  idOf(username: string): string | undefined {
    for (const row of this.#options.rows(null, 'User')) {
      if (String(row['Username']).toLowerCase() === username.toLowerCase()) return String(row['Id']);
    }
    return undefined;
  }

  context(tx: Transaction | null, userId: string): UserContext {
    if (userId === AUTOMATED_PROCESS) return this.#automated;
    const stamp = this.#options.stamp(tx);
    const known = this.#cache.get(userId);
    if (known?.stamp === stamp) return known.context;
    const context = this.#build(tx, userId);
    this.#cache.set(userId, { stamp, context });
    return context;
  }

  #build(tx: Transaction | null, userId: string): UserContext {
    const user = this.#find(tx, 'User', userId);
    if (!user || user['IsActive'] === false) {
      throw new OrgError('INVALID_SESSION_ID', `There is no active user ${userId}`);
    }
    const profile = this.#options.profiles.find((candidate) => candidate.id === user['ProfileId']);
    const sets = [...this.#assignedSets(tx, userId)];
    return {
      id: userId,
      username: String(user['Username']),
      name: [user['FirstName'], user['LastName']].filter((part) => part).join(' '),
      profileName: profile?.name ?? '',
      timeZone: String(user['TimeZoneSidKey'] ?? 'GMT'),
      locale: String(user['LocaleSidKey'] ?? 'en_US'),
      language: String(user['LanguageLocaleKey'] ?? 'en_US'),
      ...(typeof user['DefaultCurrencyIsoCode'] === 'string' ? { currency: user['DefaultCurrencyIsoCode'] } : {}),
      permissions: new UnionPermissions(this.#options.schema, [...(profile ? [profile.source] : []), ...sets])
    };
  }

  #find(tx: Transaction | null, object: string, id: unknown): RecordValues | undefined {
    for (const row of this.#options.rows(tx, object)) if (row['Id'] === id) return row;
    return undefined;
  }

  *#assignedSets(tx: Transaction | null, userId: string): Iterable<PermissionSource> {
    for (const row of this.#options.rows(tx, 'PermissionSetAssignment')) {
      if (row['AssigneeId'] !== userId) continue;
      const set = this.#find(tx, 'PermissionSet', row['PermissionSetId']);
      const group = this.#find(tx, 'PermissionSetGroup', row['PermissionSetGroupId']);
      const names = set
        ? [String(set['Name'])]
        : (this.#options.permissionSetGroups.get(String(group?.['DeveloperName'])) ?? []);
      yield* this.#options.permissionSets.filter((source) => names.includes(source.name));
    }
  }
}
