import { reweighted, type ResidualStep, type SurveyDesign } from '../estimation/survey-design.js';
import { MethodError } from '../method-error.js';
import { type Classes, sumByClass } from './classes.js';
import { type Margin, scaleToMargin } from './post-stratification.js';
import { trimWeights } from './trimming.js';

export interface RakingMargin {
  readonly name: string;
  readonly classes: Classes;
  readonly population: Margin;
}

export interface RakingOptions {
  readonly maxIterations?: number;
  /** Persons by which a cell may still change in the last round; R's default is 1. */
  readonly tolerance?: number;
  /** Weights are kept between these; margins are then met as well as that allows. */
  readonly trim?: { readonly lower: number; readonly upper: number };
}

/** How the raking went, for the report. */
export interface RakingReport {
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest change of a cell in the last round, in persons. */
  readonly lastChange: number;
  /** Largest remaining difference from a margin, in persons. */
  readonly largestDifference: number;
  readonly trimmed: number;
}

/** How many times the residuals are swept over the margins, as R's `survey`. */
const SWEEPS = 10;
const TRIM_ROUNDS = 20;

/**
 * Raking (iterative proportional fitting) to several margins (method §3): scales to one margin after another until
 * no cell changes. The variance sweeps the margins' means out of the influences, as R's `rake`.
 * @throws MethodError `bad-design` as post-stratification does
 */
export function rake(
  design: SurveyDesign,
  margins: readonly RakingMargin[],
  options: RakingOptions = {},
): { design: SurveyDesign; report: RakingReport } {
  if (margins.length === 0) throw new MethodError('bad-design', 'no margins');
  let fit = fitMargins(design.weights, margins, options);
  let trimmed = 0;
  for (let round = 0; options.trim && round < TRIM_ROUNDS; round += 1) {
    const { lower, upper } = options.trim;
    const cut = trimWeights(fit.weights, lower, upper);
    if (cut.trimmed === 0) break;
    trimmed = Math.max(trimmed, cut.trimmed);
    const again = fitMargins(cut.weights, margins, options);
    fit = round === TRIM_ROUNDS - 1 ? { ...again, weights: cut.weights } : again;
  }
  return {
    design: reweighted(design, fit.weights, sweepStep(margins, fit.afterMargin)),
    report: {
      converged: fit.converged,
      iterations: fit.iterations,
      lastChange: fit.lastChange,
      largestDifference: largestDifference(fit.weights, margins),
      trimmed,
    },
  };
}

interface Fit {
  readonly weights: Float64Array;
  /** The weights right after each margin of the last round. */
  readonly afterMargin: readonly Float64Array[];
  readonly converged: boolean;
  readonly iterations: number;
  readonly lastChange: number;
}

function fitMargins(start: Float64Array, margins: readonly RakingMargin[], options: RakingOptions): Fit {
  const { maxIterations = 50, tolerance = 1 } = options;
  const cells = start.map((_, row) => row);
  const names = Array.from(cells, (row) => JSON.stringify(margins.map(({ classes }) => classes[row])));
  let weights = start;
  let table = sumByClass(weights, names);
  let lastChange = Infinity;
  let afterMargin: Float64Array[] = [];
  let iterations = 0;
  while (iterations < maxIterations && lastChange >= tolerance) {
    afterMargin = [];
    for (const { classes, population } of margins) {
      weights = scaleToMargin(weights, classes, population);
      afterMargin.push(weights);
    }
    const next = sumByClass(weights, names);
    lastChange = Math.max(...[...next].map(([name, sum]) => Math.abs(sum - (table.get(name) ?? 0))));
    table = next;
    iterations += 1;
  }
  return { weights, afterMargin, converged: lastChange < tolerance, iterations, lastChange };
}

function sweepStep(margins: readonly RakingMargin[], afterMargin: readonly Float64Array[]): ResidualStep {
  const counts = margins.map(({ classes }, index) =>
    sumByClass(
      (afterMargin[index] ?? new Float64Array(0)).map((weight) => Number(weight > 0)),
      classes,
    ),
  );
  return (influence) => {
    let values = influence;
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      margins.forEach(({ classes }, index) => {
        values = sweptOnce(
          values,
          classes,
          afterMargin[index] ?? values,
          counts[index] ?? new Map<string, number>(),
        );
      });
    }
    return values;
  };
}

/** Takes the plain mean of influence/weight within each class away. */
function sweptOnce(
  values: Float64Array,
  classes: Classes,
  weights: Float64Array,
  counts: ReadonlyMap<string, number>,
): Float64Array {
  const perWeight = values.map((value, row) => ((weights[row] ?? 0) > 0 ? value / (weights[row] ?? 1) : 0));
  const sums = sumByClass(perWeight, classes);
  return values.map((value, row) => {
    const name = String(classes[row]);
    return value - ((weights[row] ?? 0) * (sums.get(name) ?? 0)) / (counts.get(name) ?? 1);
  });
}

function largestDifference(weights: Float64Array, margins: readonly RakingMargin[]): number {
  return Math.max(
    ...margins.flatMap(({ classes, population }) => {
      const sums = sumByClass(weights, classes);
      return Object.entries(population).map(([name, size]) => Math.abs((sums.get(name) ?? 0) - size));
    }),
  );
}
