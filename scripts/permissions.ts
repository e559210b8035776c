import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProject } from '../local-org/src/metadata/project.ts';
import { renderPermissions } from './roles/page.ts';

/** Writes `docs/permissions.md` anew from the package's permission sets. */
const root = process.cwd();
writeFileSync(join(root, 'docs', 'permissions.md'), await renderPermissions(readProject(root)));
