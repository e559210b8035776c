import { request, UI_API } from '../http/http.ts';
import { type Resource, Resources } from '../resource/resource.ts';
import type { ObjectInfo, PicklistValues, UiRecord } from '../uiApi/uiApi.ts';

const resources = new Resources();

/** @param fields and optionalFields as `Object.Field`; of the optional ones those that may be read come back */
export function recordResource(id: string, fields: string[], optionalFields: string[]): Resource<UiRecord> {
  const query = new URLSearchParams({ fields: fields.join(','), optionalFields: optionalFields.join(',') });
  return resources.get(`record:${id}?${query}`, () => request<UiRecord>(`${UI_API}/records/${id}?${query}`));
}

export function objectInfoResource(object: string): Resource<ObjectInfo> {
  return resources.get(`object:${object}`, () => request<ObjectInfo>(`${UI_API}/object-info/${object}`));
}

export function picklistResource(object: string, recordTypeId: string, field: string): Resource<PicklistValues> {
  const path = `${UI_API}/object-info/${object}/picklist-values/${recordTypeId}/${field}`;
  return resources.get(`picklist:${path}`, () => request<PicklistValues>(path));
}

/** Everything that shows a record reads it again. */
export async function refreshRecords(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => resources.refresh(`record:${id}`)));
}

/** Everything that shows any record reads it again. */
export function refreshAllRecords(): Promise<void> {
  return resources.refresh('record:');
}

/**
 * @param since the save is refused with 412 when the record is newer: an ISO date and time
 * @throws {FetchError} with validation messages in `body.output`
 */
export async function saveRecord(id: string, fields: Record<string, unknown>, since?: string): Promise<UiRecord> {
  const record = await request<UiRecord>(`${UI_API}/records/${id}`, {
    method: 'PATCH',
    body: { fields },
    headers: since === undefined ? {} : { 'if-unmodified-since': since }
  });
  void refreshRecords([id]);
  return record;
}
