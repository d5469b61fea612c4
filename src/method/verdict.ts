import { type Formula } from './index-definition.js';
import { scaleOf } from './index-value.js';
import { type IndexInterval } from './interval.js';
import { wilson, Z } from './wilson.js';

/** met: the whole interval reaches the threshold; notMet: all of it is below; otherwise undecidable (method §4). */
export type Verdict = 'met' | 'notMet' | 'undecidable';

export interface TargetVerdict {
  readonly verdict: Verdict;
  /** The printed value against the threshold, as rankings do (*theo giá trị điểm*). */
  readonly byPoint: 'met' | 'notMet';
  /** Respondents that would decide at the present value and spread; null when decided or out of reach. */
  readonly decidingN: number | null;
}

const CAP = 10_000_000;

/**
 * Verdict of a unit against a threshold; value, interval and threshold on the scale 0–100 of the formula.
 * @param n respondents behind the value
 */
export function verdictOf(
  value: number,
  interval: Pick<IndexInterval, 'low' | 'high' | 'effectiveN' | 'se'>,
  n: number,
  threshold: number,
  formula: Formula = 'topTwoBox',
): TargetVerdict {
  const verdict = interval.low >= threshold ? 'met' : interval.high < threshold ? 'notMet' : 'undecidable';
  return {
    verdict,
    byPoint: value >= threshold ? 'met' : 'notMet',
    decidingN: verdict === 'undecidable' ? decidingRespondents(value, interval, n, threshold, formula) : null,
  };
}

function decidingRespondents(
  value: number,
  interval: Pick<IndexInterval, 'effectiveN' | 'se'>,
  n: number,
  threshold: number,
  formula: Formula,
): number | null {
  const { lowest, span } = scaleOf(formula);
  const p = (value - lowest) / span;
  const spread = interval.se / span;
  const effectiveN = spread > 0 && p > 0 && p < 1 ? (p * (1 - p)) / (spread * spread) : interval.effectiveN;
  return decidingSampleSize(
    100 * p,
    (100 * (threshold - lowest)) / span,
    effectiveN > 0 ? n / effectiveN : 1,
  );
}

/**
 * The smallest number of respondents whose Wilson interval would lie wholly on one side of the threshold, were
 * the value to stay as it is. Values on the scale 0–100.
 * @param designEffect respondents needed for one independent answer; below 1 when each answers several criteria
 * @returns null when the value equals the threshold or more than ten million would be needed
 */
export function decidingSampleSize(value: number, threshold: number, designEffect = 1): number | null {
  if (value === threshold) return null;
  const p = value / 100;
  const t = threshold / 100;
  // Wilson's interval inverts the score test, so its end touches t exactly at this n.
  const needed = ((Z * Z * t * (1 - t)) / (p - t) ** 2) * designEffect;
  if (!(needed <= CAP)) return null;
  const decides = (n: number): boolean => {
    const { low, high } = wilson(p, n / designEffect);
    return value > threshold ? low >= t : high < t;
  };
  let n = Math.max(1, Math.floor(needed) - 1);
  while (n <= CAP && !decides(n)) n += 1;
  return n <= CAP ? n : null;
}

/** The fewest answers with which a threshold can be claimed at all, everybody being satisfied: 73 for 95. */
export function fewestForClaim(threshold: number): number | null {
  return decidingSampleSize(100, threshold);
}

/** Points per year that are needed from now on; null when the time is up (method §4). */
export function requiredPace(value: number, threshold: number, yearsLeft: number): number | null {
  return yearsLeft > 0 ? Math.max(0, threshold - value) / yearsLeft : null;
}
