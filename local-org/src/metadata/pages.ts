import type { XmlFile } from './xml.ts';
import { flag, MetadataError, nodes, text, texts, type XmlNode } from './xml.ts';

/** A component on a record page, with its properties. */
export interface PageComponent {
  name: string;
  identifier: string;
  properties: Readonly<Record<string, string>>;
}

export interface PageRegion {
  name: string;
  type: 'Region' | 'Facet';
  components: readonly PageComponent[];
}

/** A Lightning record page. */
export interface FlexiPage {
  name: string;
  label: string;
  object: string;
  template: string;
  regions: readonly PageRegion[];
}

export interface Application {
  name: string;
  label: string;
  description: string;
  color: string;
  /** `standard-Opportunity`, `Handoff__c`. */
  tabs: readonly string[];
  /** Record page by object, for desktops. */
  pages: ReadonlyMap<string, string>;
}

export interface LayoutSection {
  label: string;
  columns: readonly { field: string; behavior: 'Edit' | 'Readonly' | 'Required' }[][];
}

export interface Layout {
  object: string;
  label: string;
  sections: readonly LayoutSection[];
  /** Columns by related list; a list is the child and its lookup: `Handoff_Item__c.Handoff__c`. */
  relatedLists: ReadonlyMap<string, readonly string[]>;
}

export interface ListView {
  object: string;
  name: string;
  label: string;
  columns: readonly string[];
  mine: boolean;
  filters: readonly { field: string; operation: FilterOperation; values: readonly string[] }[];
}

/** Components of the platform that the local org's pages know how to show. */
const PLATFORM_COMPONENTS = new Set([
  'force:highlightsPanel',
  'force:detailPanel',
  'force:relatedListSingleContainer',
  'flexipage:tab',
  'flexipage:tabset',
  'runtime_sales_pathassistant:pathAssistant',
  'runtime_sales_activities:activityPanel'
]);

/** @param bundles names of the package's LWC bundles */
export function readFlexiPage(file: XmlFile, name: string, bundles: ReadonlySet<string>): FlexiPage {
  const { root } = file;
  file.allow(root, ['description', 'flexiPageRegions', 'masterLabel', 'sobjectType', 'template', 'type']);
  if (text(root, 'type') !== 'RecordPage') {
    throw new MetadataError([
      `${file.at('<type>')} Pages of type ${text(root, 'type')} are not supported by the local org`
    ]);
  }
  const regions = nodes(root, 'flexiPageRegions').map((region) => ({
    name: text(region, 'name') ?? '',
    type: text(region, 'type') === 'Facet' ? ('Facet' as const) : ('Region' as const),
    components: nodes(region, 'itemInstances').flatMap((item) => nodes(item, 'componentInstance').map(toComponent))
  }));
  for (const { name: component } of regions.flatMap((region) => region.components)) {
    if (!PLATFORM_COMPONENTS.has(component) && !bundles.has(component)) {
      throw new MetadataError([`${file.at(component)} There is no component ${component}`]);
    }
  }
  const [template] = nodes(root, 'template');
  return {
    name,
    label: text(root, 'masterLabel') ?? name,
    object: text(root, 'sobjectType') ?? '',
    template: template ? (text(template, 'name') ?? '') : '',
    regions
  };
}

function toComponent(node: XmlNode): PageComponent {
  const properties = nodes(node, 'componentInstanceProperties').map((property) => [
    text(property, 'name') ?? '',
    text(property, 'value') ?? ''
  ]);
  return {
    name: text(node, 'componentName') ?? '',
    identifier: text(node, 'identifier') ?? '',
    properties: Object.fromEntries(properties)
  };
}

export function readApplication(file: XmlFile, name: string): Application {
  const { root } = file;
  file.allow(root, [
    'actionOverrides',
    'brand',
    'description',
    'formFactors',
    'isNavAutoTempTabsDisabled',
    'isNavPersonalizationDisabled',
    'isNavTabPersistenceDisabled',
    'isOmniPinnedViewEnabled',
    'label',
    'navType',
    'tabs',
    'uiType'
  ]);
  const [brand] = nodes(root, 'brand');
  const overrides = nodes(root, 'actionOverrides').filter(
    (entry) => text(entry, 'actionName') === 'View' && text(entry, 'formFactor') === 'Large'
  );
  return {
    name,
    label: text(root, 'label') ?? name,
    description: text(root, 'description') ?? '',
    color: (brand && text(brand, 'headerColor')) ?? '#0B5CAB',
    tabs: texts(root, 'tabs'),
    pages: new Map(overrides.map((entry) => [text(entry, 'pageOrSobjectType') ?? '', text(entry, 'content') ?? '']))
  };
}

