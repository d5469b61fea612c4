import { cautiousVariance, ratioVariance, respondentsWorth } from './clustered-variance.js';
import { tQuantile } from './distribution.js';
import { type Formula, type IndexDefinition } from './index-definition.js';
import { type IndexStructure } from './index-structure.js';
import {
  computeIndex,
  countedCriteria,
  type CountsByCriterion,
  type IndexValue,
  partsOf,
  scaleOf,
} from './index-value.js';
import { type LevelCounts, levelSum, NO_ANSWERS, satisfiedOf, sumCounts, totalOf } from './level-counts.js';
import { type GroupMoments, momentsAt } from './moments.js';
import { CONFIDENCE, wilson, Z } from './wilson.js';

/**
 * How an interval was made (method §3). `wilson`: a proportion of independent answers. `mean-t`: the mean of
 * independent levels. `linearised-ratio`: answers clustered within respondents, variance of a ratio of respondent
 * totals. `bound`: a mean of means whose parts' joint variance is unknown; holds however they are correlated.
 */
export type IntervalMethod = 'wilson' | 'linearised-ratio' | 'mean-t' | 'bound';

/** A 95 % interval on the scale 0–100, unrounded. */
export interface IndexInterval {
  readonly low: number;
  readonly high: number;
  readonly method: IntervalMethod;
  /** The number of independent answers that would be as informative. */
  readonly effectiveN: number;
  /** Standard error, in points. */
  readonly se: number;
}

/** What a tally cell holds of `n` respondents; `moments` are flattened in the order of `groupsOf`. */
export interface IndexCell {
  readonly n: number;
  readonly countsByCriterion: CountsByCriterion;
  readonly moments: readonly number[];
}

/** The interval of an item's index under its definition; null when nobody answered. */
export function intervalOf(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
  cell: IndexCell,
): IndexInterval | null {
  const criteria = countedCriteria(definition, structure, item);
  const counts = criteria.map((code) => cell.countsByCriterion[code] ?? NO_ANSWERS);
  if (totalOf(sumCounts(counts)) === 0) return null;
  if (criteria.length === 1) return ofOneCriterion(definition.formula, sumCounts(counts));
  const moments = momentsAt(structure, cell.moments, item);
  const pooled =
    definition.combine !== 'meanOfMeans' || isPooledMean(definition, structure, item, cell, moments);
  return pooled && moments !== null
    ? ofPooledAnswers(definition.formula, counts, moments, cell.n)
    : boundOfParts(definition, structure, item, cell);
}

