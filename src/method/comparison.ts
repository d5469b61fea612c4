import { normalCdf } from './distribution.js';
import { areComparable, type SeriesBreak, type SeriesPoint } from './trend.js';
import { Z } from './wilson.js';

/** A measured index with its 95 % interval, in points on the scale 0–100. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly se: number;
}

/** A difference in points with its interval and two-sided p-value (method §4). */
export interface Change {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

/**
 * The difference of two independent measurements, `to` − `from`. The interval joins the distances from each value
 * to its own ends (Newcombe 1998), so it stays honest near 0 and 100 and where a standard error is 0.
 */
export function changeBetween(from: Measured, to: Measured): Change {
  const difference = to.value - from.value;
  const down = Math.hypot(to.value - to.low, from.high - from.value);
  const up = Math.hypot(to.high - to.value, from.value - from.low);
  const se = Math.hypot(spreadOf(from), spreadOf(to));
  const p = se === 0 ? 1 : 2 * normalCdf(-Math.abs(difference / se));
  return { difference, low: difference - down, high: difference + up, p };
}

/** The change between two rounds of a series; null when they do not compare (method §1). */
export function changeOfSeries(
  from: SeriesPoint & Measured,
  to: SeriesPoint & Measured,
  breaks: readonly SeriesBreak[],
): Change | null {
  return areComparable(from, to, breaks) ? changeBetween(from, to) : null;
}

/** p-values of one table, corrected so that the chance of any false finding stays 5 % (Holm 1979). Order is kept. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/** The standard error, or where everybody gave the same the one that the interval implies. */
function spreadOf({ low, high, se }: Measured): number {
  return se > 0 ? se : (high - low) / (2 * Z);
}
