import fc from 'fast-check';
import { responseRates } from './response-rates.js';
import {
  allocate,
  drawProportionalToSize,
  drawSimple,
  drawStratified,
  drawSystematic,
  guideSampleSize,
  sampleSizeFor,
} from './sampling.js';

const STRATA = [
  { key: 'a', size: 600, deviation: 1 },
  { key: 'b', size: 300, deviation: 3 },
  { key: 'c', size: 12, deviation: 1 },
];
const total = (allocation: ReadonlyMap<string, number>): number =>
  [...allocation.values()].reduce((sum, n) => sum + n, 0);

describe('sample size (method §3)', () => {
  it('the guide’s formula', () => {
    expect(guideSampleSize(5000, 0.05)).toBe(371);
    expect(guideSampleSize(1_000_000, 0.05)).toBe(400);
  });

  it('the honest one counts the design, the refusals and the population', () => {
    expect(sampleSizeFor({ expected: 50, halfWidth: 5 })).toEqual({ answers: 385, toDraw: 385 });
    expect(sampleSizeFor({ expected: 90, halfWidth: 2, designEffect: 2, responseRate: 0.8 })).toEqual({
      answers: 1729,
      toDraw: 2162,
    });
    expect(sampleSizeFor({ expected: 50, halfWidth: 5, population: 1000 }).answers).toBe(278);
  });
});

describe('allocation', () => {
  it.each([
    ['proportional', 100, 0, { a: 66, b: 33, c: 1 }],
    ['neyman', 100, 0, { a: 40, b: 59, c: 1 }],
    ['proportional', 100, 10, { a: 60, b: 30, c: 10 }],
    ['equal', 90, 0, { a: 39, b: 39, c: 12 }],
  ] as const)('%s of %p, at least %p each', (method, size, least, expected) => {
    expect(Object.fromEntries(allocate(size, STRATA, method, least))).toEqual(expected);
  });

  it('always sums to the total, within the strata', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 }),
        fc.nat(100),
        (sizes, percent) => {
          const strata = sizes.map((size, at) => ({ key: String(at), size }));
          const wanted = Math.floor((sizes.reduce((sum, size) => sum + size, 0) * percent) / 100);
          const allocation = allocate(wanted, strata, 'proportional');
          return (
            total(allocation) === wanted &&
            strata.every(({ key, size }) => (allocation.get(key) ?? 0) <= size)
          );
        },
      ),
    );
  });

  it('refuses what cannot be met', () => {
    expect(() => allocate(20, STRATA, 'equal', 10)).toThrow('out-of-range');
    expect(() => allocate(1000, STRATA, 'proportional')).toThrow('out-of-range');
  });
});

describe('draws', () => {
  const sizes = Array.from({ length: 50 }, (_, row) => 1 + (row % 9) * 10);

  it('repeat from their seed', () => {
    const strata = sizes.map((_, row) => (row < 30 ? 'a' : 'b'));
    const allocation = new Map([
      ['a', 5],
      ['b', 5],
    ]);
    const draws = (seed: string): unknown[] => [
      drawSimple(50, 10, seed),
      drawSystematic(50, 10, seed),
      drawStratified(strata, allocation, seed),
      drawProportionalToSize(sizes, 10, seed),
    ];
    expect(draws('BD-2025')).toEqual(draws('BD-2025'));
    expect(draws('BD-2025')).not.toEqual(draws('BD-2026'));
  });

  it('have the size that was asked for, no row twice, in frame order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.string(), (n, seed) => {
        for (const draw of [
          drawSimple(50, n, seed),
          drawSystematic(50, n, seed),
          drawProportionalToSize(sizes, n, seed),
        ]) {
          const rows = draw.map(({ row }) => row);
          if (rows.length !== n || rows.some((row, at) => row <= (rows[at - 1] ?? -1) || row > 49))
            return false;
        }
        return true;
      }),
    );
  });

  it('hit each row as often as its probability says', () => {
    const rounds = 4000;
    const hits = sizes.map(() => 0);
    const probability = new Map<number, number>();
    for (let round = 0; round < rounds; round += 1) {
      for (const { row, probability: p } of drawProportionalToSize(sizes, 12, `round ${round}`)) {
        hits[row] = (hits[row] ?? 0) + 1;
        probability.set(row, p);
      }
    }
    for (const [row, p] of probability) expect(Math.abs((hits[row] ?? 0) / rounds - p)).toBeLessThan(0.035);
  });

  it('takes rows too large for the step with certainty', () => {
    const drawn = drawProportionalToSize([1000, 1, 1, 1, 1, 1], 3, 'x');
    expect(drawn[0]).toEqual({ row: 0, probability: 1 });
    expect(drawn.slice(1).map(({ probability }) => probability)).toEqual([0.4, 0.4]);
  });
});

describe('response rates', () => {
  it('name their denominators', () => {
    const rates = responseRates({
      drawn: 500,
      ineligible: 20,
      contacted: 400,
      refused: 40,
      answered: 360,
      calledBack: 36,
    });
    expect(rates.response).toEqual({ of: 480, value: 0.75 });
    expect(rates.cooperation).toEqual({ of: 400, value: 0.9 });
    expect(rates.callBack).toEqual({ of: 360, value: 0.1 });
  });
});
