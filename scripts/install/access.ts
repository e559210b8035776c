import { InstallError } from './options.ts';
import { type OrgConnection, quoted } from './org.ts';

/**
 * Gives a user permission sets they do not have yet.
 *
 * @returns names of those that are new
 * @throws {InstallError} when the user or a permission set is not there
 */
export async function assign(org: OrgConnection, username: string, sets: readonly string[]): Promise<string[]> {
  const user = await userId(org, username);
  const names = sets.map(quoted).join(', ');
  const known = await org.query(`SELECT Id, Name FROM PermissionSet WHERE Name IN (${names})`);
  const missing = sets.filter((name) => !known.some((row) => row['Name'] === name));
  if (missing.length > 0)
    throw new InstallError(`The org has no permission set ${missing.join(', ')}.`, 'Deploy the package first.');
  const has = await org.query(`SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(user)}`);
  const added: string[] = [];
  for (const { Id, Name } of known) {
    if (has.some((row) => row['PermissionSetId'] === Id)) continue;
    await org.send('POST', '/sobjects/PermissionSetAssignment', { AssigneeId: user, PermissionSetId: Id });
    added.push(String(Name));
  }
  return added;
}

/** Takes permission sets away that were only needed for a moment. */
export async function unassign(org: OrgConnection, username: string, sets: readonly string[]): Promise<void> {
  if (sets.length === 0) return;
  const user = await userId(org, username);
  const rows = await org.query(
    `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(user)} AND PermissionSet.Name IN (${sets.map(quoted).join(', ')})`
  );
  for (const { Id } of rows) await org.send('DELETE', `/sobjects/PermissionSetAssignment/${String(Id)}`);
}

async function userId(org: OrgConnection, username: string): Promise<string> {
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = ${quoted(username)} AND IsActive = true`);
  if (user === undefined)
    throw new InstallError(`The org has no active user ${username}.`, 'Create the user, or give another user name.');
  return String(user['Id']);
}
