import { tCdf, tQuantile } from '../distribution.js';
import { MethodError } from '../method-error.js';
import { CONFIDENCE } from '../wilson.js';
import { type SurveyDesign } from './survey-design.js';
import { degreesOfFreedom, varianceOfTotal } from './variance.js';

/** Values per row; null = missing, which takes the row out of the estimate but not out of the design. */
export type Column = readonly (number | null)[];
/** Rows of a subpopulation. Rows outside still tell how clusters and strata were drawn. */
export type Domain = readonly boolean[];

/** A design-based estimate (method §3). */
export interface Estimate {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  /** Rows that entered, and how many. */
  readonly rows: readonly number[];
  readonly n: number;
  /** Variance against that of a simple random sample without replacement of the same size; null for differences. */
  readonly deff: number | null;
  /** What each row contributes, weight included; their total's variance is se². */
  readonly influence: Float64Array;
}

/** Mean of a column over the population or a domain. */
export function estimateMean(design: SurveyDesign, values: Column, domain?: Domain): Estimate {
  const rows = rowsIn(design, [values], domain);
  const weight = sumOver(rows, (row) => weightOf(design, row));
  const mean = sumOver(rows, (row) => weightOf(design, row) * at(values, row)) / weight;
  const influence = influenceOf(design, rows, (row) => (at(values, row) - mean) / weight);
  const estimate = finish(design, rows, mean, influence);
  const simple = (spread(design, rows, values) * (weight - rows.length)) / (weight * rows.length);
  return { ...estimate, deff: estimate.se ** 2 / simple };
}

/** Total of a column over the population or a domain. */
export function estimateTotal(design: SurveyDesign, values: Column, domain?: Domain): Estimate {
  const rows = rowsIn(design, [values], domain);
  const weight = sumOver(rows, (row) => weightOf(design, row));
  const total = sumOver(rows, (row) => weightOf(design, row) * at(values, row));
  const estimate = finish(
    design,
    rows,
    total,
    influenceOf(design, rows, (row) => at(values, row)),
  );
  const simple = (spread(design, rows, values) * weight * (weight - rows.length)) / rows.length;
  return { ...estimate, deff: estimate.se ** 2 / simple };
}

/** Share of rows that have a property, in 0–1; null = not known. */
export function estimateProportion(
  design: SurveyDesign,
  having: readonly (boolean | null)[],
  domain?: Domain,
): Estimate {
  return estimateMean(
    design,
    having.map((has) => (has === null ? null : Number(has))),
    domain,
  );
}

/** Ratio of two totals. */
export function estimateRatio(
  design: SurveyDesign,
  numerator: Column,
  denominator: Column,
  domain?: Domain,
): Estimate {
  const rows = rowsIn(design, [numerator, denominator], domain);
  const below = sumOver(rows, (row) => weightOf(design, row) * at(denominator, row));
  const ratio = sumOver(rows, (row) => weightOf(design, row) * at(numerator, row)) / below;
  const residual = (row: number): number => (at(numerator, row) - ratio * at(denominator, row)) / below;
  const estimate = finish(design, rows, ratio, influenceOf(design, rows, residual));
  const residuals = Array.from({ length: design.size }, () => null as number | null);
  for (const row of rows) residuals[row] = residual(row);
  return { ...estimate, deff: estimateTotal(design, residuals).deff };
}

/**
 * Difference of two estimates from the same sample, e.g. of two domains, with the covariance that shared clusters
 * bring. Degrees of freedom are those of the rows in either.
 */
export function estimateDifference(design: SurveyDesign, a: Estimate, b: Estimate): Estimate {
  const influence = a.influence.map((value, row) => value - (b.influence[row] ?? 0));
  const either = [...new Set([...a.rows, ...b.rows])];
  return finish(design, either, a.estimate - b.estimate, influence);
}

/** Plain interval: estimate ± t·se with the design's degrees of freedom. */
export function meanInterval(
  { estimate, se, df }: Pick<Estimate, 'estimate' | 'se' | 'df'>,
  confidence: number = CONFIDENCE,
): { low: number; high: number } {
  const half = tQuantile(1 - (1 - confidence) / 2, df) * se;
  return { low: estimate - half, high: estimate + half };
}

/** Two-sided p-value of the hypothesis that the true value is `expected`. */
export function testAgainst(
  { estimate, se, df }: Pick<Estimate, 'estimate' | 'se' | 'df'>,
  expected = 0,
): number {
  return 2 * tCdf(-Math.abs((estimate - expected) / se), df);
}

function finish(
  design: SurveyDesign,
  rows: readonly number[],
  estimate: number,
  influence: Float64Array,
): Estimate {
  const included = new Set(rows);
  return {
    estimate,
    se: Math.sqrt(varianceOfTotal(design, influence)),
    df: degreesOfFreedom(design, (row) => included.has(row)),
    rows,
    n: rows.length,
    deff: null,
    influence,
  };
}

/** Population variance of a column as R's `svyvar` estimates it. */
function spread(design: SurveyDesign, rows: readonly number[], values: Column): number {
  const weight = sumOver(rows, (row) => weightOf(design, row));
  const mean = sumOver(rows, (row) => weightOf(design, row) * at(values, row)) / weight;
  const squares = sumOver(rows, (row) => weightOf(design, row) * (at(values, row) - mean) ** 2) / weight;
  return (squares * rows.length) / (rows.length - 1);
}

function rowsIn(design: SurveyDesign, columns: readonly Column[], domain: Domain | undefined): number[] {
  if (columns.some((column) => column.length !== design.size))
    throw new MethodError('bad-design', 'column length');
  const rows: number[] = [];
  for (let row = 0; row < design.size; row += 1) {
    const inside = domain === undefined || domain[row] === true;
    if (inside && weightOf(design, row) !== 0 && columns.every((column) => isKnown(column[row])))
      rows.push(row);
  }
  if (rows.length === 0) throw new MethodError('bad-design', 'empty domain');
  return rows;
}

function influenceOf(
  design: SurveyDesign,
  rows: readonly number[],
  value: (row: number) => number,
): Float64Array {
  const influence = new Float64Array(design.size);
  for (const row of rows) influence[row] = weightOf(design, row) * value(row);
  return influence;
}

function isKnown(value: number | null | undefined): value is number {
  return typeof value === 'number' && !Number.isNaN(value);
}

function weightOf(design: SurveyDesign, row: number): number {
  return design.weights[row] ?? 0;
}

function at(column: Column, row: number): number {
  return column[row] ?? 0;
}

function sumOver(rows: readonly number[], value: (row: number) => number): number {
  return rows.reduce((sum, row) => sum + value(row), 0);
}
