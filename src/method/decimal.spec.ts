import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { ratioHalfUp, roundHalfUp, roundTextHalfUp } from './decimal.js';

describe('half-up rounding (method §2)', () => {
  it.each([
    [2.675, 2, 2.68],
    [1.005, 2, 1.01],
    [-2.675, 2, -2.68],
    [83.225, 2, 83.23],
    [0.5, 0, 1],
    [1e21, 2, 1e21],
    [5e-7, 6, 0.000001],
    [99.995, 2, 100],
  ])('%p at %p digits is %p', (value, digits, expected) => {
    expect(roundHalfUp(value, digits)).toBe(expected);
  });

  it('rounds a ratio once, from its exact value', () => {
    expect(ratioHalfUp(2600, 31, 2)).toBe(83.87);
    expect(ratioHalfUp(-5, 2, 0)).toBe(-3);
    expect(ratioHalfUp(10n ** 40n + 5n, 10n ** 40n, 2)).toBe(1);
  });

  it('refuses what is no decimal', () => {
    expect(() => roundTextHalfUp('12,5', 1)).toThrow('not-a-decimal');
    expect(() => ratioHalfUp(1, 0, 2)).toThrow('division-by-zero');
  });

  it('agrees with a big-number oracle on any double', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
        fc.nat(6),
        (value, digits) => {
          const oracle = new Decimal(String(value)).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toNumber();
          return roundHalfUp(value, digits) === (oracle === 0 ? 0 : oracle);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('agrees with a big-number oracle on any ratio, halves included', () => {
    const Exact = Decimal.clone({ precision: 60 });
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 20 }), fc.nat(4), (top, bottom, digits) => {
        const oracle = new Exact(top).div(bottom).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toNumber();
        return ratioHalfUp(top, bottom, digits) === (oracle === 0 ? 0 : oracle);
      }),
      { numRuns: 2000 },
    );
  });
});
