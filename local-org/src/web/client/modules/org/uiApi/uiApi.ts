/** Shapes of the UI API's answers, as far as the pages read them. */

export interface FieldValue {
  value: unknown;
  displayValue: string | null;
}

/** A record as the UI API gives it. */
export interface UiRecord {
  id: string;
  apiName: string;
  fields: Record<string, FieldValue>;
  lastModifiedById: string | null;
  lastModifiedDate: string | null;
}

export interface FieldInfo {
  apiName: string;
  label: string;
  dataType: string;
  inlineHelpText: string | null;
  length: number;
  scale: number;
  required: boolean;
  updateable: boolean;
  reference: boolean;
  relationshipName: string | null;
  referenceToInfos: { apiName: string; nameFields: string[] }[];
}

export interface ObjectInfo {
  apiName: string;
  label: string;
  labelPlural: string;
  updateable: boolean;
  nameFields: string[];
  defaultRecordTypeId: string;
  fields: Record<string, FieldInfo>;
}

export interface PicklistValues {
  values: { label: string; value: string }[];
}
