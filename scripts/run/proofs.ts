import { layers, mutantLayer } from './layers.ts';
import type { Outcome } from './layer.ts';
import type { Proof } from './verify.ts';

/** What each layer covers. A layer that is not named here is an error: the table must be whole. */
const COVERS: Record<string, string> = {
  format: 'every file, Apex and XML included',
  lint: 'TypeScript and components: Salesforce’s LWC and SLDS rules, accessibility, no dead code',
  types: 'service, local org, scripts, stories, components against what the org offers',
  'apex types': 'all Apex against objects, fields and labels (apex-ls)',
  'apex rules':
    'all Apex: security, performance, design, error-prone code (PMD); no finding put aside without a reason',
  metadata: 'each file against the Metadata API; names, formulas, values, limits; sf convert',
  scripts: 'the checks themselves, and the sample data',
  installation: 'into an org step by step, connection and rotation of keys, operation',
  service: 'scores, briefs, extraction, connectors',
  durability: 'no brief lost, doubled or paid twice when the service is killed at any step',
  'round trip': 'the source through sf convert and back, file by file; the manifest names every component',
  planted: 'errors put in on purpose: each is caught by a check',
  components: 'each component in Jest, accessibility included',
  'local org': 'the org that everything else runs in',
  semantics: 'the local org against Salesforce’s documentation, sentence by sentence',
  roles: 'each role against each object and field, from the permission sets and through the API; private notes',
  apex: 'the package’s own Apex tests with coverage',
  security: 'the whole product attacked: secrets in logs and stores, instructions hidden in evidence',
  mutants: 'Apex and rules broken on purpose: noticed by the package’s tests',
  stories: 'whole deals in a real browser'
};

const FIGURES: Record<string, (outcome: Outcome) => string | undefined> = {
  apex: ({ output, passed }) => {
    const coverage = /^Org wide coverage\s+([\d.]+%)/m.exec(output)?.[1];
    return coverage === undefined ? undefined : `${passed} passed, ${coverage} of lines`;
  },
  'round trip': ({ output, failed }) =>
    failed > 0
      ? undefined
      : /(\d+) files .* (\d+) components/.exec(output)?.slice(1).join(' files, ').concat(' components'),
  mutants: ({ output }) =>
    /(\d+ of \d+) mutants noticed \(([\d.]+) %/.exec(output)?.slice(1).join(' noticed, ').concat(' %')
};

/**
 * Every proof of `npm run verify`, cheapest first.
 *
 * @throws {Error} when a layer is not described here
 */
export function proofs(): Proof[] {
  return [...layers, mutantLayer].map((layer) => {
    const covers = COVERS[layer.name];
    if (covers === undefined) throw new Error(`Say in ${import.meta.filename} what the layer ${layer.name} covers`);
    const figure = FIGURES[layer.name];
    return { layer, covers, ...(figure ? { figure } : {}) };
  });
}
