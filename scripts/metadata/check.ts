import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormulaCompiler } from '../../local-org/src/formula/formula.ts';
import { type ProjectMetadata, readProject } from '../../local-org/src/metadata/project.ts';
import { MetadataError } from '../../local-org/src/metadata/xml.ts';
import { OrgError } from '../../local-org/src/org/errors.ts';
import { apiTypeCheck } from './api-types.ts';
import { checkDeployRules } from './deploy-rules.ts';
import { checkDynamicQueries } from './dynamic-queries.ts';
import { checkGlossary } from './glossary.ts';
import { checkNamespace } from './namespace.ts';
import { checkTranslations } from './translations.ts';
import { checkValues } from './values.ts';

/**
 * Checks every metadata file on its own against the Metadata API, then all of them together. What the API's types
 * refuse is not asked again.
 *
 * @param root the project's folder
 * @returns `path:line message` for each problem
 */
export function checkMetadata(root: string): string[] {
  const check = apiTypeCheck();
  const problems = readdirSync(join(root, 'force-app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('-meta.xml'))
    .sort()
    .flatMap((path) => check(join('force-app', path), readFileSync(join(root, 'force-app', path), 'utf8')));
  return problems.length > 0 ? problems : checkProject(root);
}

/**
 * Checks all metadata files together, as the local org reads them: names that one uses and none declares, kinds it does
 * not run, formulas, and what an org refuses beyond that.
 *
 * @returns `path:line message` for each problem
 */
export function checkProject(root: string): string[] {
  try {
    const project = readProject(root);
    return [
      ...checkFormulas(project),
      ...checkDeployRules(root, project),
      ...checkValues(root, project),
      ...checkDynamicQueries(root, project),
      ...checkNamespace(root, project),
      ...checkTranslations(project),
      ...checkGlossary(project)
    ];
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return error.message.split('\n');
  }
}

function checkFormulas({ schema }: ProjectMetadata): string[] {
  const compiler = new FormulaCompiler(schema);
  return schema.objects().flatMap(({ apiName, validationRules }) =>
    validationRules.flatMap(({ formula, source }) => {
      try {
        compiler.compile(formula, apiName, source);
        return [];
      } catch (error) {
        if (!(error instanceof OrgError)) throw error;
        return [error.message];
      }
    })
  );
}
