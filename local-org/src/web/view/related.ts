import type { ProjectMetadata } from '../../metadata/project.ts';
import { OrgError } from '../../org/errors.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import { columnsOf } from './defaults.ts';
import { requireReadable, requireRecord } from './record.ts';
import { type RecordTable, tableOf } from './table.ts';

const MOST_ROWS = 100;

/**
 * Records that point to one record.
 *
 * @param list name of the child relationship: `Handoffs__r`, `Contacts`
 * @throws {OrgError} NOT_FOUND for a record or list there is not, INSUFFICIENT_ACCESS for records the user may not read
 */
export function relatedTable(
  org: Org,
  project: ProjectMetadata,
  tx: Transaction,
  parentId: string,
  list: string,
  rows: number
): RecordTable {
  const parent = requireRecord(org, tx, parentId);
  const relationship = parent.childRelationships.find((child) => child.name === list);
  const object = org.schema.object(relationship?.childObject ?? '');
  if (!relationship || !object) throw new OrgError('NOT_FOUND', `There is no related list ${list}`);
  requireReadable(tx, object);
  const columns =
    project.layouts
      .find((layout) => layout.object === parent.apiName)
      ?.relatedLists.get(`${object.apiName}.${relationship.field}`) ?? columnsOf(project, object);
  return tableOf(org, project, tx, {
    object,
    label: object.labelPlural,
    // The list stands on its parent's page, so the parent needs no column.
    columns: columns.filter((column) => column !== relationship.field),
    where: `${relationship.field} = :parent`,
    binds: { parent: parentId },
    orderBy: 'CreatedDate DESC',
    limit: Math.min(Math.max(Math.trunc(rows) || 10, 1), MOST_ROWS)
  });
}
