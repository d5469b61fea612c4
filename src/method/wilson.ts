import { normalQuantile } from './distribution.js';

/** The probability of an interval, everywhere in this platform. */
export const CONFIDENCE = 0.95;

/** z of a 95 % interval, 1.959964. */
export const Z = normalQuantile(1 - (1 - CONFIDENCE) / 2);

/**
 * Wilson's interval (1927) for a proportion, in 0–1.
 * @param n the number of independent answers, or the effective number when they are clustered
 * @param quantile z, or Student's t where the effective number itself is estimated
 */
export function wilson(proportion: number, n: number, quantile: number = Z): { low: number; high: number } {
  const q2 = quantile * quantile;
  const centre = (proportion * n + q2 / 2) / (n + q2);
  const half = (quantile * Math.sqrt(n * proportion * (1 - proportion) + q2 / 4)) / (n + q2);
  return {
    low: proportion <= 0 ? 0 : Math.max(0, centre - half),
    high: proportion >= 1 ? 1 : Math.min(1, centre + half),
  };
}
