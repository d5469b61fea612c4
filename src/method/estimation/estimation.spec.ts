import { estimateProportion, testAgainst } from './estimates.js';
import { proportionInterval } from './proportion-interval.js';
import { surveyDesign } from './survey-design.js';

const rows = (size: number): number[] => Array.from({ length: size }, (_, row) => row);

describe('design-based estimation (method §3)', () => {
  it('Wilson’s interval with the effective n is near the plain one for a simple random sample', () => {
    const design = surveyDesign({ stages: [{ clusters: rows(200) }], weights: rows(200).map(() => 50) });
    const estimate = estimateProportion(
      design,
      rows(200).map((row) => row < 190),
    );
    const { low, high } = proportionInterval(design, estimate, 'wilson');
    expect(low).toBeCloseTo(0.9104, 3);
    expect(high).toBeCloseTo(0.9727, 3);
  });

  it('has an interval where everybody agrees, by every method', () => {
    const design = surveyDesign({ stages: [{ clusters: rows(40) }], weights: rows(40).map(() => 9) });
    const estimate = estimateProportion(
      design,
      rows(40).map(() => true),
    );
    for (const method of ['logit', 'wilson', 'beta', 'likelihood', 'mean'] as const) {
      const { low, high } = proportionInterval(design, estimate, method);
      expect(low).toBeGreaterThan(0.88);
      expect(low).toBeLessThan(0.95);
      expect(high).toBe(1);
    }
  });

  it('tests against a value', () => {
    expect(testAgainst({ estimate: 2.1, se: 1, df: 50 })).toBeCloseTo(2 * 0.020397667367311915, 12);
  });

  it.each([
    ['a cluster in two strata', { clusters: [1, 1, 2, 2], strata: ['a', 'b', 'a', 'b'] }],
    ['more drawn than there is', { clusters: [1, 2, 3, 4], population: [3, 3, 3, 3] }],
    ['columns of different length', { clusters: [1, 2, 3, 4], strata: ['a'] }],
  ])('refuses %s', (_, stage) => {
    expect(() => surveyDesign({ stages: [stage] })).toThrow('bad-design');
  });
});
