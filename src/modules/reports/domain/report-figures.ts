import { roundHalfUp } from '../../../method/decimal.js';
import { LEAST_RESPONDENTS } from '../../../method/disclosure.js';
import { type IndexDefinition } from '../../../method/index-definition.js';
import { type IndexStructure, OVERALL } from '../../../method/index-structure.js';
import { type IndexCell, indexWithInterval } from '../../../method/interval.js';
import { type LevelCounts, NO_ANSWERS, percentShares, sumCounts } from '../../../method/level-counts.js';
import { verdictOf } from '../../../method/verdict.js';
import { criteriaOf } from '../../../method/index-structure.js';
import { type Distribution, type Figure, type TargetStanding } from './report-model.js';

/** How every figure of one report is computed. */
export interface FigureRule {
  readonly definition: IndexDefinition;
  readonly structure: IndexStructure;
  readonly threshold: number | null;
}

/** An item's figure from a cell, rounded for print; suppressed under the disclosure threshold or without answers. */
export function figureOf(rule: FigureRule, cell: IndexCell, item: string = OVERALL): Figure {
  const { index, interval } = indexWithInterval(rule.definition, rule.structure, item, cell);
  const n = item === OVERALL ? cell.n : mostAnswers(rule.structure, cell, item);
  if (n < LEAST_RESPONDENTS || index.value === null || index.rounded === null) return { suppressed: true };
  const { digits } = rule.definition.rounding;
  const standing = standingOf(rule, index.rounded, index.value, interval, n);
  return {
    suppressed: false,
    n,
    answers: index.answers,
    index: index.rounded,
    interval: interval && {
      low: roundHalfUp(interval.low, digits),
      high: roundHalfUp(interval.high, digits),
      method: interval.method,
    },
    target: standing,
  };
}

function standingOf(
  rule: FigureRule,
  rounded: number,
  value: number,
  interval: Parameters<typeof verdictOf>[1] | null,
  n: number,
): TargetStanding | null {
  if (rule.threshold === null || interval === null) return null;
  const { verdict, decidingN } = verdictOf(value, interval, n, rule.threshold, rule.definition.formula);
  return {
    distance: roundHalfUp(rounded - rule.threshold, rule.definition.rounding.digits),
    verdict,
    // Rankings compare the printed value, so a reader can check it with a pencil.
    byPoint: rounded >= rule.threshold ? 'met' : 'notMet',
    decidingN,
  };
}

/** Respondents to an item: those who answered its most answered criterion. */
function mostAnswers(structure: IndexStructure, cell: IndexCell, item: string): number {
  return Math.max(
    0,
    ...criteriaOf(structure, item).map((code) => sum(cell.countsByCriterion[code] ?? NO_ANSWERS)),
  );
}

/** Counts and shares (one decimal) of an item's answers at the five levels; null when nobody answered. */
export function distributionOf(
  structure: IndexStructure,
  cell: IndexCell,
  item: string,
): Distribution | null {
  const counts = sumCounts(
    criteriaOf(structure, item).map((code) => cell.countsByCriterion[code] ?? NO_ANSWERS),
  );
  const shares = percentShares(counts);
  return shares && { counts, shares: shares.map((share) => roundHalfUp(share, 1)) };
}

function sum(counts: LevelCounts): number {
  return counts.reduce((total, count) => total + count, 0);
}
