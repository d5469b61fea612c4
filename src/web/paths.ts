import { route } from './route.js';

const api = '/api/v1';

/**
 * Every URL of the application, and the only place where one is spelled. Controllers take `.pattern`,
 * view models call the route: `paths.form.page({ round, page })`.
 */
export const paths = {
  /** reports/pages/home */
  home: route('/'),
  /** collection/pages/receipt */
  receipt: route('/receipt'),
  kiosk: route('/k'),
  ticket: route('/t/:ticket'),
  dashboard: route('/dashboard'),
  /** accounts/pages */
  signIn: route('/sign-in/:token'),
  /** collection/web-form/pages: start, questions, review, thanks */
  form: {
    start: route('/r/:round'),
    page: route('/r/:round/page/:page'),
    review: route('/r/:round/review'),
    thanks: route('/r/:round/thanks'),
  },
  /** accounts/pages/office, questionnaires/pages/questionnaires */
  office: {
    home: route('/office'),
    signOut: route('/office/sign-out'),
    questionnaires: route('/office/questionnaires'),
    questionnaire: route('/office/questionnaires/:questionnaire/versions/:version'),
    rounds: route('/office/rounds'),
    round: route('/office/rounds/:round'),
  },
  api: {
    rounds: route(`${api}/rounds`),
    round: route(`${api}/rounds/:round`),
    indices: route(`${api}/rounds/:round/indices`),
    report: route(`${api}/rounds/:round/reports/:file`),
    export: route(`${api}/rounds/:round/exports/:file`),
    responses: route(`${api}/responses`),
    responseBatch: route(`${api}/responses/batch`),
    receipt: route(`${api}/receipts/:receipt`),
    tickets: route(`${api}/tickets`),
    checkpoint: route(`${api}/ledger/checkpoint`),
    proof: route(`${api}/ledger/proof`),
  },
  openApi: route('/openapi.json'),
  docs: route('/docs'),
  health: { live: route('/health/live'), ready: route('/health/ready') },
  metrics: route('/metrics'),
  asset: route('/assets/:file'),
} as const;
