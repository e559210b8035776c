/*
 * Component tests: `jest`, or `jest handoffPanel` for one bundle. Tests live in `<bundle>/__tests__/*.test.ts`.
 *
 * - `import label from '@salesforce/label/c.X'` is the text in CustomLabels, so tests assert what people read.
 * - `import load from '@salesforce/apex/Class.method'` is a mock: `apexWire(load).emit(view)` and
 *   `apexCall(save).mockResolvedValue(id)` from `config/jest/apex.ts`. No `jest.mock` is needed.
 * - A custom permission is denied (undefined) unless the test mocks it: test both.
 * - `lightning/*` are light stand-ins: those in `config/jest/lwc` render real inputs and take focus, the rest are
 *   sfdx-lwc-jest's own, which only take properties.
 * - `await expect(element).toBeAccessible()` runs axe.
 */
import { createRequire } from 'node:module';
import { writeOrgMocks } from './config/jest/org-mocks.ts';

const { jestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

writeOrgMocks(import.meta.dirname);

export default {
  ...jestConfig,
  roots: ['<rootDir>/force-app/main/default/lwc'],
  // axe looks at a whole page in one second, and in six when the machine is busy.
  testTimeout: 30_000,
  testMatch: ['**/__tests__/**/*.test.ts'],
  moduleNameMapper: {
    // LWC 9 is ESM unless asked for its CommonJS build, and Jest here runs CommonJS.
    '^lwc$': '<rootDir>/node_modules/@lwc/engine-dom/dist/index.cjs',
    '^@lwc/(engine-dom|synthetic-shadow|wire-service)$': '<rootDir>/node_modules/@lwc/$1/dist/index.cjs',
    '^@salesforce/label/c\\.(\\w+)$': '<rootDir>/.cache/jest/labels/$1.json',
    '^@salesforce/apex$': '<rootDir>/config/jest/salesforce-apex.ts',
    '^@salesforce/apex/(\\w+\\.\\w+)$': '<rootDir>/.cache/jest/apex/$1.cjs',
    '^@salesforce/customPermission/\\w+$': '<rootDir>/config/jest/denied-permission.ts',
    '^lightning/(button|buttonIcon|combobox|icon|input|modal|spinner|textarea)$': '<rootDir>/config/jest/lwc/$1/$1'
  },
  transformIgnorePatterns: [...jestConfig.transformIgnorePatterns, '\\.cjs$'],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/config/jest/setup.ts']
};
