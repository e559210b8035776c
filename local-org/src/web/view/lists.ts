import { FILTER_OPERATIONS, type ListView } from '../../metadata/pages.ts';
import type { ProjectMetadata } from '../../metadata/project.ts';
import { OrgError } from '../../org/errors.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import type { FieldDescribe, FieldValue, ObjectDescribe } from '../../org/schema.ts';
import { columnsOf } from './defaults.ts';
import { requireReadable } from './record.ts';
import { listField, type RecordTable, tableOf } from './table.ts';

export interface ListModel extends RecordTable {
  view: string;
  views: { name: string; label: string }[];
}

const ROWS = 200;

/**
 * A list view of an object, as the package configures it; objects without any have two of their own.
 *
 * @param name developer name of the view; the first one when empty or unknown
 * @throws {OrgError} for an object that does not exist or that the user may not read
 */
export function listView(
  org: Org,
  project: ProjectMetadata,
  tx: Transaction,
  objectName: string,
  name: string
): ListModel {
  const object = org.schema.object(objectName);
  if (!object) throw new OrgError('NOT_FOUND', `There is no object ${objectName}`);
  requireReadable(tx, object);
  const views = viewsOf(project, object);
  const view = views.find((candidate) => candidate.name === name) ?? views[0];
  if (!view) throw new OrgError('NOT_FOUND', `There is no list view of ${object.labelPlural}`);
  const { where, binds } = conditionOf(org, tx, object, view);
  const table = tableOf(org, project, tx, {
    object,
    label: view.label,
    columns: view.columns,
    where,
    binds,
    orderBy: object.nameField,
    limit: ROWS
  });
  return { ...table, view: view.name, views: views.map((entry) => ({ name: entry.name, label: entry.label })) };
}

function viewsOf(project: ProjectMetadata, object: ObjectDescribe): ListView[] {
  const configured = project.listViews.filter((view) => view.object === object.apiName);
  if (configured.length > 0) return configured;
  const view = (name: string, label: string, mine: boolean): ListView => ({
    object: object.apiName,
    name,
    label,
    columns: columnsOf(project, object),
    mine,
    filters: []
  });
  const all = view('All', `All ${object.labelPlural}`, false);
  const isOwned = object.fields.some(({ apiName }) => apiName === 'OwnerId');
  return isOwned ? [all, view('Mine', `My ${object.labelPlural}`, true)] : [all];
}

function conditionOf(
  org: Org,
  tx: Transaction,
  object: ObjectDescribe,
  view: ListView
): { where: string; binds: Record<string, FieldValue | readonly FieldValue[]> } {
  const binds: Record<string, FieldValue | readonly FieldValue[]> = {};
  const terms = view.filters.map(({ field: name, operation, values: texts }, index) => {
    const field = listField(org, object, name);
    const values = texts.map((text) => toValue(field, text));
    const bind = `filter${index}`;
    if (values.length === 1) {
      binds[bind] = values[0] ?? null;
      return `${field.apiName} ${FILTER_OPERATIONS[operation]} :${bind}`;
    }
    // Only these two take several values; reading the view made sure of it.
    binds[bind] = values;
    return `${field.apiName} ${operation === 'equals' ? 'IN' : 'NOT IN'} :${bind}`;
  });
  if (view.mine) {
    binds['me'] = tx.user.id;
    terms.push('OwnerId = :me');
  }
  return { where: terms.join(' AND '), binds };
}

function toValue(field: FieldDescribe, text: string): FieldValue {
  if (field.kind === 'checkbox') return text === '1';
  if (text === '') return null;
  return ['number', 'integer', 'currency', 'percent'].includes(field.kind) ? Number(text) : text;
}
