import { MethodError } from './method-error.js';

/** A decimal number, exactly: `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * Reads a decimal exactly as written, `-12.5`, `3e-7`.
 * @throws MethodError `not-a-decimal` for anything else
 */
export function parseDecimal(text: string): Decimal {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text.trim());
  if (!match) throw new MethodError('not-a-decimal', text);
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match;
  const magnitude = BigInt(whole + fraction);
  const units = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/**
 * Rounds half-up (a half goes away from zero) on the decimal value, method §2: 2.675 → 2.68. The shortest
 * decimal that denotes the double is taken as its value, because that is what a person reads and types.
 */
export function roundHalfUp(value: number, digits: number): number {
  return roundTextHalfUp(String(value), digits);
}

/** Rounds a decimal text half-up. @throws MethodError `not-a-decimal` */
export function roundTextHalfUp(text: string, digits: number): number {
  const { units, scale } = parseDecimal(text);
  return ratioHalfUp(units, 10n ** BigInt(scale), digits);
}

/**
 * The ratio of two integers rounded half-up to `digits` decimals, exact whatever their size.
 * @throws MethodError `division-by-zero`
 */
export function ratioHalfUp(
  numerator: bigint | number,
  denominator: bigint | number,
  digits: number,
): number {
  const text = ratioUnits(BigInt(numerator), BigInt(denominator), digits).toString();
  return Number(`${text}e-${digits}`);
}

/** The ratio in units of the last kept digit: 2.675 at two digits is 268. */
function ratioUnits(numerator: bigint, denominator: bigint, digits: number): bigint {
  if (denominator === 0n) throw new MethodError('division-by-zero', `${numerator}/0`);
  const negative = numerator < 0n !== denominator < 0n;
  const top = magnitude(numerator) * 10n ** BigInt(digits);
  const bottom = magnitude(denominator);
  const rounded = (2n * top + bottom) / (2n * bottom);
  return negative ? -rounded : rounded;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
