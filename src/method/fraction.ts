import { parseDecimal, ratioHalfUp } from './decimal.js';
import { MethodError } from './method-error.js';

/** An exact ratio; the denominator is positive. It is not reduced: these fractions are few and short-lived. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** A ratio of integers. @throws MethodError `division-by-zero` */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const bottom = BigInt(denominator);
  if (bottom === 0n) throw new MethodError('division-by-zero', `${numerator}/0`);
  const top = BigInt(numerator);
  return bottom > 0n ? { numerator: top, denominator: bottom } : { numerator: -top, denominator: -bottom };
}

/** The exact value of the shortest decimal that denotes a double. */
export function fractionOf(value: number): Fraction {
  const { units, scale } = parseDecimal(String(value));
  return { numerator: units, denominator: 10n ** BigInt(scale) };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) {
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** @throws MethodError `division-by-zero` */
export function divideFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below, at or above zero as `a` is below, equal to or above `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Half-up to `digits` decimals, rounded once from the exact value. */
export function roundFraction(value: Fraction, digits: number): number {
  return ratioHalfUp(value.numerator, value.denominator, digits);
}

/** The nearest double, or its neighbour. */
export function fractionToNumber(value: Fraction): number {
  const { numerator, denominator } = value;
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  const size = numerator < 0n ? -numerator : numerator;
  if (size <= limit && denominator <= limit) return Number(numerator) / Number(denominator);
  const shift = Math.max(0, 72 + bits(denominator) - bits(size));
  return Number((numerator << BigInt(shift)) / denominator) / 2 ** shift;
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}
