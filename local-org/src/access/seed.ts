import type { ProjectMetadata } from '../metadata/project.ts';
import { seededId } from '../org/ids.ts';
import type { OrgFeatures, RecordValues } from '../org/schema.ts';
import type { Profile } from './profiles.ts';

export interface SeedRow {
  object: string;
  values: RecordValues;
}

export const ORG_ID = seededId('00D', 1);

const STAGES: readonly [name: string, probability: number, forecast: string, closed?: 'won' | 'lost'][] = [
  ['Prospecting', 10, 'Pipeline'],
  ['Qualification', 10, 'Pipeline'],
  ['Needs Analysis', 20, 'Pipeline'],
  ['Value Proposition', 50, 'Pipeline'],
  ['Id. Decision Makers', 60, 'Pipeline'],
  ['Perception Analysis', 70, 'Pipeline'],
  ['Proposal/Price Quote', 75, 'Pipeline'],
  ['Negotiation/Review', 90, 'Pipeline'],
  ['Closed Won', 100, 'Closed', 'won'],
  ['Closed Lost', 0, 'Omitted', 'lost']
];

/** The people of the demo: one for each role. */
export const SAMPLE_USERS: readonly {
  username: string;
  first: string;
  last: string;
  permissionSet: string;
  admin?: true;
  /** Username of whom they report to. */
  manager?: string;
}[] = [
  {
    username: 'sdr@handoff.example',
    first: 'Tomás',
    last: 'Rivera',
    permissionSet: 'Handoff_SDR',
    manager: 'manager@handoff.example'
  },
  {
    username: 'ae@handoff.example',
    first: 'Amara',
    last: 'Okafor',
    permissionSet: 'Handoff_AE',
    manager: 'manager@handoff.example'
  },
  {
    username: 'se@handoff.example',
    first: 'Kenji',
    last: 'Watanabe',
    permissionSet: 'Handoff_SE',
    manager: 'manager@handoff.example'
  },
  {
    username: 'csm@handoff.example',
    first: 'Lena',
    last: 'Brandt',
    permissionSet: 'Handoff_CSM',
    manager: 'manager@handoff.example'
  },
  { username: 'manager@handoff.example', first: 'Priya', last: 'Nair', permissionSet: 'Handoff_Manager' },
  { username: 'admin@handoff.example', first: 'Ines', last: 'Laurent', permissionSet: 'Handoff_Admin', admin: true },
  { username: 'integration@handoff.example', first: 'Handoff', last: 'Service', permissionSet: 'Handoff_Integration' }
];

/** Rows an org has before anybody works in it: setup data from the metadata, and the sample users. */
export function seedRows(
  project: ProjectMetadata,
  profiles: readonly Profile[],
  features: OrgFeatures = {}
): SeedRow[] {
  const rows: SeedRow[] = [
    {
      object: 'Organization',
      values: {
        Id: ORG_ID,
        Name: 'Handoff Local Org',
        IsSandbox: true,
        OrganizationType: 'Developer Edition',
        InstanceName: 'LOCAL'
      }
    }
  ];
  const add = (object: string, prefix: string, index: number, values: RecordValues): string => {
    const id = seededId(prefix, index);
    rows.push({ object, values: { Id: id, ...values } });
    return id;
  };
  for (const profile of profiles) rows.push({ object: 'Profile', values: { Id: profile.id, Name: profile.name } });
  STAGES.forEach(([name, probability, forecast, closed], index) =>
    add('OpportunityStage', '01J', index + 1, {
      MasterLabel: name,
      ApiName: name,
      SortOrder: index + 1,
      IsActive: true,
      IsClosed: closed !== undefined,
      IsWon: closed === 'won',
      DefaultProbability: probability,
      ForecastCategoryName: forecast
    })
  );
  const setIds = new Map(
    project.permissionSets.map((set, index) => [
      set.name,
      add('PermissionSet', '0PS', index + 1, { Name: set.name, Label: set.label })
    ])
  );
  [...project.permissionSetGroups.keys()].forEach((name, index) =>
    add('PermissionSetGroup', '0PG', index + 1, { DeveloperName: name, MasterLabel: name })
  );
  project.notificationTypes.forEach((type, index) =>
    add('CustomNotificationType', '0ML', index + 1, { DeveloperName: type.name, MasterLabel: type.label })
  );
  add('Pricebook2', '01s', 1, { Name: 'Standard Price Book', IsStandard: true, IsActive: true });
  addUsers(add, profiles, setIds, features.multiCurrency?.corporate);
  addFeatures(add, project, features);
  for (const object of project.schema.objects()) {
    project.schema
      .customMetadata(object.apiName)
      .forEach((record, index) => add(object.apiName, object.keyPrefix, index + 1, record));
  }
  return rows;
}

type AddRow = (object: string, prefix: string, index: number, values: RecordValues) => string;

/** Currencies with their rates, and record types. */
function addFeatures(add: AddRow, project: ProjectMetadata, { multiCurrency, personAccounts }: OrgFeatures): void {
  const currencies = Object.entries(multiCurrency ? { [multiCurrency.corporate]: 1, ...multiCurrency.rates } : {});
  currencies.forEach(([code, rate], index) =>
    add('CurrencyType', '01L', index + 1, {
      IsoCode: code,
      ConversionRate: rate,
      DecimalPlaces: 2,
      IsActive: true,
      IsCorporate: index === 0
    })
  );
  let count = 0;
  for (const object of project.schema.objects()) {
    for (const type of object.recordTypes) {
      // Ids count over all objects, in the order in which the types got theirs.
      add('RecordType', '012', ++count, {
        Name: type.label,
        DeveloperName: type.developerName,
        SobjectType: object.apiName,
        IsActive: type.active,
        ...(personAccounts === true ? { IsPersonType: type.isPersonType === true } : {})
      });
    }
  }
}

function addUsers(
  add: AddRow,
  profiles: readonly Profile[],
  setIds: ReadonlyMap<string, string>,
  currency: string | undefined
): void {
  const profileId = (admin: boolean): string =>
    profiles.find((profile) => profile.name === (admin ? 'System Administrator' : 'Minimum Access - Salesforce'))?.id ??
    '';
  const userIdOf = (username: string): string =>
    seededId('005', SAMPLE_USERS.findIndex((user) => user.username === username) + 1);
  SAMPLE_USERS.forEach((user, index) => {
    const userId = add('User', '005', index + 1, {
      Username: user.username,
      FirstName: user.first,
      LastName: user.last,
      Name: `${user.first} ${user.last}`,
      Alias: user.username.split('@')[0]?.slice(0, 8) ?? '',
      Email: user.username,
      ProfileId: profileId(user.admin === true),
      ManagerId: user.manager === undefined ? null : userIdOf(user.manager),
      IsActive: true,
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
      ...(currency === undefined ? {} : { DefaultCurrencyIsoCode: currency })
    });
    add('PermissionSetAssignment', '0Pa', index + 1, {
      AssigneeId: userId,
      PermissionSetId: setIds.get(user.permissionSet) ?? null
    });
  });
}
