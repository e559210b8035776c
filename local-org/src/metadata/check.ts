import type { ProjectMetadata } from './project.ts';

/** Names that page layouts and list views use for system columns. */
const VIEW_COLUMNS = new Set(['NAME', 'OWNER.ALIAS', 'CREATEDBY_USER', 'CREATED_DATE', 'LAST_UPDATE', 'IsProtected']);

/** Every name that one metadata file uses and another must declare. @returns one `path message` for each missing one */
export function checkReferences(project: ProjectMetadata): string[] {
  return [
    ...lookups(project),
    ...permissionSets(project),
    ...views(project),
    ...applications(project),
    ...credentials(project)
  ];
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
  const problems: string[] = [];
  for (const set of project.permissionSets) {
    const say = (message: string): void =>
      void problems.push(`permissionsets/${set.name}.permissionset-meta.xml ${message}`);
    for (const name of set.objects.keys())
      if (!schema.object(name)) say(`names the object ${name}, which does not exist`);
    for (const name of set.fields.keys()) {
      const [object = '', field = ''] = name.split('.');
      const describe = schema.field(object, field);
      if (!describe) say(`names the field ${name}, which does not exist`);
      else if (!describe.permissionable)
        say(`sets ${name}, which is required or follows its object: deployments fail on it`);
    }
    for (const name of set.apexClasses) if (!classNames.has(name)) say(`names the class ${name}, which does not exist`);
    for (const name of set.customPermissions) {
      if (!schema.customPermissions().includes(name)) say(`names the custom permission ${name}, which does not exist`);
    }
    for (const name of set.applications) {
      if (!project.applications.some((application) => application.name === name))
        say(`names the application ${name}, which does not exist`);
    }
    for (const name of set.tabs) if (!project.tabs.has(name)) say(`names the tab ${name}, which does not exist`);
    for (const name of set.externalCredentialPrincipals) {
      const [credential = '', principal = ''] = name.split('-');
      if (project.externalCredentials.get(credential)?.principal !== principal)
        say(`names the principal ${name}, which does not exist`);
    }
  }
  for (const [group, members] of project.permissionSetGroups) {
    for (const member of members) {
      if (!project.permissionSets.some((set) => set.name === member))
        problems.push(`permissionsetgroups/${group} names ${member}, which does not exist`);
    }
  }
  return problems;
}

function views(project: ProjectMetadata): string[] {
  const { schema } = project;
  const known = (object: string, field: string): boolean =>
    VIEW_COLUMNS.has(field) || schema.field(object, field) !== undefined;
  const problems: string[] = [];
  for (const layout of project.layouts) {
    for (const { field } of layout.sections.flatMap((section) => section.columns.flat())) {
      if (!known(layout.object, field))
        problems.push(`layouts/${layout.object}-${layout.label} names the field ${field}, which does not exist`);
    }
  }
  for (const view of project.listViews) {
    for (const field of [...view.columns, ...view.filters.map((filter) => filter.field)]) {
      if (!known(view.object, field))
        problems.push(`objects/${view.object}/listViews/${view.name} names the field ${field}, which does not exist`);
    }
  }
  for (const [object, fields] of project.compactLayouts) {
    for (const field of fields)
      if (!known(object, field))
        problems.push(`objects/${object}/compactLayouts names the field ${field}, which does not exist`);
  }
  return problems;
}

function applications(project: ProjectMetadata): string[] {
  const problems: string[] = [];
  for (const application of project.applications) {
    for (const tab of application.tabs) {
      const exists = tab.startsWith('standard-')
        ? project.schema.object(tab.slice('standard-'.length)) !== undefined
        : project.tabs.has(tab);
      if (!exists) problems.push(`applications/${application.name} names the tab ${tab}, which does not exist`);
    }
    for (const [object, page] of application.pages) {
      if (project.pages.get(page)?.object !== object)
        problems.push(`applications/${application.name} shows ${object} on ${page}, which is no page of it`);
    }
  }
  for (const page of project.pages.values()) {
    const object = project.schema.object(page.object);
    for (const component of page.regions.flatMap((region) => region.components)) {
      const list = component.properties['relatedListApiName'];
      if (list !== undefined && !object?.childRelationships.some((child) => child.name === list)) {
        problems.push(`${page.source} shows the related list ${list}, which ${page.object} does not have`);
      }
      for (const facet of ['body', 'tabs']) {
        const target = component.properties[facet];
        if (target !== undefined && !page.regions.some((region) => region.name === target))
          problems.push(`${page.source} names the facet ${target}, which is not there`);
      }
    }
  }
  return problems;
}

function credentials(project: ProjectMetadata): string[] {
  return [...project.namedCredentials.values()]
    .filter((credential) => !project.externalCredentials.has(credential.externalCredential))
    .map(
      (credential) => `namedCredentials/${credential.name} uses ${credential.externalCredential}, which does not exist`
    );
}
