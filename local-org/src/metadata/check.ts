import { basename, join } from 'node:path';
import { filesIn } from './custom-objects.ts';
import type { ProjectMetadata } from './project.ts';
import { XmlFile } from './xml.ts';

const SOURCE = 'force-app/main/default';

/** Names that list views and related lists use for system columns, as far as the pages show them. */
const VIEW_COLUMNS = new Set(['NAME', 'OWNER.ALIAS', 'CREATEDBY_USER', 'CREATED_DATE', 'LAST_UPDATE']);
/** On layouts of custom metadata, which have no field for it. */
const PROTECTED = 'IsProtected';

/** Every name that one metadata file uses and another must declare. @returns `path:line message` for each missing one */
export function checkReferences(project: ProjectMetadata): string[] {
  return [
    ...lookups(project),
    ...permissionSets(project),
    ...views(project),
    ...applications(project),
    ...credentials(project)
  ];
}

/**
 * `path:line` of a name in a file below `force-app/main/default`. The file is read again for this, which is why what
 * reads it need not keep the place of every name.
 */
function placeOf({ root }: ProjectMetadata, path: string, name: string): string {
  return new XmlFile(root, join(root, SOURCE, path)).at(`>${name}<`);
}

function lookups({ schema }: ProjectMetadata): string[] {
  return schema
    .objects()
    .flatMap((object) =>
      object.fields.flatMap((field) =>
        field.referenceTo
          .filter((target) => field.custom && !schema.object(target))
          .map(
            (target) => `${field.source} ${object.apiName}.${field.apiName} points to ${target}, which does not exist`
          )
      )
    );
}

function permissionSets(project: ProjectMetadata): string[] {
  const { schema } = project;
  const classNames = new Set(project.classes.map((path) => path.replace(/^.*\/|\.cls$/g, '')));
  // Permission sets name the whole address where its parts are fields.
  const governors = new Set(
    schema
      .objects()
      .flatMap(({ apiName, fields }) =>
        fields.flatMap(({ governedBy }) => (governedBy === undefined ? [] : [`${apiName}.${governedBy}`]))
      )
  );
  const problems: string[] = [];
  for (const set of project.permissionSets) {
    const path = `permissionsets/${set.name}.permissionset-meta.xml`;
    const say = (name: string, message: string): void =>
      void problems.push(`${placeOf(project, path, name)} ${set.name} ${message}`);
    for (const name of set.objects.keys())
      if (!schema.object(name)) say(name, `names the object ${name}, which does not exist`);
    for (const name of set.fields.keys()) {
      if (governors.has(name)) continue;
      const [object = '', field = ''] = name.split('.');
      const describe = schema.field(object, field);
      if (!describe) say(name, `names the field ${name}, which does not exist`);
      else if (!describe.permissionable)
        say(name, `sets ${name}, which is required or follows its object: deployments fail on it`);
    }
    for (const name of set.apexClasses)
      if (!classNames.has(name)) say(name, `names the class ${name}, which does not exist`);
    for (const name of set.customPermissions) {
      if (!schema.customPermissions().includes(name))
        say(name, `names the custom permission ${name}, which does not exist`);
    }
    for (const name of set.applications) {
      if (!project.applications.some((application) => application.name === name))
        say(name, `names the application ${name}, which does not exist`);
    }
    for (const name of set.tabs) if (!project.tabs.has(name)) say(name, `names the tab ${name}, which does not exist`);
    for (const name of set.externalCredentialPrincipals) {
      const [credential = '', principal = ''] = name.split('-');
      if (project.externalCredentials.get(credential)?.principal !== principal)
        say(name, `names the principal ${name}, which does not exist`);
    }
  }
  for (const [group, members] of project.permissionSetGroups) {
    const path = `permissionsetgroups/${group}.permissionsetgroup-meta.xml`;
    for (const member of members) {
      if (!project.permissionSets.some((set) => set.name === member))
        problems.push(`${placeOf(project, path, member)} ${group} names ${member}, which does not exist`);
    }
  }
  return problems;
}

function views(project: ProjectMetadata): string[] {
  const { schema } = project;
  const known = (object: string, field: string): boolean =>
    VIEW_COLUMNS.has(field) || field === PROTECTED || schema.field(object, field) !== undefined;
  const problems: string[] = [];
  const check = (object: string, field: string, path: string): void => {
    if (!known(object, field))
      problems.push(`${placeOf(project, path, field)} names the field ${field}, which does not exist`);
  };
  for (const { object, label, sections, relatedLists } of project.layouts) {
    const path = `layouts/${object}-${label}.layout-meta.xml`;
    for (const { field } of sections.flatMap((section) => section.columns.flat())) check(object, field, path);
    for (const [list, columns] of relatedLists) {
      const [child = '', lookup = ''] = list.split('.');
      if (schema.field(child, lookup)?.referenceTo.includes(object)) {
        for (const column of columns) check(child, column, path);
      } else problems.push(`${placeOf(project, path, list)} shows the related list ${list}, which does not exist`);
    }
  }
  for (const { object, name, columns, filters } of project.listViews) {
    const path = `objects/${object}/listViews/${name}.listView-meta.xml`;
    for (const field of [...columns, ...filters.map((filter) => filter.field)]) check(object, field, path);
  }
  for (const [object, fields] of project.compactLayouts) {
    const folder = `objects/${object}/compactLayouts`;
    // An object here has one compact layout: the one it is assigned.
    const [file = ''] = filesIn(join(project.root, SOURCE, folder), '.compactLayout-meta.xml');
    for (const field of fields) check(object, field, `${folder}/${basename(file)}`);
  }
  return problems;
}

function applications(project: ProjectMetadata): string[] {
  const problems: string[] = [];
  for (const application of project.applications) {
    const path = `applications/${application.name}.app-meta.xml`;
    for (const tab of application.tabs) {
      const exists = tab.startsWith('standard-')
        ? project.schema.object(tab.slice('standard-'.length)) !== undefined
        : project.tabs.has(tab);
      if (!exists) problems.push(`${placeOf(project, path, tab)} names the tab ${tab}, which does not exist`);
    }
    for (const [object, page] of application.pages) {
      if (project.pages.get(page)?.object !== object)
        problems.push(`${placeOf(project, path, page)} shows ${object} on ${page}, which is no page of it`);
    }
  }
  for (const page of project.pages.values()) {
    const object = project.schema.object(page.object);
    const path = `flexipages/${page.name}.flexipage-meta.xml`;
    for (const component of page.regions.flatMap((region) => region.components)) {
      const list = component.properties['relatedListApiName'];
      if (list !== undefined && !object?.childRelationships.some((child) => child.name === list)) {
        problems.push(
          `${placeOf(project, path, list)} shows the related list ${list}, which ${page.object} does not have`
        );
      }
      for (const facet of ['body', 'tabs']) {
        const target = component.properties[facet];
        if (target !== undefined && !page.regions.some((region) => region.name === target))
          problems.push(`${placeOf(project, path, target)} names the facet ${target}, which is not there`);
      }
    }
  }
  return problems;
}

function credentials(project: ProjectMetadata): string[] {
  return [...project.namedCredentials.values()]
    .filter((credential) => !project.externalCredentials.has(credential.externalCredential))
    .map(({ name, externalCredential }) => {
      const place = placeOf(project, `namedCredentials/${name}.namedCredential-meta.xml`, externalCredential);
      return `${place} uses ${externalCredential}, which does not exist`;
    });
}
