import js from '@eslint/js';
import slds from '@salesforce-ux/eslint-plugin-slds';
import lwcConfig from '@salesforce/eslint-config-lwc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const LWC = 'force-app/main/default/lwc/**/*.ts';
const BUNDLES = 'force-app/main/default/lwc/**/*';
const NODE = [
  'service/**/*.ts',
  'local-org/**/*.ts',
  'scripts/**/*.ts',
  'e2e/**/*.ts',
  'config/**/*.ts',
  '*.config.{js,ts}'
];

/** What components look like: SLDS's own rules, all of them errors. */
function sldsConfig(config) {
  const rules = Object.fromEntries(Object.keys(config.rules).map((rule) => [rule, 'error']));
  return { ...config, files: [config.language ? `${BUNDLES}.css` : `${BUNDLES}.html`], rules };
}

/** Keeps imports flowing one way: files under `files` may not import anything matching `forbidden`. */
function direction(files, forbidden, message) {
  return {
    files,
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] }
  };
}

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '.cache/',
      '**/dist/',
      'coverage/',
      'force-app/**/lwc/**/*.js',
      'test-results/',
      'playwright-report/'
    ]
  },
  ...lwcConfig.configs.recommendedTs.map((config) => ({ ...config, files: [LWC] })),
  // That configuration's own parser takes types for variables. Undefined and unused names are the compiler's business.
  {
    files: [LWC],
    languageOptions: { parser: tseslint.parser },
    rules: { 'no-undef': 'off', 'no-unused-vars': 'off' }
  },
  {
    files: ['force-app/main/default/lwc/**/__tests__/**/*.ts'],
    // A test provides a wire adapter's values itself.
    rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off' }
  },
  ...slds.configs['flat/recommended'].map(sldsConfig),
  {
    files: [`${BUNDLES}.css`],
    // Colours come from styling hooks, so that themes and dark mode reach them. Sizes may be plain: many have no hook,
    // and a mixture of both reads worse than either.
    rules: { '@salesforce-ux/slds/no-hardcoded-values-slds2': ['error', { reportNumericValue: 'never' }] }
  },
  {
    files: [...NODE, 'jest.config.js'],
    extends: [js.configs.recommended, ...tseslint.configs.strict],
    languageOptions: { globals: globals.node },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error'
    }
  },
  { files: ['local-org/src/web/client/**/*.ts'], languageOptions: { globals: globals.browser } },
  direction(
    ['service/src/domain/**/*.ts'],
    ['**/http/**', '**/adapters/**', '**/config.ts', 'fastify*', 'node:*'],
    'domain/ is pure: it imports nothing around it.'
  ),
  direction(
    ['local-org/src/org/{schema,errors,ports,apex-port}.ts'],
    ['../*/**', 'fastify*'],
    'The contracts depend on no part.'
  ),
  direction(
    ['local-org/src/metadata/**/*.ts'],
    ['**/engine/**', '**/apex/**', '**/rest/**', '**/web/**'],
    'metadata/ is the lowest layer.'
  ),
  direction(
    ['local-org/src/engine/**/*.ts'],
    ['**/apex/**', '**/rest/**', '**/web/**'],
    'engine/ knows nothing of what runs on it.'
  ),
  direction(['local-org/src/apex/**/*.ts'], ['**/rest/**', '**/web/**'], 'apex/ knows nothing of HTTP.'),
  direction(['local-org/src/rest/**/*.ts'], ['**/web/**'], 'rest/ knows nothing of pages.')
);
