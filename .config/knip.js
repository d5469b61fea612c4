/** What `npm run check:unused` looks at. Types are not reported: a pure domain model is read as a whole. */
export default {
  entry: [
    'src/main.ts',
    'migrations/*.ts',
    // The method is published as a whole; later modules call what the present ones do not.
    'src/method/*.ts',
    'src/**/*.spec.ts',
    'test/**/*.spec.ts',
    'bench/*.ts',
  ],
  project: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'migrations/*.ts'],
  ignoreDependencies: [
    // Font files are read by their path, in web/assets.ts and reports/renderers/fonts.ts.
    '@expo-google-fonts/be-vietnam-pro',
    '@expo-google-fonts/tinos',
    '@fontsource/be-vietnam-pro',
    // Named as a string in .config/jest.config.js.
    '@swc/jest',
    // Its bundle is read as text and run inside the browser, in test/support/browser.ts.
    'axe-core',
  ],
  // How to install Redis is said when no test can find one.
  ignoreBinaries: ['apt-get'],
  rules: { types: 'off' },
};
