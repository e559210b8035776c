import { InstallError } from '../install/options.ts';
import { type OrgConnection, quoted } from '../install/org.ts';
import { isRecord } from '../install/sf.ts';

/** As many as one call deletes (sObject Collections, REST API Developer Guide). */
const AT_ONCE = 200;

/** Assignments of permission sets and groups, whoever has them. */
export async function assignmentsOf(
  org: OrgConnection,
  sets: readonly string[],
  groups: readonly string[]
): Promise<string[]> {
  const ids: string[] = [];
  for (const [field, names] of [
    ['PermissionSetGroup.DeveloperName', groups],
    ['PermissionSet.Name', sets]
  ] as const) {
    if (names.length === 0) continue;
    const soql = `SELECT Id FROM PermissionSetAssignment WHERE ${field} IN (${names.map(quoted).join(', ')})`;
    for await (const rows of org.pages(soql)) ids.push(...rows.map(({ Id }) => String(Id)));
  }
  return [...new Set(ids)];
}

/** @throws {InstallError} when the org keeps one */
export async function deleteAssignments(org: OrgConnection, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE).join(',');
    const answer = await org.send('DELETE', `/composite/sobjects?ids=${some}&allOrNone=false`);
    const kept = (Array.isArray(answer) ? answer : []).filter(isRecord).find(({ success }) => success !== true);
    if (kept === undefined) continue;
    const [error] = Array.isArray(kept['errors']) ? kept['errors'] : [];
    throw new InstallError(
      `A permission set could not be taken from a user: ${isRecord(error) ? String(error['message']) : 'no reason given'}`,
      'Take it away in Setup, Permission Sets, Manage Assignments.'
    );
  }
}
