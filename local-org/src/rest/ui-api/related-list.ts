import { OrgError } from '../../org/errors.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import type { JsonObject } from '../json.ts';
import type { UiRecords } from './records.ts';

export interface RelatedListRequest {
  parentId: string;
  /** Name of the child relationship: `Handoffs__r`, `OpportunityContactRoles`. */
  relatedListId: string;
  /** `Handoff__c.Name`; the name field when empty. */
  fields: readonly string[];
  pageSize: number;
  /** A field of the child, with a leading `-` for descending. */
  sortBy: string | undefined;
}

/** Child records of one record, as `/ui-api/related-list-records` answers them. */
export function relatedList(org: Org, records: UiRecords, tx: Transaction, request: RelatedListRequest): JsonObject {
  const parent = records.objectOf(request.parentId);
  const relationship = parent.childRelationships.find((child) => child.name === request.relatedListId);
  const child = relationship && org.schema.object(relationship.childObject);
  if (!relationship || !child)
    throw new OrgError('NOT_FOUND', `There is no related list ${request.relatedListId} on ${parent.apiName}`);
  const names =
    request.fields.length > 0 ? request.fields.map((field) => relative(child.apiName, field)) : [child.nameField];
  const order =
    request.sortBy === undefined ? 'CreatedDate' : relative(child.apiName, request.sortBy.replace(/^-/, ''));
  const direction = request.sortBy?.startsWith('-') ? 'DESC' : 'ASC';
  const limit = Math.min(Math.max(Math.trunc(request.pageSize) || 50, 1), 2000);
  const { rows } = org.query.query(tx, {
    soql:
      `SELECT ${[...new Set(['Id', ...names])].join(', ')} FROM ${child.apiName} ` +
      `WHERE ${relationship.field} = :parent ORDER BY ${order} ${direction} NULLS LAST LIMIT ${limit}`,
    binds: { parent: request.parentId },
    access: 'user',
    sharing: 'with'
  });
  return {
    count: rows.length,
    listReference: { parentObjectApiName: parent.apiName, relatedListId: request.relatedListId },
    records: rows.map((row) => records.toUiRecord(row, names, tx.user))
  };
}

/** `Handoff__c.Name` to `Name`; only plain names pass, since they become part of a query. */
function relative(object: string, field: string): string {
  const name = field.startsWith(`${object}.`) ? field.slice(object.length + 1) : field;
  if (!/^\w+(\.\w+)*$/.test(name)) throw new OrgError('INVALID_FIELD', `'${field}' is not a field of ${object}`);
  return name;
}
