import type { FlexiPage, PageComponent } from '../../metadata/pages.ts';
import type { ProjectMetadata } from '../../metadata/project.ts';
import { OrgError } from '../../org/errors.ts';
import type { Org, Transaction } from '../../org/ports.ts';
import type { ObjectDescribe } from '../../org/schema.ts';
import { highlightsOf, iconOf, type Section, sectionsOf } from './defaults.ts';
import { requireRecord } from './record.ts';

/** A component of a page, with the tabs it holds. */
export interface ShownComponent {
  name: string;
  identifier: string;
  properties: Readonly<Record<string, string>>;
  tabs: { label: string; components: ShownComponent[] }[];
}

export interface Stage {
  value: string;
  isClosed: boolean;
  isWon: boolean;
}

/** What a record page shows, for one user and one record. */
export interface PageModel {
  object: string;
  label: string;
  icon: string;
  nameField: string;
  highlights: readonly string[];
  sections: Section[];
  stages: Stage[];
  regions: Record<string, ShownComponent[]>;
  canEdit: boolean;
}

/** Texts that Salesforce translates itself. */
const TAB_LABELS: Readonly<Record<string, string>> = {
  'Standard.Tab.detail': 'Details',
  'Standard.Tab.relatedLists': 'Related'
};

/**
 * Lays a record out by the page the app assigns to its object, or as a fresh org would.
 *
 * @throws {OrgError} as `requireRecord` does, and NOT_FOUND for a record of another object
 */
export function recordPage(org: Org, project: ProjectMetadata, tx: Transaction, object: string, id: string): PageModel {
  const describe = requireRecord(org, tx, id);
  if (describe.apiName !== object) throw new OrgError('NOT_FOUND', 'The requested resource does not exist');
  const page = pageOf(project, describe);
  return {
    object: describe.apiName,
    label: describe.label,
    icon: iconOf(project, describe),
    nameField: describe.nameField,
    highlights: highlightsOf(project, describe),
    sections: sectionsOf(project, describe),
    stages: describe.apiName === 'Opportunity' ? stagesOf(org, tx) : [],
    regions: page ? regionsOf(page, (list) => mayReadList(org, tx, describe, list)) : plainRegions(),
    canEdit: tx.user.permissions.object(describe.apiName).edit && canEdit(org, tx, id)
  };
}

function pageOf(project: ProjectMetadata, object: ObjectDescribe): FlexiPage | undefined {
  const [application] = project.applications;
  return project.pages.get(application?.pages.get(object.apiName) ?? '');
}

/** As in Lightning, a related list of records that the user may not read is not there at all. */
function mayReadList(org: Org, tx: Transaction, object: ObjectDescribe, list: string): boolean {
  const child = object.childRelationships.find((relationship) => relationship.name === list)?.childObject;
  return child !== undefined && tx.user.permissions.object(child).read;
}

function regionsOf(page: FlexiPage, mayRead: (list: string) => boolean): Record<string, ShownComponent[]> {
  const componentsOf = (name: string): ShownComponent[] =>
    (page.regions.find((region) => region.name === name)?.components ?? [])
      .filter(({ properties: { relatedListApiName: list } }) => list === undefined || mayRead(list))
      .map(toShown);
  const toShown = ({ name, identifier, properties }: PageComponent): ShownComponent => {
    const tabs = page.regions.find((region) => region.name === properties['tabs'])?.components ?? [];
    return {
      name,
      identifier,
      properties,
      tabs: tabs.map((tab) => ({
        label: TAB_LABELS[tab.properties['title'] ?? ''] ?? tab.properties['title'] ?? '',
        components: componentsOf(tab.properties['body'] ?? '')
      }))
    };
  };
  return Object.fromEntries(
    page.regions.filter(({ type }) => type === 'Region').map(({ name }) => [name, componentsOf(name)])
  );
}

/** The page of an object that has none of its own. */
function plainRegions(): Record<string, ShownComponent[]> {
  const component = (name: string): ShownComponent => ({ name, identifier: name, properties: {}, tabs: [] });
  const details = { label: 'Details', components: [component('force:detailPanel')] };
  return {
    header: [component('force:highlightsPanel')],
    main: [{ ...component('flexipage:tabset'), tabs: [details] }],
    sidebar: [component('runtime_sales_activities:activityPanel')]
  };
}

function stagesOf(org: Org, tx: Transaction): Stage[] {
  const { rows } = org.query.query(tx, {
    soql: 'SELECT ApiName, IsClosed, IsWon FROM OpportunityStage WHERE IsActive = TRUE ORDER BY SortOrder',
    binds: {},
    access: 'system',
    sharing: 'without'
  });
  return rows.map(({ values }) => ({
    value: String(values['ApiName']),
    isClosed: values['IsClosed'] === true,
    isWon: values['IsWon'] === true
  }));
}

function canEdit(org: Org, tx: Transaction, id: string): boolean {
  const { rows } = org.query.query(tx, {
    soql: 'SELECT RecordId, HasEditAccess FROM UserRecordAccess WHERE UserId = :user AND RecordId = :id',
    binds: { user: tx.user.id, id },
    access: 'system',
    sharing: 'without'
  });
  return rows[0]?.values['HasEditAccess'] === true;
}
