import { objectInfoResource, picklistResource } from '../../org/records/records.ts';
import { wireAdapter } from '../../org/resource/resource.ts';

export const getObjectInfo = wireAdapter(({ objectApiName }) => {
  const object = objectOf(objectApiName);
  return object === '' ? undefined : objectInfoResource(object);
});

export const getPicklistValues = wireAdapter(({ recordTypeId, fieldApiName }) => {
  const [object = '', field = ''] = fieldOf(fieldApiName).split('.');
  return typeof recordTypeId === 'string' && field !== '' ? picklistResource(object, recordTypeId, field) : undefined;
});

function objectOf(object: unknown): string {
  if (typeof object === 'string') return object;
  return isReference(object) ? object.objectApiName : '';
}

function fieldOf(field: unknown): string {
  if (typeof field === 'string') return field;
  return isReference(field) ? `${field.objectApiName}.${field.fieldApiName ?? ''}` : '';
}

function isReference(value: unknown): value is { objectApiName: string; fieldApiName?: string } {
  return typeof value === 'object' && value !== null && 'objectApiName' in value;
}
