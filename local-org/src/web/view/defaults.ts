import type { ProjectMetadata } from '../../metadata/project.ts';
import type { ObjectDescribe } from '../../org/schema.ts';

/**
 * What an org has for standard objects before anybody changes it: a package brings no layouts for them, so the local
 * org shows what a fresh org would.
 */
interface Standard {
  icon: string;
  highlights: readonly string[];
  columns: readonly string[];
}

const STANDARD: Readonly<Record<string, Standard>> = {
  Account: {
    icon: 'standard:account',
    highlights: ['Type', 'Phone', 'Website', 'OwnerId', 'Industry'],
    columns: ['Name', 'Industry', 'Type', 'Phone', 'OwnerId']
  },
  Contact: {
    icon: 'standard:contact',
    highlights: ['Title', 'AccountId', 'Phone', 'Email', 'OwnerId'],
    columns: ['Name', 'AccountId', 'Title', 'Email', 'Phone']
  },
  Lead: {
    icon: 'standard:lead',
    highlights: ['Title', 'Company', 'Phone', 'Email'],
    columns: ['Name', 'Title', 'Company', 'Email', 'Status']
  },
  Contract: {
    icon: 'standard:contract',
    highlights: ['AccountId', 'Status', 'StartDate', 'EndDate'],
    columns: ['ContractNumber', 'AccountId', 'Status', 'StartDate', 'EndDate']
  },
  Opportunity: {
    icon: 'standard:opportunity',
    highlights: ['AccountId', 'CloseDate', 'Amount', 'OwnerId'],
    columns: ['Name', 'AccountId', 'StageName', 'Amount', 'CloseDate', 'OwnerId']
  },
  OpportunityContactRole: {
    icon: 'standard:contact',
    highlights: ['OpportunityId', 'ContactId', 'Role'],
    columns: ['ContactId', 'Role', 'IsPrimary']
  }
};

/** Fields that stand in a section of their own, at the end. */
const SYSTEM_SECTION = ['CreatedById', 'LastModifiedById'];
/** Fields no layout shows. */
const HIDDEN = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'LastModifiedDate',
  'SystemModstamp',
  'CreatedById',
  'LastModifiedById',
  'FirstName',
  'LastName',
  'Pricebook2Id',
  'CampaignId'
]);

export interface Section {
  label: string;
  columns: { field: string; isReadOnly: boolean }[][];
}

export function iconOf(project: ProjectMetadata, object: ObjectDescribe): string {
  return STANDARD[object.apiName]?.icon ?? project.tabs.get(object.apiName)?.icon ?? 'standard:record';
}

export function highlightsOf(project: ProjectMetadata, object: ObjectDescribe): readonly string[] {
  return project.compactLayouts.get(object.apiName) ?? STANDARD[object.apiName]?.highlights ?? [];
}

/** Columns of lists that nobody configured. */
export function columnsOf(project: ProjectMetadata, object: ObjectDescribe): readonly string[] {
  const standard = STANDARD[object.apiName]?.columns;
  if (standard) return standard;
  const compact = project.compactLayouts.get(object.apiName) ?? [];
  return [...new Set([object.nameField, ...compact])];
}

/** The page layout's sections, or those of a fresh org: every standard field in two columns. */
export function sectionsOf(project: ProjectMetadata, object: ObjectDescribe): Section[] {
  const layout = project.layouts.find((candidate) => candidate.object === object.apiName);
  if (layout) {
    return layout.sections.map(({ label, columns }) => ({
      label,
      columns: columns.map((column) =>
        column.map(({ field, behavior }) => ({ field, isReadOnly: behavior === 'Readonly' }))
      )
    }));
  }
  const names = object.fields
    .filter(({ apiName, custom }) => !custom && !HIDDEN.has(apiName))
    .map(({ apiName }) => apiName);
  const inTwo = (fields: readonly string[]): Section['columns'] => [
    fields.filter((_field, index) => index % 2 === 0).map((field) => ({ field, isReadOnly: false })),
    fields.filter((_field, index) => index % 2 === 1).map((field) => ({ field, isReadOnly: false }))
  ];
  return [
    { label: `${object.label} Information`, columns: inTwo(names) },
    { label: 'System Information', columns: inTwo(SYSTEM_SECTION) }
  ];
}
