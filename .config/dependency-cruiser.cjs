/** Rules 1–6 of src/README.md. Every rule says why in a plain sentence. */
const modules = [
  'organisation',
  'accounts',
  'audit',
  'questionnaires',
  'rounds',
  'collection',
  'indices',
  'reports',
  'cases',
];
const rank = {
  organisation: 0,
  accounts: 0,
  audit: 0,
  questionnaires: 1,
  rounds: 2,
  collection: 3,
  indices: 4,
  reports: 5,
  cases: 5,
};

/** What other modules may import of a module. */
const face = '(\\.service|\\.queries|\\.errors|\\.module|\\.job)\\.ts$|/domain/';

/** One rule per module: which later modules it must not know. */
const noArrowBack = modules.map((name) => ({
  name: `3-order-${name}`,
  comment: `${name} must not know modules that come after it on the road of an answer; news travels back as a job.`,
  severity: 'error',
  from: { path: `^src/modules/${name}/` },
  to: {
    path: `^src/modules/(${modules
      .filter((m) => rank[m] > rank[name])
      .concat('__none__')
      .join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    {
      name: '1a-method-is-pure',
      comment: 'The method must give the same figure anywhere, so it imports only itself.',
      severity: 'error',
      from: { path: '^src/method/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/method/' },
    },
    {
      name: '1b-domain-is-pure',
      comment:
        'A domain folder runs on the server, in a kiosk and in a test alike, so it imports only method and domain.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/(method|modules/[^/]+/domain)/' },
    },
    {
      name: '2-platform-and-web-know-no-module',
      comment: 'What everybody uses must not depend on anybody.',
      severity: 'error',
      from: { path: '^src/(platform|web)/' },
      to: { path: '^src/(modules|demo)/' },
    },
    {
      name: '2b-platform-knows-no-page',
      comment: 'The platform serves workers and command line too, so it knows no page.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/web/' },
    },
    {
      name: '3a-modules-meet-at-the-face',
      comment: 'A module may be rebuilt inside as long as its service, queries, errors and domain stay.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/modules/(?!$1/)[^/]+/', pathNot: face },
    },
    {
      name: '3b-specs-may-use-templates',
      comment:
        'A spec reads best with the real questionnaire of decision 2640, so beyond the face it may take a template of another module.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/.*\\.spec\\.ts$' },
      to: { path: '^src/modules/(?!$1/)[^/]+/', pathNot: `${face}|\\.template\\.ts$` },
    },
    ...noArrowBack,
    {
      name: '4-entities-stay-home',
      comment: 'An entity is the private shape of a table; others read by queries.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '\\.entity\\.ts$', pathNot: '^src/modules/$1/' },
    },
    {
      name: '5a-no-cycles',
      comment: 'A cycle means that two files are one file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: '5b-no-barrels',
      comment: 'An index file hides who needs whom.',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index\\.ts$' },
    },
    {
      name: '6-browser-code-stays-pure',
      comment: 'What runs in the browser may share pure code with the server, never a service.',
      severity: 'error',
      from: { path: '\\.browser\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(method|modules/[^/]+/domain|web)/|\\.browser\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
