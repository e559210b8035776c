/**
 * What the local org knows about objects, fields and the rest of the metadata: plain data, read once from
 * `force-app` and from the described standard objects, and never changed afterwards.
 */

/** One field's value as it is stored: dates are `YYYY-MM-DD`, datetimes ISO 8601 in UTC with milliseconds. */
export type FieldValue = string | number | boolean | null;

/** Field API names (as the schema spells them) to values. An absent field was not given; null was emptied. */
export type RecordValues = Record<string, FieldValue>;

export type FieldKind =
  | 'id'
  | 'text'
  | 'textarea'
  | 'longtextarea'
  | 'picklist'
  | 'multipicklist'
  | 'checkbox'
  | 'integer'
  | 'number'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'lookup'
  | 'masterdetail'
  | 'email'
  | 'phone'
  | 'url'
  | 'autonumber';

export interface PicklistValue {
  value: string;
  label: string;
  isDefault: boolean;
  active: boolean;
}

export interface FieldDescribe {
  apiName: string;
  label: string;
  kind: FieldKind;
  custom: boolean;
  /** Most characters a text may have. */
  length?: number;
  precision?: number;
  scale?: number;
  required: boolean;
  unique: boolean;
  externalId: boolean;
  caseSensitive: boolean;
  /** Not writable by anyone through the API: ids, audit fields, formulas, auto-numbers. */
  readOnly: boolean;
  /** Settable when the record is made and never after (master-detail without reparenting, Task.AccountId …). */
  createOnly: boolean;
  inlineHelpText?: string;
  description?: string;
  defaultFormula?: string;
  /** A formula field's source; the field is then read-only and computed at read. */
  formula?: string;
  restrictedPicklist: boolean;
  picklist: readonly PicklistValue[];
  /** Objects a lookup may point to; several for Task.WhatId and the like. */
  referenceTo: readonly string[];
  /** Name of the relationship towards the parent: `Account` for `AccountId`, `Giver__r` for `Giver__c`. */
  relationshipName?: string;
  /** Name of the relationship from the parent: `Handoffs__r`, `OpportunityContactRoles`. */
  childRelationshipName?: string;
  /** What deleting the parent does to this record. */
  onParentDelete: 'setNull' | 'cascade' | 'restrict';
  /** Auto-number pattern such as `HO-{00000}`. */
  displayFormat?: string;
  /** Whether field-level security applies; false for ids, required and system fields, which everyone may read. */
  permissionable: boolean;
  /** The field whose field-level security holds for this one: `BillingAddress` for the parts of an address. */
  governedBy?: string;
  /** For master-detail: whether reading the master is enough to write the detail. */
  writeRequiresMasterRead?: boolean;
  /** Where it was declared, for messages. */
  source: string;
}

export interface ChildRelationship {
  name: string;
  childObject: string;
  field: string;
}

export interface ValidationRule {
  fullName: string;
  active: boolean;
  formula: string;
  message: string;
  errorField?: string;
  source: string;
}

export interface RecordType {
  id: string;
  developerName: string;
  label: string;
  active: boolean;
  /** Whether accounts of this type are people. */
  isPersonType?: boolean;
}

/** What an org may have beyond what each org has; most of it can never be switched off again. */
export interface OrgFeatures {
  /** The corporate currency, and the others with what one unit of the corporate currency is in them. */
  multiCurrency?: { corporate: string; rates: Readonly<Record<string, number>> };
  personAccounts?: boolean;
  /** Developer names by object, the default of every profile first. */
  recordTypes?: Readonly<Record<string, readonly string[]>>;
  stateAndCountryPicklists?: boolean;
}

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';

/**
 * Who may use an object at all: `granted` by profile or permission set; `everyone` may read and write, `readable`
 * by everyone and written by nobody's save, `setup` as `readable` but written by administrators; or whatever the
 * object named in `follows` allows.
 */
export type ObjectRule = 'granted' | 'everyone' | 'readable' | 'setup' | { follows: string };

export interface ObjectDescribe {
  apiName: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  kind: 'standard' | 'custom' | 'customMetadata' | 'event';
  sharingModel: SharingModel;
  /** For `ControlledByParent`: the lookup to the record whose sharing applies. */
  controlledBy?: string;
  access: ObjectRule;
  /** Name of the field that names a record: `Name`, `Subject`, `CaseNumber`. */
  nameField: string;
  /** In the order they were declared. */
  fields: readonly FieldDescribe[];
  childRelationships: readonly ChildRelationship[];
  validationRules: readonly ValidationRule[];
  recordTypes: readonly RecordType[];
  /** For events. */
  publishBehavior?: 'PublishImmediately' | 'PublishAfterCommit';
  source: string;
}

/** Everything the org reads. Names are looked up without regard to case, as Salesforce does. */
export interface Schema {
  object(apiName: string): ObjectDescribe | undefined;
  objects(): readonly ObjectDescribe[];
  field(object: string, field: string): FieldDescribe | undefined;
  /** The object whose ids start with these three characters. */
  objectOfId(id: string): ObjectDescribe | undefined;
  /** A custom label's text, without namespace: `Panel_Save_Done`. */
  label(name: string): string | undefined;
  /** Whether a label has a translation in exactly this language (`Label.translationExists`). */
  translates(name: string, language: string): boolean;
  /**
   * The same with the texts that users of a language see: labels, fields, picklist values, messages of rules. What has
   * no translation keeps its own text.
   *
   * @param language as users have it: `de`, `de_AT`, `en_US`
   */
  in(language: string): Schema;
  customPermissions(): readonly string[];
  /** Records of a custom metadata type, each with `DeveloperName`, `MasterLabel`, `Label`, `QualifiedApiName`. */
  customMetadata(type: string): readonly RecordValues[];
}

/** One permission set, or a profile's part that the local org describes. */
export interface PermissionSource {
  name: string;
  label: string;
  description: string;
  /** Everything: the system administrator's profile. */
  all: boolean;
  objects: ReadonlyMap<string, ObjectAccess>;
  /** Keyed `Object.Field` in the schema's spelling. */
  fields: ReadonlyMap<string, FieldAccess>;
  customPermissions: ReadonlySet<string>;
  apexClasses: ReadonlySet<string>;
  userPermissions: ReadonlySet<string>;
  externalCredentialPrincipals: ReadonlySet<string>;
  applications: ReadonlySet<string>;
  tabs: ReadonlySet<string>;
}

export interface ObjectAccess {
  read: boolean;
  create: boolean;
  edit: boolean;
  delete: boolean;
  viewAll: boolean;
  modifyAll: boolean;
}

export interface FieldAccess {
  read: boolean;
  edit: boolean;
}
