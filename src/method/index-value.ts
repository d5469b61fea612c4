import {
  addFractions,
  divideFractions,
  type Fraction,
  fraction,
  fractionOf,
  fractionToNumber,
  multiplyFractions,
  roundFraction,
  ZERO,
} from './fraction.js';
import { type Formula, type IndexDefinition, type Weights } from './index-definition.js';
import { criteriaOf, type IndexAspect, type IndexStructure, locateItem, OVERALL } from './index-structure.js';
import { type LevelCounts, levelSum, NO_ANSWERS, satisfiedOf, sumCounts, totalOf } from './level-counts.js';
import { MethodError } from './method-error.js';

export type CountsByCriterion = Readonly<Record<string, LevelCounts>>;

/** An index on the scale 0–100. All three values are null when nobody answered. */
export interface IndexValue {
  readonly exact: Fraction | null;
  /** Unrounded: what ranks, verdicts and further sums use. */
  readonly value: number | null;
  /** As printed: half-up to the definition's digits. */
  readonly rounded: number | null;
  /** N, the answers behind it. */
  readonly answers: number;
}

/** The formula on one table of levels, exact, 0–100 (method §2); null when N = 0. */
export function formulaOf(formula: Formula, counts: LevelCounts): Fraction | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  if (formula === 'topTwoBox') return fraction(100 * satisfiedOf(counts), total);
  if (formula === 'meanOfMaximum') return fraction(100 * levelSum(counts), 5 * total);
  return fraction(100 * (levelSum(counts) - total), 4 * total);
}

/** Lowest value and width of a formula on the scale 0–100: nobody can score below 20 as a share of the maximum. */
export function scaleOf(formula: Formula): { readonly lowest: number; readonly span: number } {
  return formula === 'meanOfMaximum' ? { lowest: 20, span: 80 } : { lowest: 0, span: 100 };
}

/**
 * The index of an item (`overall`, an aspect, factor or criterion code) as its definition says (method §2).
 * Parts without answers are left out and the weights of the others carry the whole.
 * @throws MethodError `unknown-item`, `weight-not-set`, `no-general-question`
 */
export function computeIndex(
  definition: IndexDefinition,
  structure: IndexStructure,
  counts: CountsByCriterion,
  item: string,
): IndexValue {
  const exact = exactIndex(definition, structure, counts, item);
  return {
    exact,
    value: exact === null ? null : fractionToNumber(exact),
    rounded: exact === null ? null : roundFraction(exact, definition.rounding.digits),
    answers: totalOf(
      sumCounts(countedCriteria(definition, structure, item).map((code) => counts[code] ?? NO_ANSWERS)),
    ),
  };
}

/** Criteria whose answers make up an item under a definition: the general question alone where that is the rule. */
export function countedCriteria(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
): readonly string[] {
  if (definition.combine === 'generalQuestion' && item === OVERALL)
    return [generalQuestion(definition, structure)];
  return criteriaOf(structure, item);
}

function exactIndex(
  definition: IndexDefinition,
  structure: IndexStructure,
  counts: CountsByCriterion,
  item: string,
): Fraction | null {
  if (definition.combine === 'meanOfMeans') return meanOfParts(definition, structure, counts, item);
  const criteria = countedCriteria(definition, structure, item);
  const pooled = sumCounts(criteria.map((code) => counts[code] ?? NO_ANSWERS));
  return stepped(definition, formulaOf(definition.formula, pooled));
}

function meanOfParts(
  definition: IndexDefinition,
  structure: IndexStructure,
  counts: CountsByCriterion,
  item: string,
): Fraction | null {
  const parts = partsOf(definition, structure, item);
  if (parts === null) return stepped(definition, formulaOf(definition.formula, counts[item] ?? NO_ANSWERS));
  const values = parts.map(({ code, weight }) => ({
    value: meanOfParts(definition, structure, counts, code),
    weight,
  }));
  return stepped(definition, weightedMean(values));
}

/** A weighted mean over the parts that have a value; null when none has, or all weights are 0. */
export function weightedMean(
  parts: readonly { readonly value: Fraction | null; readonly weight: number }[],
): Fraction | null {
  let sum = ZERO;
  let weights = ZERO;
  for (const { value, weight } of parts) {
    if (value === null || weight === 0) continue;
    const exactWeight = fractionOf(weight);
    sum = addFractions(sum, multiplyFractions(exactWeight, value));
    weights = addFractions(weights, exactWeight);
  }
  return weights.numerator === 0n ? null : divideFractions(sum, weights);
}

/**
 * The parts of an item under `meanOfMeans` with their weights; null for a criterion. Weights are relative.
 * @throws MethodError `weight-not-set`
 */
export function partsOf(
  definition: IndexDefinition,
  structure: IndexStructure,
  item: string,
): readonly { readonly code: string; readonly weight: number }[] | null {
  const located = locateItem(structure, item);
  const { weights } = definition;
  if (located.level === 'criterion') return null;
  if (located.level === 'factor') return weighted(located.factor.criteria, weights.criteria);
  if (located.level === 'aspect') return weighted(codes(located.aspect.factors), weights.factors);
  return weighted(codes(structure.aspects), weights.aspects);
}

/** A single part needs no weight: it is the whole. */
function weighted(parts: readonly string[], weights: Weights): { code: string; weight: number }[] {
  const mustBeSet = Object.values(weights).includes(null);
  return parts.map((code) => {
    const weight = parts.length === 1 ? 1 : weights[code];
    if (weight === null || (weight === undefined && mustBeSet)) throw new MethodError('weight-not-set', code);
    return { code, weight: weight ?? 1 };
  });
}

function codes(parts: readonly Pick<IndexAspect, 'code'>[]): string[] {
  return parts.map((part) => part.code);
}

function stepped(definition: IndexDefinition, value: Fraction | null): Fraction | null {
  const { at, digits } = definition.rounding;
  return value === null || at === 'end' ? value : fractionOf(roundFraction(value, digits));
}

function generalQuestion(definition: IndexDefinition, structure: IndexStructure): string {
  const code = definition.generalQuestion ?? structure.general;
  if (code === undefined) throw new MethodError('no-general-question', definition.code);
  return code;
}

/**
 * The index of several units together as `meanOfUnits` says: the mean of their indices, plain or weighted by
 * given volumes. (`pooledRespondents` adds the counts instead and computes once.)
 */
export function meanOfUnits(
  definition: IndexDefinition,
  units: readonly { readonly value: Fraction | null; readonly weight?: number }[],
): { exact: Fraction | null; value: number | null; rounded: number | null } {
  const exact = weightedMean(units.map(({ value, weight }) => ({ value, weight: weight ?? 1 })));
  if (exact === null) return { exact: null, value: null, rounded: null };
  return { exact, value: fractionToNumber(exact), rounded: roundFraction(exact, definition.rounding.digits) };
}
