import { dirname } from 'node:path';

/** One jest configuration; `npm run test:<part>` selects a project by its folder. */
const transform = { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] };
const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: dirname(import.meta.dirname),
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform,
  ...extra,
});

/** Parts that need a database share one server, see `test/support/database.ts`. */
const withDatabase = {
  globalSetup: '<rootDir>/.config/jest-postgres-setup.js',
  globalTeardown: '<rootDir>/.config/jest-postgres-teardown.js',
};

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts']),
    project('reference', ['<rootDir>/test/reference/**/*.spec.ts']),
    project('guards', ['<rootDir>/test/guards/**/*.spec.ts'], withDatabase),
    project(
      'modules',
      ['<rootDir>/test/modules/**/*.spec.ts', '<rootDir>/test/migrations/**/*.spec.ts'],
      withDatabase,
    ),
    project(
      'pages',
      ['<rootDir>/test/pages/**/*.spec.ts', '<rootDir>/test/journeys/**/*.spec.ts'],
      withDatabase,
    ),
    project('faults', ['<rootDir>/test/faults/**/*.spec.ts'], withDatabase),
  ],
};
