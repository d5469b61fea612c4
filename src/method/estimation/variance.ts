import { MethodError } from '../method-error.js';
import { type LonelyStratum, type Stage, type SurveyDesign } from './survey-design.js';

/**
 * Variance of the sum of per-row influences under a design (method §3): residuals of the weighting steps, then
 * between-cluster sums of squares within strata at each stage, each with its finite-population correction; the
 * stages beneath count with the sampled fraction above them. As `svyrecvar` of R's `survey`.
 * @throws MethodError `lonely-stratum` where the rule is `fail`
 */
export function varianceOfTotal(design: SurveyDesign, influence: Float64Array): number {
  // Weighting steps are undone from the last to the first: the chain rule.
  const residuals = design.adjustments.reduceRight((values, step) => step(values), influence);
  const rows = Array.from({ length: design.size }, (_, row) => row);
  return multistage(design, residuals, rows, 0);
}

/** Degrees of freedom of a sample or domain: clusters − strata among the rows in it (method §3). */
export function degreesOfFreedom(design: SurveyDesign, included: (row: number) => boolean): number {
  const first = stageAt(design, 0);
  const clusters = new Set<number>();
  const strata = new Set<number>();
  for (let row = 0; row < design.size; row += 1) {
    if ((design.weights[row] ?? 0) === 0 || !included(row)) continue;
    clusters.add(first.clusters[row] ?? -1);
    strata.add(first.strata[row] ?? -1);
  }
  return clusters.size - strata.size;
}

function multistage(
  design: SurveyDesign,
  values: Float64Array,
  rows: readonly number[],
  depth: number,
): number {
  const stage = stageAt(design, depth);
  let variance = oneStage(stage, values, rows, design.lonely, depth);
  if (!stage.population || depth + 1 >= design.stages.length) return variance;
  for (const inside of grouped(rows, stage.clusters).values()) {
    const [first = 0] = inside;
    const fraction = (stage.sampled[first] ?? 0) / (stage.population[first] ?? 1);
    variance += fraction * multistage(design, values, inside, depth + 1);
  }
  return variance;
}

function oneStage(
  stage: Stage,
  values: Float64Array,
  rows: readonly number[],
  lonely: LonelyStratum,
  depth: number,
): number {
  const strata = [...grouped(rows, stage.strata).values()].map((inside) =>
    oneStratum(stage, values, inside, lonely, depth),
  );
  const known = strata.filter((variance) => variance !== null);
  if (known.length === 0) throw new MethodError('lonely-stratum', `every stratum at stage ${depth + 1}`);
  return (known.reduce((sum, variance) => sum + variance, 0) * strata.length) / known.length;
}

/** Variance within one stratum; null = to be taken from the average of the others. */
function oneStratum(
  stage: Stage,
  values: Float64Array,
  rows: readonly number[],
  lonely: LonelyStratum,
  depth: number,
): number | null {
  const [first = 0] = rows;
  const n = stage.sampled[first] ?? 0;
  const population = stage.population?.[first] ?? Infinity;
  const correction = population === Infinity ? 1 : (population - n) / population;
  if (correction < 1e-7) return 0;
  const totals = [...grouped(rows, stage.clusters).values()].map((inside) =>
    inside.reduce((sum, row) => sum + (values[row] ?? 0), 0),
  );
  if (n === 1) return ofLonely(totals[0] ?? 0, correction, lonely, depth);
  const mean = totals.reduce((sum, total) => sum + total, 0) / n;
  const squares =
    totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) + (n - totals.length) * mean * mean;
  return (correction * n * squares) / (n - 1);
}

function ofLonely(total: number, correction: number, lonely: LonelyStratum, depth: number): number | null {
  if (lonely === 'fail') throw new MethodError('lonely-stratum', `stage ${depth + 1}`);
  if (lonely === 'average') return null;
  return lonely === 'adjust' ? correction * total * total : 0;
}

function grouped(rows: readonly number[], key: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const id = key[row] ?? -1;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}

function stageAt(design: SurveyDesign, depth: number): Stage {
  const stage = design.stages[depth];
  if (!stage) throw new MethodError('bad-design', `no stage ${depth + 1}`);
  return stage;
}
