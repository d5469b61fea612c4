import { betaQuantile } from './beta-function.js';
import { normalCdf, normalQuantile, tCdf, tQuantile } from './distribution.js';

/** Expected values are R 4's qt, qnorm, qbeta, pnorm and pt. */
const near = (actual: number, expected: number): void => {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-12);
};

describe('quantiles and tails', () => {
  it.each([
    [0.975, 1, 12.7062047361746941],
    [0.975, 2, 4.3026527297494619],
    [0.975, 3, 3.18244630528370775],
    [0.9, 3, 1.63774435369620908],
    [0.6, 3, 0.27667066233268983],
    [0.975, 14, 2.1447866879178039],
    [0.975, 199, 1.9719565442517519],
    [0.975, 999, 1.9623414611334493],
    [0.975, 1001, 1.9623367052808791],
    [0.975, 5e4, 1.9600114310936796],
    [0.025, 14, -2.1447866879178039],
  ])('Student p=%p df=%p', (p, df, expected) => {
    near(tQuantile(p, df), expected);
  });

  it.each([
    [0.975, 1.95996398454005361],
    [1e-10, -6.3613409024040557],
    [0.3, -0.52440051270804067],
    [0.6, 0.25334710313579978],
    [1 - 1e-7, 5.19933758229066179],
  ])('normal p=%p', (p, expected) => {
    near(normalQuantile(p), expected);
  });

  it('beta, normal and Student distribution functions', () => {
    near(betaQuantile(0.025, 40, 3.5), 0.82345789052669827);
    near(betaQuantile(0.975, 40, 3.5), 0.97971852368924817);
    near(normalCdf(-5), 2.8665157187919391e-7);
    near(normalCdf(-1.3), 0.096800484585610344);
    near(normalCdf(2.2), 0.98609655248650141);
    near(tCdf(-2.1, 3), 0.063282601274842268);
    near(tCdf(-2.1, 50), 0.020397667367311915);
  });
});
