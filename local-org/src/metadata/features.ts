import { seededId } from '../org/ids.ts';
import type { FieldDescribe, ObjectDescribe, OrgFeatures, PicklistValue, RecordType } from '../org/schema.ts';
import { newField, systemFields } from './standard-objects.ts';
import { MetadataError } from './xml.ts';

/** Standard objects that have a currency of their own once an org has several; users have `DefaultCurrencyIsoCode`. */
const WITH_CURRENCY = new Set([
  ...['Account', 'Case', 'Contact', 'Contract', 'Lead', 'Opportunity', 'OpportunityHistory', 'OpportunityLineItem'],
  ...['PricebookEntry', 'Product2']
]);
/** Countries the picklist of this org offers, of the 239 Salesforce comes with: where our sample users and tests are. */
export const COUNTRIES: readonly [code: string, label: string][] = [
  ['AT', 'Austria'],
  ['CA', 'Canada'],
  ['DE', 'Germany'],
  ['FR', 'France'],
  ['GB', 'United Kingdom'],
  ['PH', 'Philippines'],
  ['US', 'United States']
];
const PERSON_TYPE = 'PersonAccount';
const BUSINESS_TYPE = 'Business_Account';

/**
 * Adds to the objects what an org has once features are switched on that cannot be switched off again.
 *
 * @throws {MetadataError} for a feature that cannot be had
 */
export function withFeatures(objects: readonly ObjectDescribe[], features: OrgFeatures): ObjectDescribe[] {
  let changed = [...objects];
  if (features.multiCurrency) changed = withCurrencies(changed, features.multiCurrency);
  if (features.stateAndCountryPicklists === true) changed = withCountries(changed);
  const types = new Map(Object.entries(features.recordTypes ?? {}));
  if (features.personAccounts === true) {
    // "At least one record type for accounts" is what Salesforce asks for before it enables them.
    types.set('Account', [...(types.get('Account') ?? [BUSINESS_TYPE])]);
    changed = withPeople(changed);
  }
  return withRecordTypes(changed, types, features.personAccounts === true);
}

/** A field that has no field-level security, as most of those that come with a feature. */
function open(apiName: string, kind: FieldDescribe['kind'], parts: Partial<FieldDescribe> = {}): FieldDescribe {
  return { ...newField(apiName, kind, 'features.ts'), permissionable: false, ...parts };
}

function picklist(values: readonly (readonly [value: string, label: string])[], first?: string): PicklistValue[] {
  return values.map(([value, label]) => ({ value, label, isDefault: value === first, active: true }));
}

function add(
  objects: readonly ObjectDescribe[],
  fieldsOf: (object: ObjectDescribe) => readonly FieldDescribe[]
): ObjectDescribe[] {
  return objects.map((object) => ({ ...object, fields: [...object.fields, ...fieldsOf(object)] }));
}

function withCurrencies(
  objects: readonly ObjectDescribe[],
  { corporate, rates }: NonNullable<OrgFeatures['multiCurrency']>
): ObjectDescribe[] {
  const codes = [corporate, ...Object.keys(rates)];
  if (codes.some((code) => !/^[A-Z]{3}$/.test(code)) || Object.values(rates).some((rate) => !(rate > 0)))
    throw new MetadataError(['Currencies are ISO codes of three capitals, each with a rate above 0']);
  const currency = (apiName: string): FieldDescribe =>
    open(apiName, 'picklist', {
      label: 'Currency ISO Code',
      restrictedPicklist: true,
      picklist: picklist(
        codes.map((code) => [code, code]),
        corporate
      )
    });
  return [
    ...add(objects, (object) => {
      if (object.apiName === 'User') return [currency('DefaultCurrencyIsoCode')];
      return object.kind === 'custom' || WITH_CURRENCY.has(object.apiName) ? [currency('CurrencyIsoCode')] : [];
    }),
    {
      apiName: 'CurrencyType',
      label: 'Currency Type',
      labelPlural: 'Currency Types',
      keyPrefix: '01L',
      kind: 'standard',
      sharingModel: 'ReadWrite',
      access: 'setup',
      nameField: 'Id',
      fields: [
        ...systemFields(false, 'features.ts'),
        currency('IsoCode'),
        open('ConversionRate', 'number', { precision: 18, scale: 6 }),
        open('DecimalPlaces', 'integer', { precision: 1, scale: 0 }),
        open('IsActive', 'checkbox'),
        open('IsCorporate', 'checkbox')
      ],
      childRelationships: [],
      validationRules: [],
      recordTypes: [],
      source: 'features.ts'
    }
  ];
}

function withCountries(objects: readonly ObjectDescribe[]): ObjectDescribe[] {
  return add(objects, ({ apiName }) =>
    apiName === 'Account'
      ? [
          {
            ...newField('BillingCountryCode', 'picklist', 'features.ts'),
            governedBy: 'BillingAddress',
            restrictedPicklist: true,
            picklist: picklist(COUNTRIES)
          }
        ]
      : []
  );
}

function withPeople(objects: readonly ObjectDescribe[]): ObjectDescribe[] {
  const isPerson = (): FieldDescribe => open('IsPersonAccount', 'checkbox', { readOnly: true });
  const own: FieldDescribe[] = [
    isPerson(),
    open('FirstName', 'text', { length: 40 }),
    open('LastName', 'text', { length: 80 }),
    open('PersonContactId', 'lookup', {
      readOnly: true,
      referenceTo: ['Contact'],
      relationshipName: 'PersonContact'
    }),
    // Those of the person contact, with field-level security of their own.
    { ...newField('PersonEmail', 'email', 'features.ts'), length: 80 },
    { ...newField('PersonTitle', 'text', 'features.ts'), length: 80 },
    { ...newField('PersonMobilePhone', 'phone', 'features.ts'), length: 40 }
  ];
  return add(objects, ({ apiName }) => {
    if (apiName === 'Account') return own;
    if (apiName === 'RecordType') return [open('IsPersonType', 'checkbox')];
    return apiName === 'Contact' ? [isPerson()] : [];
  });
}

/**
 * An object has record types, and the field that names a record's, or it has neither. The first one named stands for
 * the default of every profile.
 */
function withRecordTypes(
  objects: readonly ObjectDescribe[],
  names: ReadonlyMap<string, readonly string[]>,
  hasPeople: boolean
): ObjectDescribe[] {
  for (const object of names.keys())
    if (!objects.some(({ apiName }) => apiName === object))
      throw new MetadataError([`There is no object ${object} to have record types`]);
  let count = 0;
  return objects.map((object) => {
    const own = names.get(object.apiName) ?? [];
    if (own.length === 0) return object;
    const make = (developerName: string, isPersonType: boolean): RecordType => ({
      id: seededId('012', ++count),
      developerName,
      label: developerName.replaceAll('_', ' '),
      active: true,
      isPersonType
    });
    const recordTypes = own.map((name) => make(name, false));
    if (hasPeople && object.apiName === 'Account') recordTypes.push(make(PERSON_TYPE, true));
    return {
      ...object,
      recordTypes,
      fields: [
        ...object.fields,
        open('RecordTypeId', 'lookup', {
          label: 'Record Type ID',
          referenceTo: ['RecordType'],
          relationshipName: 'RecordType',
          defaultFormula: `"${recordTypes[0]?.id}"`
        })
      ]
    };
  });
}
