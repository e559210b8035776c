import type { ProjectMetadata } from '../../metadata/project.ts';
import { OrgError, UnsupportedError } from '../../org/errors.ts';
import type { Org, QueryRow, Transaction } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe } from '../../org/schema.ts';
import { displayValue } from '../../rest/ui-api/display.ts';
import { iconOf } from './defaults.ts';

/** Text as people read it, and where it leads. */
export interface Cell {
  text: string;
  href: string | null;
}

export interface RecordTable {
  label: string;
  object: string;
  icon: string;
  columns: string[];
  rows: { id: string; cells: Cell[] }[];
  isCut: boolean;
}

interface Column {
  label: string;
  /** Fields to select, relative to the object. */
  paths: string[];
  cell: (row: QueryRow) => Cell;
}

/** Objects whose records have a page here. */
const WITHOUT_PAGE = new Set([
  'User',
  'Pricebook2',
  'Product2',
  'Profile',
  'OpportunityContactRole',
  'OpportunityLineItem'
]);

/** Fields by the names that list views have for them. */
const SYSTEM_COLUMNS: Readonly<Record<string, string>> = {
  CREATEDBY_USER: 'CreatedById',
  CREATED_DATE: 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate'
};

export function recordHref(object: string, id: FieldValue | undefined): string | null {
  return typeof id === 'string' && !WITHOUT_PAGE.has(object) ? `/lightning/r/${object}/${id}/view` : null;
}

export interface TableRequest {
  object: ObjectDescribe;
  label: string;
  /** Columns as list views and layouts name them: `NAME`, `OWNER.ALIAS`, `Status__c`. */
  columns: readonly string[];
  /** SOQL after WHERE, or empty. */
  where: string;
  binds: Record<string, FieldValue | readonly FieldValue[]>;
  orderBy: string;
  limit: number;
}

/** Records of one object as a table, in user mode: columns that the user may not read are left out. */
export function tableOf(org: Org, project: ProjectMetadata, tx: Transaction, request: TableRequest): RecordTable {
  const { object, label, where, binds, orderBy, limit } = request;
  const columns = request.columns.flatMap((name) => columnOf(org, tx, object, name) ?? []);
  const paths = new Set(['Id', ...columns.flatMap((column) => column.paths)]);
  const { rows } = org.query.query(tx, {
    // One more than is shown tells whether there are more.
    soql: `SELECT ${[...paths].join(', ')} FROM ${object.apiName}${where === '' ? '' : ` WHERE ${where}`} ORDER BY ${orderBy} LIMIT ${limit + 1}`,
    binds,
    access: 'user',
    sharing: 'with'
  });
  return {
    label,
    object: object.apiName,
    icon: iconOf(project, object),
    columns: columns.map((column) => column.label),
    rows: rows.slice(0, limit).map((row) => ({
      id: String(row.values['Id']),
      cells: columns.map((column) => column.cell(row))
    })),
    isCut: rows.length > limit
  };
}

/** The field a list view's column or filter names. @throws {OrgError} when there is none */
export function listField(org: Org, object: ObjectDescribe, name: string): FieldDescribe {
  const field = org.schema.field(object.apiName, name === 'NAME' ? object.nameField : (SYSTEM_COLUMNS[name] ?? name));
  if (!field) throw new OrgError('INVALID_FIELD', `No such column '${name}' on entity '${object.apiName}'`);
  return field;
}

function columnOf(org: Org, tx: Transaction, object: ObjectDescribe, name: string): Column | undefined {
  if (name === 'OWNER.ALIAS') {
    return {
      label: 'Owner Alias',
      paths: ['Owner.Alias'],
      cell: (row) => ({ text: String(row.parents['Owner']?.values['Alias'] ?? ''), href: null })
    };
  }
  if (name.includes('.')) throw new UnsupportedError(`The list column ${name}`);
  const field = listField(org, object, name);
  if (!tx.user.permissions.field(object.apiName, field.apiName).read) return undefined;
  const { apiName, label, relationshipName, referenceTo } = field;
  const [target = ''] = referenceTo;
  const nameField = org.schema.object(target)?.nameField;
  if (relationshipName !== undefined && referenceTo.length === 1 && nameField !== undefined) {
    return {
      label: label.replace(/ ID$/, ''),
      paths: [apiName, `${relationshipName}.${nameField}`],
      cell: (row) => ({
        text: String(row.parents[relationshipName]?.values[nameField] ?? ''),
        href: recordHref(target, row.values[apiName])
      })
    };
  }
  return {
    label,
    paths: [apiName],
    cell: (row) => {
      const value = row.values[apiName] ?? null;
      const text =
        field.kind === 'checkbox'
          ? value === true
            ? 'Yes'
            : 'No'
          : String(displayValue(field, value, tx.user.locale) ?? value ?? '');
      return { text, href: apiName === object.nameField ? recordHref(object.apiName, row.values['Id']) : null };
    }
  };
}
