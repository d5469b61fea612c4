import { decidingSampleSize, fewestForClaim, requiredPace, verdictOf } from './verdict.js';
import { wilson } from './wilson.js';

const interval = (p: number, n: number): { low: number; high: number; effectiveN: number; se: number } => {
  const { low, high } = wilson(p, n);
  return { low: 100 * low, high: 100 * high, effectiveN: n, se: 100 * Math.sqrt((p * (1 - p)) / n) };
};

describe('the verdict (method §4)', () => {
  it('48 of 50 is 96 % and decides nothing', () => {
    expect(verdictOf(96, interval(0.96, 50), 50, 95)).toEqual({
      verdict: 'undecidable',
      byPoint: 'met',
      decidingN: 1825,
    });
  });

  it('claims 95 % from 73 answers with nobody short of satisfied', () => {
    expect(fewestForClaim(95)).toBe(73);
    expect(verdictOf(100, interval(1, 72), 72, 95)).toMatchObject({ verdict: 'undecidable', decidingN: 73 });
    expect(verdictOf(100, interval(1, 73), 73, 95).verdict).toBe('met');
  });

  it('says not met when the whole interval is below', () => {
    expect(verdictOf(80, interval(0.8, 400), 400, 95)).toEqual({
      verdict: 'notMet',
      byPoint: 'notMet',
      decidingN: null,
    });
  });

  it('a unit truly at 92 % shows 95 % or more with probability 0.23 at n = 50', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    const atLeast48 = [48, 49, 50].reduce((sum, k) => sum + choose(50, k) * 0.92 ** k * 0.08 ** (50 - k), 0);
    expect(atLeast48).toBeCloseTo(0.23, 2);
  });

  it.each([
    [96, 95],
    [94, 95],
    [99, 95],
    [80, 95],
  ])('the deciding size for %p against %p is the smallest that decides', (value, threshold) => {
    const n = decidingSampleSize(value, threshold) ?? 0;
    const decided = (size: number): boolean => {
      const { low, high } = wilson(value / 100, size);
      return low >= threshold / 100 || high < threshold / 100;
    };
    expect([decided(n), decided(n - 1)]).toEqual([true, false]);
  });

  it('no size decides at the threshold itself', () => {
    expect(decidingSampleSize(95, 95)).toBeNull();
    expect(decidingSampleSize(95.0001, 95)).toBeNull();
  });

  it('needs a pace while there is time', () => {
    expect(requiredPace(92, 95, 1.5)).toBe(2);
    expect(requiredPace(92, 95, 0)).toBeNull();
  });
});
