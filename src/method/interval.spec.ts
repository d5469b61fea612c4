import { SIPAS_1001, SIPAS_2640 } from './built-in-definitions.js';
import { ratioVariance } from './clustered-variance.js';
import { type Formula, type IndexDefinition } from './index-definition.js';
import { type IndexStructure, OVERALL } from './index-structure.js';
import { type IndexCell, intervalOf } from './interval.js';
import { countLevels } from './level-counts.js';
import { groupPositions, momentsAt, momentsOfResponse, NO_MOMENTS } from './moments.js';

const ORDER = ['TC1', 'TC2', 'PA1'];
const STRUCTURE: IndexStructure = {
  aspects: [
    {
      code: 'service',
      factors: [
        { code: 'TC', criteria: ['TC1', 'TC2'] },
        { code: 'PA', criteria: ['PA1'] },
      ],
    },
  ],
};

/** Tallies responses as the worker does. */
function tally(responses: readonly (readonly (number | null)[])[]): IndexCell {
  const positions = groupPositions(STRUCTURE, ORDER);
  const rows = responses.map((levels) => momentsOfResponse(positions, levels));
  return {
    n: responses.length,
    countsByCriterion: Object.fromEntries(
      ORDER.map((code, at) => [code, countLevels(responses.map((levels) => levels[at]))]),
    ),
    moments: rows.reduce((sum, row) => sum.map((value, at) => value + (row[at] ?? 0))),
  };
}

const only = (count: number, levels: (number | null)[]): (number | null)[][] =>
  Array.from({ length: count }, () => levels);
const with_ = (formula: Formula, more: Partial<IndexDefinition> = {}): IndexDefinition => ({
  ...SIPAS_2640,
  formula,
  ...more,
});

describe('intervals (method §3)', () => {
  it('48 of 50 satisfied: 86.5–98.9', () => {
    const cell = tally([...only(48, [5, null, null]), ...only(2, [3, null, null])]);
    const interval = intervalOf(SIPAS_2640, STRUCTURE, 'TC1', cell);
    expect(interval?.method).toBe('wilson');
    expect(interval?.low).toBeCloseTo(86.5, 1);
    expect(interval?.high).toBeCloseTo(98.9, 1);
  });

  it('agrees with the variance of a ratio computed respondent by respondent', () => {
    const responses = [
      [5, 4, null],
      [2, 4, 5],
      [1, 1, 3],
      [5, 5, 5],
      [null, 3, 4],
      [4, 4, 4],
    ];
    for (const [formula, y] of [
      ['topTwoBox', (level: number): number => Number(level >= 4)],
      ['rescaledMean', (level: number): number => (level - 1) / 4],
    ] as const) {
      const totals = responses.map((levels) => {
        const given = levels.filter((level) => level !== null);
        return { a: given.length, y: given.reduce((sum, level) => sum + y(level), 0) };
      });
      const a = totals.reduce((sum, total) => sum + total.a, 0);
      const ratio = totals.reduce((sum, total) => sum + total.y, 0) / a;
      const squares = totals.reduce((sum, total) => sum + (total.y - ratio * total.a) ** 2, 0);
      const cell = tally(responses);
      const moments = momentsAt(STRUCTURE, cell.moments, OVERALL) ?? NO_MOMENTS;
      expect(ratioVariance(formula, ratio, a, moments, 6)).toBeCloseTo(((6 / 5) * squares) / (a * a), 12);
    }
  });

  it('counts respondents, not answers, when all of one person’s answers agree', () => {
    const cell = tally([...only(40, [5, 5, 5]), ...only(10, [2, 2, 2])]);
    const interval = intervalOf(SIPAS_2640, STRUCTURE, OVERALL, cell);
    expect(interval?.method).toBe('linearised-ratio');
    expect(interval?.effectiveN).toBeCloseTo(49, 6);
  });

  it('everybody satisfied is no certainty: each respondent counts once', () => {
    const interval = intervalOf(SIPAS_2640, STRUCTURE, OVERALL, tally(only(30, [5, 4, null])));
    expect(interval).toMatchObject({ effectiveN: 30, se: 0, high: 100 });
    expect(interval?.low).toBeCloseTo(88.65, 2);
  });

  it('one dissatisfied answer of hundreds does not make an interval many times narrower than none', () => {
    const perfect = intervalOf(SIPAS_2640, STRUCTURE, OVERALL, tally(only(60, [5, 4, 5])));
    const nearly = intervalOf(SIPAS_2640, STRUCTURE, OVERALL, tally([...only(59, [5, 4, 5]), [5, 3, 5]]));
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(width(nearly ?? { low: 0, high: 0 })).toBeGreaterThan(
      0.7 * width(perfect ?? { low: 0, high: 100 }),
    );
  });

  it('keeps a mean within its range', () => {
    const cell = tally([...only(9, [5, 5, 5]), [1, 4, 5]]);
    for (const formula of ['meanOfMaximum', 'rescaledMean'] as const) {
      const interval = intervalOf(with_(formula), STRUCTURE, 'TC1', cell);
      expect(interval?.method).toBe('mean-t');
      expect(interval?.high).toBeLessThanOrEqual(100);
      expect(interval?.low).toBeGreaterThanOrEqual(formula === 'meanOfMaximum' ? 20 : 0);
    }
  });

  it('a mean of means is linearised where that is exact, and bounded where it is not', () => {
    const mean = with_('meanOfMaximum', { combine: 'meanOfMeans' });
    const complete = tally([
      [5, 4, 4],
      [2, 4, 5],
      [1, 2, 3],
      [5, 5, 5],
    ]);
    expect(intervalOf(mean, STRUCTURE, 'TC', complete)?.method).toBe('linearised-ratio');
    expect(intervalOf(mean, STRUCTURE, OVERALL, complete)?.method).toBe('bound');
    expect(
      intervalOf(
        mean,
        STRUCTURE,
        'TC',
        tally([
          [5, null, 4],
          [2, 4, 5],
          [3, 4, 2],
        ]),
      )?.method,
    ).toBe('bound');
    expect(intervalOf(SIPAS_1001, STRUCTURE, OVERALL, complete)?.low).toBeGreaterThan(20);
  });

  it('nobody answered: no interval', () => {
    expect(intervalOf(SIPAS_2640, STRUCTURE, 'PA', tally([[5, 5, null]]))).toBeNull();
  });
});