/** One criterion: every respondent answers at most once, so answers are independent. */
function ofOneCriterion(formula: Formula, counts: LevelCounts): IndexInterval {
  const n = totalOf(counts);
  const { mean, squares } = unitMean(formula, counts);
  if (formula === 'topTwoBox') {
    return onScale(formula, wilson(mean, n), 'wilson', n, Math.sqrt((mean * (1 - mean)) / n));
  }
  const variance = n > 1 ? (squares - n * mean * mean) / (n - 1) / n : 0;
  if (isNone(variance)) return onScale(formula, wilson(mean, n), 'wilson', n, 0);
  const se = Math.sqrt(variance);
  const half = quantileFor(n - 1) * se;
  const ends = { low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
  return onScale(formula, ends, 'mean-t', n, se);
}

/**
 * Several criteria of one respondent: the variance of the ratio Σy/Σa over respondents by linearisation, taken with
 * caution and turned into an effective number of answers for Wilson. Where everybody is wholly satisfied (or wholly
 * not) there is no variance to estimate, and each respondent counts as one answer.
 */
function ofPooledAnswers(
  formula: Formula,
  counts: readonly LevelCounts[],
  moments: GroupMoments,
  n: number,
): IndexInterval {
  const pooled = sumCounts(counts);
  const answers = totalOf(pooled);
  const { mean, squares } = unitMean(formula, pooled);
  const spread = Math.max(0, squares / answers - mean * mean);
  const linearised = ratioVariance(formula, mean, answers, moments, n);
  const variance = cautiousVariance(linearised, mean, spread, answers, moments, n);
  if (n < 2 || isNone(variance)) {
    const respondents = respondentsWorth(answers, moments);
    return onScale(formula, wilson(mean, respondents), 'linearised-ratio', respondents, 0);
  }
  const ends = wilson(mean, (mean * (1 - mean)) / variance, quantileFor(n - 1));
  return onScale(formula, ends, 'linearised-ratio', spread / variance, Math.sqrt(variance));
}

/**
 * A mean of means equals the pooled mean exactly when its criteria weigh the same and every respondent who
 * answered one of them answered all; then the sharper interval holds.
 */
function isPooledMean(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
  cell: IndexCell,
  moments: GroupMoments | null,
): boolean {
  const shares = [...criterionShares(definition, structure, item)];
  const answers = shares.map(([code]) => totalOf(cell.countsByCriterion[code] ?? NO_ANSWERS));
  const [first = 0] = answers;
  const even = shares.every(([, share]) => Math.abs(share * shares.length - 1) < 1e-9);
  const complete = answers.every((count) => count === first);
  return even && complete && moments?.[0] === first * shares.length * shares.length;
}

/** Each criterion's share of an item when every part has answers; the shares sum to 1. */
export function criterionShares(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
): ReadonlyMap<string, number> {
  const parts = partsOf(definition, structure, item);
  if (parts === null) return new Map([[item, 1]]);
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  return new Map(
    parts.flatMap(({ code, weight }) =>
      [...criterionShares(definition, structure, code)].map(([criterion, share]): [string, number] => [
        criterion,
        (share * weight) / total,
      ]),
    ),
  );
}

/** The weighted mean of the parts' own ends: as wide as if all parts erred together, so never too narrow. */
function boundOfParts(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
  cell: IndexCell,
): IndexInterval | null {
  const parts = (partsOf(definition, structure, item) ?? []).flatMap(({ code, weight }) => {
    const interval = weight > 0 ? intervalOf(definition, structure, code, cell) : null;
    return interval === null ? [] : [{ interval, weight }];
  });
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (total === 0) return null;
  const mean = (pick: (interval: IndexInterval) => number): number =>
    parts.reduce((sum, part) => sum + (part.weight / total) * pick(part.interval), 0);
  const se = mean((interval) => interval.se);
  const least = Math.min(...parts.map((part) => part.interval.effectiveN));
  return {
    low: mean((part) => part.low),
    high: mean((part) => part.high),
    method: 'bound',
    effectiveN: least,
    se,
  };
}

/** Mean and sum of squares of the answers on the scale 0–1: satisfied or not, or (level − 1)/4. */
function unitMean(formula: Formula, counts: LevelCounts): { mean: number; squares: number } {
  const n = totalOf(counts);
  if (formula === 'topTwoBox') return { mean: satisfiedOf(counts) / n, squares: satisfiedOf(counts) };
  const squares = (counts[1] + 4 * counts[2] + 9 * counts[3] + 16 * counts[4]) / 16;
  return { mean: (levelSum(counts) - n) / (4 * n), squares };
}

function onScale(
  formula: Formula,
  ends: { low: number; high: number },
  method: IntervalMethod,
  effectiveN: number,
  se: number,
): IndexInterval {
  const { lowest, span } = scaleOf(formula);
  return {
    low: lowest + span * ends.low,
    high: lowest + span * ends.high,
    method,
    effectiveN,
    se: span * se,
  };
}

function quantileFor(df: number): number {
  return df >= 1 ? tQuantile(1 - (1 - CONFIDENCE) / 2, df) : Z;
}

/** Zero but for the rounding of floating-point sums. */
function isNone(variance: number): boolean {
  return variance < 1e-14;
}

/** Value and interval of an item together; null where nobody answered. */
export function indexWithInterval(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
  cell: IndexCell,
): { index: IndexValue; interval: IndexInterval | null } {
  return {
    index: computeIndex(definition, structure, cell.countsByCriterion, item),
    interval: intervalOf(definition, structure, item, cell),
  };
}
