import { reweighted, type SurveyDesign } from '../estimation/survey-design.js';
import { MethodError } from '../method-error.js';
import { dot, orthogonalise, residualsOf, solveNormal } from './least-squares.js';

/** A known total: a value per row (1 for a count, 0/1 for a class) and its sum over the population. */
export interface CalibrationTotal {
  readonly name: string;
  readonly values: readonly number[];
  readonly population: number;
}

/** How the weights changed, for the report. */
export interface CalibrationReport {
  readonly smallestFactor: number;
  readonly largestFactor: number;
  /** Rows whose weight became negative, which linear calibration may do. */
  readonly negative: number;
}

/**
 * Linear calibration (Deville & Särndal 1992, method §3): the weights closest to the given ones that reproduce all
 * totals. The variance uses the residuals of the regression on the totals' values, as R's `calibrate`.
 * @throws MethodError `bad-design` when totals depend on each other in the sample
 */
export function calibrateLinear(
  design: SurveyDesign,
  totals: readonly CalibrationTotal[],
): { design: SurveyDesign; report: CalibrationReport } {
  if (totals.some(({ values }) => values.length !== design.size))
    throw new MethodError('bad-design', 'totals');
  const half = design.weights.map(Math.sqrt);
  const basis = orthogonalise(totals.map(({ values }) => half.map((root, row) => root * (values[row] ?? 0))));
  const misses = totals.map(({ values, population }) => population - dot(values, design.weights));
  const multipliers = solveNormal(basis, misses);
  const factors = half.map(
    (_, row) =>
      1 + totals.reduce((sum, { values }, j) => sum + (values[row] ?? 0) * (multipliers[j] ?? 0), 0),
  );
  const weights = design.weights.map((weight, row) => weight * (factors[row] ?? 1));
  const scale = half.map((root, row) => root * (factors[row] ?? 1));
  const adjusted = reweighted(design, weights, (influence) =>
    residualsOf(
      basis,
      influence.map((value, row) => (scale[row] === 0 ? 0 : value / (scale[row] ?? 1))),
    ).map((residual, row) => residual * (scale[row] ?? 0)),
  );
  return { design: adjusted, report: reportFactors(factors, weights) };
}

function reportFactors(factors: Float64Array, weights: Float64Array): CalibrationReport {
  return {
    smallestFactor: factors.reduce((least, factor) => Math.min(least, factor), Infinity),
    largestFactor: factors.reduce((most, factor) => Math.max(most, factor), -Infinity),
    negative: weights.reduce((count, weight) => count + Number(weight < 0), 0),
  };
}
