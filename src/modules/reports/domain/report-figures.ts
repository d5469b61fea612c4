import { roundHalfUp } from '../../../method/decimal.js';
import { type LevelCounts, percentShares } from '../../../method/level-counts.js';
import { type Disclosed } from './report-input.js';
import { type Distribution, type Figure } from './report-model.js';

/**
 * A disclosed cell as the report prints it, with its distance to the target.
 * @param digits decimals of the round's definition
 */
export function figureOf(cell: Disclosed | undefined, digits: number): Figure {
  if (cell === undefined || cell.suppressed) return { suppressed: true };
  const { n, answers, index, interval, target } = cell;
  return {
    ...{ suppressed: false, n, answers, index, interval },
    target: target && {
      distance: roundHalfUp(index - target.threshold, digits),
      verdict: target.verdict,
      byPoint: target.byPoint,
      decidingN: target.decidingN,
    },
  };
}

/** Counts and shares (one decimal) of a cell's answers at the five levels; null when they are not shown. */
export function distributionOf(cell: Disclosed | undefined): Distribution | null {
  if (cell === undefined || cell.suppressed) return null;
  const [n1 = 0, n2 = 0, n3 = 0, n4 = 0, n5 = 0] = cell.levels;
  const counts: LevelCounts = [n1, n2, n3, n4, n5];
  const shares = percentShares(counts);
  return shares && { counts, shares: shares.map((share) => roundHalfUp(share, 1)) };
}
