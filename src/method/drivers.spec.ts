import { SIPAS_2640 } from './built-in-definitions.js';
import { correlation, importanceOf, percentile, priorityMap } from './drivers.js';
import { type IndexStructure } from './index-structure.js';
import { relativeWeights } from './relative-weights.js';
import { seededRandom } from './seeded-random.js';

const X1 = [4, 4, 3, 2, 2, 3, 4, 4, 4, 2, 2, 2, 4, 4, 4, 3, 2, 2, 3, 4, 4, 3, 2, 2];
const X2 = [4, 3, 4, 2, 1, 4, 4, 3, 4, 3, 1, 3, 4, 3, 4, 3, 1, 2, 4, 3, 4, 4, 2, 1];
const X3 = [4, 4, 4, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 3, 3];
const Y = [3, 3, 4, 4, 3, 3, 4, 5, 5, 3, 2, 3, 5, 5, 4, 3, 3, 4, 4, 3, 3, 4, 4, 4];

describe('drivers (method §4)', () => {
  it('relative weights are those that R’s eigen gives, and sum to R²', () => {
    const columns = [X1, X2, X3];
    const between = columns.map((a) => columns.map((b) => correlation(a, b)));
    const weights = relativeWeights(
      between,
      columns.map((column) => correlation(column, Y)),
    );
    [0.0942247865817883, 0.0516101846727685, 0.0439510379732599].forEach((expected, index) => {
      expect(weights[index]).toBeCloseTo(expected, 12);
    });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(0.189786009227817, 12);
  });

  it('finds what drives the general question, and survives blanks and constants', () => {
    const random = seededRandom('drivers');
    const level = (mean: number): number => Math.min(5, Math.max(1, Math.round(mean + random.normal())));
    const responses = Array.from({ length: 600 }, () => {
      const own = random.normal();
      return [level(3 + own), level(3 + 0.2 * own), random.next() < 0.4 ? null : level(3), 4];
    });
    const general = responses.map(([first]) => level(first ?? 3));
    const [first = 0, ...others] = importanceOf(responses, general);
    expect(first).toBeGreaterThan(0.8);
    expect(first + others.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(others.at(-1)).toBe(0);
  });

  it('without a general question each criterion is judged by the others', () => {
    const random = seededRandom('leave one out');
    const responses = Array.from({ length: 500 }, () => {
      const common = random.normal();
      const noise = (): number => random.normal();
      return [3 + common, 3 + common + 0.5 * noise(), 3 + noise()].map((x) =>
        Math.min(5, Math.max(1, Math.round(x))),
      );
    });
    const [a = 0, b = 0, c = 1] = importanceOf(responses, null);
    expect(Math.min(a, b)).toBeGreaterThan(5 * c);
  });

  it('says what a lift to the 75th percentile would add', () => {
    const structure: IndexStructure = {
      aspects: [{ code: 'service', factors: [{ code: 'TC', criteria: ['TC1', 'TC2'] }] }],
    };
    const [first, second] = priorityMap(
      SIPAS_2640,
      structure,
      { TC1: [10, 10, 0, 40, 40], TC2: [2, 2, 1, 45, 50] },
      new Map([
        ['TC1', 0.7],
        ['TC2', 0.3],
      ]),
      new Map([
        ['TC1', [70, 80, 90, 96]],
        ['TC2', [90, 92]],
      ]),
    );
    expect(first).toMatchObject({ code: 'TC1', index: 80, field: 'improveFirst', best: 91.5, gain: 5.75 });
    expect(second).toMatchObject({ code: 'TC2', index: 95, field: 'noPriority', best: 95, gain: 0 });
    expect(percentile([1, 2, 3, 4], 0.75)).toBe(3.25);
    expect(percentile([], 0.75)).toBeNull();
  });
});
