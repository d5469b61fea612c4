/** One jest configuration; `npm run test:<part>` selects a project by its folder. */
const transform = { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] };
const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: '..',
  testMatch,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform,
  ...extra,
});

export default {
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts']),
    project('reference', ['<rootDir>/test/reference/**/*.spec.ts']),
    project('guards', ['<rootDir>/test/guards/**/*.spec.ts']),
    project('modules', ['<rootDir>/test/modules/**/*.spec.ts', '<rootDir>/test/migrations/**/*.spec.ts']),
    project('pages', ['<rootDir>/test/pages/**/*.spec.ts', '<rootDir>/test/journeys/**/*.spec.ts']),
    project('faults', ['<rootDir>/test/faults/**/*.spec.ts']),
  ],
};