export function readLayout(file: XmlFile, fileName: string): Layout {
  const { root } = file;
  file.allow(root, [
    'layoutSections',
    'relatedLists',
    'showEmailCheckbox',
    'showHighlightsPanel',
    'showInteractionLogPanel',
    'showRunAssignmentRulesCheckbox',
    'showSubmitAndAttachButton'
  ]);
  const [object = '', ...label] = fileName.split('-');
  return {
    object,
    label: label.join('-'),
    sections: nodes(root, 'layoutSections').map((section) => ({
      label: text(section, 'label') ?? '',
      columns: nodes(section, 'layoutColumns').map((column) =>
        nodes(column, 'layoutItems').map((item) => ({
          field: text(item, 'field') ?? '',
          behavior: behaviorOf(text(item, 'behavior'))
        }))
      )
    })),
    relatedLists: new Map(
      nodes(root, 'relatedLists').map((list) => [text(list, 'relatedList') ?? '', texts(list, 'fields')])
    )
  };
}

function behaviorOf(value: string | undefined): 'Edit' | 'Readonly' | 'Required' {
  return value === 'Readonly' || value === 'Required' ? value : 'Edit';
}

/** Operations of list filters that the pages know; the first two take several values. */
export const FILTER_OPERATIONS = {
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>='
} as const;
export type FilterOperation = keyof typeof FILTER_OPERATIONS;

/** @throws {MetadataError} for a scope, a column or a filter that the pages do not have */
export function readListView(file: XmlFile, object: string): ListView {
  const { root } = file;
  file.allow(root, ['fullName', 'columns', 'filterScope', 'filters', 'label']);
  const scope = text(root, 'filterScope') ?? 'Everything';
  if (!['Everything', 'Mine'].includes(scope)) throw unsupported(file, scope, `The list scope ${scope}`);
  return {
    object,
    name: text(root, 'fullName') ?? '',
    label: text(root, 'label') ?? '',
    columns: texts(root, 'columns'),
    mine: scope === 'Mine',
    filters: nodes(root, 'filters').map((filter) => readFilter(file, filter))
  };
}

function readFilter(file: XmlFile, node: XmlNode): ListView['filters'][number] {
  const field = text(node, 'field') ?? '';
  const operation = text(node, 'operation') ?? '';
  const values = (text(node, 'value') ?? '').split(',');
  if (field.includes('.')) throw unsupported(file, field, `A list filter on ${field}`);
  if (!isFilterOperation(operation)) throw unsupported(file, operation, `The list filter ${operation}`);
  if (values.length > 1 && operation !== 'equals' && operation !== 'notEqual')
    throw unsupported(file, operation, `The list filter ${operation} with several values`);
  return { field, operation, values };
}

function isFilterOperation(operation: string): operation is FilterOperation {
  return Object.hasOwn(FILTER_OPERATIONS, operation);
}

function unsupported(file: XmlFile, name: string, feature: string): MetadataError {
  return new MetadataError([`${file.at(`>${name}<`)} ${feature} is not supported by the local org`]);
}

export function readCompactLayout(file: XmlFile): string[] {
  file.allow(file.root, ['fullName', 'fields', 'label']);
  return texts(file.root, 'fields');
}

export interface Tab {
  isObject: boolean;
  /** Name of the icon that the motif `Custom53: Bell` stands for: `custom:custom53`. */
  icon: string;
}

export function readTab(file: XmlFile): Tab {
  file.allow(file.root, ['customObject', 'description', 'motif']);
  const number = /^Custom(\d+)/.exec(text(file.root, 'motif') ?? '')?.[1];
  return {
    isObject: flag(file.root, 'customObject'),
    icon: number === undefined ? 'standard:record' : `custom:custom${number}`
  };
}
