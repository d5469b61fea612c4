import { seededRandom, shuffled } from './seeded-random.js';

describe('seeded random numbers', () => {
  it('repeat from their seed and differ between seeds', () => {
    const draw = (seed: string): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('are uniform, unbiased and normal enough', () => {
    const random = seededRandom(20251231);
    const n = 100_000;
    const uniform = Array.from({ length: n }, () => random.next());
    const sides = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < n; i += 1) sides[random.below(6)]! += 1; // eslint-disable-line @typescript-eslint/no-non-null-assertion
    const normal = Array.from({ length: n }, () => random.normal());
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(Math.max(...sides.map((count) => Math.abs(count - n / 6)))).toBeLessThan(500);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
  });

  it('shuffle without losing anything', () => {
    const items = Array.from({ length: 20 }, (_, at) => at);
    const mixed = shuffled(items, seededRandom('x'));
    expect(mixed).not.toEqual(items);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
  });
});
