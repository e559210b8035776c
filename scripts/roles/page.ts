import { format, resolveConfig } from 'prettier';
import type { ProjectMetadata } from '../../local-org/src/metadata/project.ts';
import { toMarkdown } from './matrix.ts';

/** The page as it stands in `docs/permissions.md`, formatted as every other file. */
export async function renderPermissions(project: ProjectMetadata): Promise<string> {
  const options = await resolveConfig('docs/permissions.md');
  return format(toMarkdown(project), { ...options, parser: 'markdown' });
}
