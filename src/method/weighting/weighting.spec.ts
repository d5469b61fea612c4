import { estimateMean, estimateTotal } from '../estimation/estimates.js';
import { type SurveyDesign, surveyDesign } from '../estimation/survey-design.js';
import { calibrateLinear } from './calibration.js';
import { adjustForNonResponse } from './non-response.js';
import { postStratify } from './post-stratification.js';
import { rake } from './raking.js';

const SIZE = 60;
const rows = Array.from({ length: SIZE }, (_, row) => row);
const base = rows.map((row) => 10 + (row % 7));
const y = rows.map((row) => 50 + 10 * Math.sin(row) + (row % 3));
const sex = rows.map((row) => (row % 5 < 2 ? 'f' : 'm'));
const age = rows.map((row) => ['young', 'middle', 'old'][row % 3] ?? '');
const answered = rows.map((row) => row % 4 !== 1);
const SEX = { f: 300, m: 480 };

const drawn = (weights: readonly number[] = base): SurveyDesign =>
  surveyDesign({ stages: [{ clusters: rows }], weights });
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** Residuals must be the derivative of the estimate by each row's base weight: checked by nudging that weight. */
function expectInfluence(weighting: (design: SurveyDesign) => SurveyDesign): void {
  const design = weighting(drawn());
  const estimate = estimateMean(design, y);
  const residuals = design.adjustments.reduceRight((values, step) => step(values), estimate.influence);
  for (const row of [0, 1, 13, 44]) {
    const nudge = (by: number): number =>
      estimateMean(weighting(drawn(base.map((weight, at) => (at === row ? weight + by : weight)))), y)
        .estimate;
    const slope = ((nudge(1e-4) - nudge(-1e-4)) / 2e-4) * (base[row] ?? 0);
    expect(residuals[row]).toBeCloseTo(slope, 7);
  }
}

describe('weights (method §3)', () => {
  it('those who answered stand for those who did not', () => {
    const { design, classes } = adjustForNonResponse(drawn(), answered, sex);
    expect(sum(design.weights)).toBeCloseTo(sum(base), 8);
    expect(design.weights[1]).toBe(0);
    for (const each of classes) expect(each.factor * each.responseRate).toBeCloseTo(1, 12);
    expect(() =>
      adjustForNonResponse(
        drawn(),
        rows.map(() => false),
        sex,
      ),
    ).toThrow('nobody answered');
  });

  it('the variance follows the weights: non-response, post-stratification, calibration and both in a row', () => {
    expectInfluence((design) => adjustForNonResponse(design, answered, sex).design);
    expectInfluence((design) => postStratify(design, sex, SEX));
    expectInfluence((design) => postStratify(adjustForNonResponse(design, answered, age).design, sex, SEX));
    const ones = { name: 'all', values: rows.map(() => 1), population: 780 };
    const f = { name: 'f', values: sex.map((each) => Number(each === 'f')), population: 300 };
    expectInfluence((design) => calibrateLinear(design, [ones, f]).design);
  });

  it('raking meets every margin and reports how it went', () => {
    const margins = [
      { name: 'sex', classes: sex, population: SEX },
      { name: 'age', classes: age, population: { young: 260, middle: 200, old: 320 } },
    ];
    const { design, report } = rake(drawn(), margins, { tolerance: 1e-9 });
    expect(report).toMatchObject({ converged: true, trimmed: 0 });
    expect(report.largestDifference).toBeLessThan(1e-6);
    expect(
      estimateTotal(
        design,
        age.map((each) => Number(each === 'old')),
      ).estimate,
    ).toBeCloseTo(320, 6);
    expect(rake(drawn(), margins, { tolerance: 1e-30, maxIterations: 3 }).report).toMatchObject({
      converged: false,
      iterations: 3,
    });
    const trimmed = rake(drawn(), margins, { tolerance: 1e-9, trim: { lower: 7, upper: 19 } });
    expect(trimmed.report.trimmed).toBeGreaterThan(0);
    for (const weight of trimmed.design.weights) expect(weight <= 19 + 1e-6 && weight >= 7 - 1e-6).toBe(true);
  });

  it('refuses classes that sample and population do not share, and totals that depend on each other', () => {
    expect(() => postStratify(drawn(), sex, { f: 300 })).toThrow('no population size for m');
    expect(() => postStratify(drawn(), sex, { ...SEX, x: 3 })).toThrow('nobody sampled in x');
    const ones = { name: 'all', values: rows.map(() => 1), population: 780 };
    expect(() => calibrateLinear(drawn(), [ones, ones])).toThrow('depends on others');
  });
});
