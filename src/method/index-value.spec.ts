import fc from 'fast-check';
import { SIPAS_1001, SIPAS_2640 } from './built-in-definitions.js';
import { checkIndexDefinition } from './definition-check.js';
import { type Formula, FORMULAS, type IndexDefinition } from './index-definition.js';
import { type IndexStructure } from './index-structure.js';
import { computeIndex, meanOfUnits } from './index-value.js';
import { fractionOf } from './fraction.js';
import { type LevelCounts, percentShares } from './level-counts.js';

const ONE: IndexStructure = { aspects: [{ code: 'service', factors: [{ code: 'TC', criteria: ['TC1'] }] }] };
const TWO: IndexStructure = {
  aspects: [
    { code: 'policy', factors: [{ code: 'CS', criteria: ['CS1'] }] },
    {
      code: 'service',
      factors: [
        { code: 'TC', criteria: ['TC1', 'TC2'] },
        { code: 'PA', criteria: ['PA1'] },
      ],
    },
  ],
  general: 'Q0',
};
const PUBLISHED: LevelCounts = [0, 0, 5, 16, 10];
const definition = (change: Partial<IndexDefinition>): IndexDefinition => ({ ...SIPAS_2640, ...change });
const counts = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50));

describe('the index (method §2)', () => {
  it.each<[Formula, number]>([
    ['topTwoBox', 83.87],
    ['meanOfMaximum', 83.23],
    ['rescaledMean', 79.03],
  ])('the published table 10/16/5/0/0 gives %s %p', (formula, expected) => {
    const index = computeIndex(definition({ formula }), ONE, { TC1: PUBLISHED }, 'overall');
    expect(index.rounded).toBe(expected);
    expect(index.answers).toBe(31);
    expect(percentShares(PUBLISHED)?.map((share) => Math.round(share * 10) / 10)).toEqual([
      0, 0, 16.1, 51.6, 32.3,
    ]);
  });

  it('pools answers, so a factor with more answers counts more', () => {
    const cell: Record<string, LevelCounts> = {
      CS1: [1, 0, 0, 0, 0],
      TC1: [0, 0, 0, 0, 3],
      TC2: [0, 0, 0, 0, 4],
    };
    expect(computeIndex(SIPAS_2640, TWO, cell, 'overall').value).toBe(87.5);
    expect(computeIndex(SIPAS_2640, TWO, cell, 'service').value).toBe(100);
    expect(computeIndex(SIPAS_2640, TWO, cell, 'PA')).toEqual({
      exact: null,
      value: null,
      rounded: null,
      answers: 0,
    });
  });

  it('takes means of means with the weights that are set, leaving out parts without answers', () => {
    const weighted = definition({
      combine: 'meanOfMeans',
      weights: { criteria: {}, factors: {}, aspects: { policy: 0.6, service: 0.4 } },
    });
    const cell: Record<string, LevelCounts> = {
      CS1: [1, 0, 0, 0, 1],
      TC1: [0, 0, 0, 0, 9],
      TC2: [1, 0, 0, 0, 3],
    };
    expect(computeIndex(weighted, TWO, cell, 'TC').value).toBe(87.5);
    expect(computeIndex(weighted, TWO, cell, 'overall').value).toBe(65);
  });

  it('does not guess the weights of two aspects', () => {
    const cell: Record<string, LevelCounts> = { CS1: PUBLISHED, TC1: PUBLISHED };
    expect(() => computeIndex(SIPAS_1001, TWO, cell, 'overall')).toThrow('weight-not-set');
    expect(computeIndex(SIPAS_1001, TWO, cell, 'policy').rounded).toBe(83.23);
    expect(computeIndex(SIPAS_1001, ONE, cell, 'overall').rounded).toBe(83.23);
  });

  it('takes the overall from the general question where that is the rule', () => {
    const general = definition({ combine: 'generalQuestion', generalQuestion: 'Q0' });
    const cell: Record<string, LevelCounts> = { CS1: [1, 0, 0, 0, 0], Q0: [0, 0, 0, 0, 2] };
    expect(computeIndex(general, TWO, cell, 'overall').value).toBe(100);
    expect(computeIndex(general, TWO, cell, 'policy').value).toBe(0);
  });

  it('rounds at each step where the definition says so', () => {
    const step = definition({ combine: 'meanOfMeans', rounding: { digits: 0, at: 'eachStep' } });
    const cell: Record<string, LevelCounts> = {
      TC1: [1, 0, 0, 0, 2],
      TC2: [2, 0, 0, 0, 1],
      PA1: [0, 0, 0, 0, 1],
    };
    expect(computeIndex(step, TWO, cell, 'TC').value).toBe(50);
    expect(computeIndex(step, TWO, { TC1: [1, 0, 0, 0, 2] }, 'TC').value).toBe(67);
  });

  it('averages units, plainly or by volume', () => {
    const units = [
      { value: fractionOf(80), weight: 3 },
      { value: fractionOf(90), weight: 1 },
      { value: null },
    ];
    expect(meanOfUnits(SIPAS_2640, units).rounded).toBe(82.5);
    expect(
      meanOfUnits(
        SIPAS_2640,
        units.map(({ value }) => ({ value })),
      ).rounded,
    ).toBe(85);
  });

  it('stays within 0–100 and never falls when one answer rises by a level', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(...FORMULAS), fc.nat(3), (cell, formula, level) => {
        const of = (levels: LevelCounts): number | null =>
          computeIndex(definition({ formula }), ONE, { TC1: levels }, 'overall').value;
        const before = of(cell);
        if (before === null || cell[level] === 0) return before === null || (before >= 0 && before <= 100);
        const raised = cell.map((n, at) => n - Number(at === level) + Number(at === level + 1));
        return before >= 0 && before <= 100 && (of(raised as unknown as LevelCounts) ?? -1) >= before;
      }),
    );
  });

  it('pooled is the answer-weighted combination of its parts', () => {
    fc.assert(
      fc.property(counts, counts, counts, fc.constantFrom(...FORMULAS), (CS1, TC1, PA1, formula) => {
        const of = (item: string): { value: number | null; answers: number } =>
          computeIndex(definition({ formula }), TWO, { CS1, TC1, PA1 }, item);
        const parts = ['CS', 'TC', 'PA'].map(of).filter((part) => part.value !== null);
        const whole = of('overall');
        if (whole.value === null) return parts.length === 0;
        const sum = parts.reduce((total, part) => total + (part.value ?? 0) * part.answers, 0);
        return Math.abs(sum / whole.answers - whole.value) < 1e-9;
      }),
    );
  });
});

describe('index definitions as data', () => {
  it('accepts the built-in ones, which say that they must be confirmed', () => {
    for (const built of [SIPAS_2640, SIPAS_1001]) {
      expect(checkIndexDefinition(JSON.parse(JSON.stringify(built)))).toEqual([]);
      expect(built.note.vi).toContain('xác nhận');
    }
  });

  it('names each fault by its place', () => {
    const faulty = { ...SIPAS_2640, formula: 'best', rounding: { digits: 2.5, at: 'end' } };
    expect(checkIndexDefinition(faulty).map((fault) => fault.path)).toEqual(['formula', 'rounding.digits']);
    const idle = { ...SIPAS_2640, weights: { criteria: { TC1: 2 }, factors: {}, aspects: {} } };
    expect(checkIndexDefinition(idle).map((fault) => fault.code)).toEqual(['noEffect']);
    expect(checkIndexDefinition(null)).toHaveLength(1);
  });
});
