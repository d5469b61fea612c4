import { MethodError } from '../method-error.js';

/**
 * What to do with a stratum of which one cluster was drawn, so that nothing can be said about its spread (method §3).
 * `fail` refuses; `certainty` and `remove` count it as no variance; `adjust` centres it at the grand mean instead of
 * its own; `average` gives it the mean variance of the other strata. As R's `survey.lonely.psu`.
 */
export type LonelyStratum = 'fail' | 'certainty' | 'remove' | 'adjust' | 'average';

/** One stage of drawing, a value per row. */
interface StageInput {
  /** The cluster a row belongs to; at the last stage usually the row itself. */
  readonly clusters: readonly (string | number)[];
  readonly strata?: readonly (string | number)[];
  /**
   * Clusters in the population of the row's stratum (≥ 1), or the sampled fraction (≤ 1). Without it the stage counts
   * as drawn with replacement, and what happens beneath it needs no further term.
   */
  readonly population?: readonly number[];
}

export interface DesignInput {
  readonly stages: readonly StageInput[];
  /** 1/inclusion probability per row; without it Π N/n over the stages. */
  readonly weights?: readonly number[];
  /** True when the same cluster name in two strata means two clusters. */
  readonly nest?: boolean;
  readonly lonely?: LonelyStratum;
}

/** One stage, ready to compute with: ids are unique over the whole sample. */
export interface Stage {
  readonly clusters: Int32Array;
  readonly strata: Int32Array;
  /** Clusters drawn in the row's stratum. */
  readonly sampled: Int32Array;
  /** Clusters there are in the row's stratum; null = with replacement. */
  readonly population: Float64Array | null;
}

/** How a change of weights changes what each row contributes to the variance: influences in, residuals out. */
export type ResidualStep = (influence: Float64Array) => Float64Array;

/** A drawn sample (method §3). Immutable: weighting returns a new one. */
export interface SurveyDesign {
  readonly size: number;
  readonly stages: readonly Stage[];
  readonly weights: Float64Array;
  /** Steps of weighting, first applied first. */
  readonly adjustments: readonly ResidualStep[];
  readonly lonely: LonelyStratum;
}

/**
 * Builds a design from its stages.
 * @throws MethodError `bad-design` when columns differ in length, a cluster lies in two strata, or more was drawn
 * than there is
 */
export function surveyDesign(input: DesignInput): SurveyDesign {
  const size = input.stages[0]?.clusters.length ?? 0;
  if (size === 0) throw new MethodError('bad-design', 'no rows');
  const stages: Stage[] = [];
  let above: readonly string[] | null = null;
  for (const stage of input.stages) {
    const names = clusterNames(stage, above, input.nest === true, size);
    stages.push(buildStage(stage, names, above, size));
    above = names;
  }
  const weights = input.weights ? Float64Array.from(input.weights) : inverseProbabilities(stages, size);
  if (weights.length !== size || weights.some((weight) => !(weight >= 0))) {
    throw new MethodError('bad-design', 'weights');
  }
  return { size, stages, weights, adjustments: [], lonely: input.lonely ?? 'fail' };
}

/** The same sample with other weights, and the residual step that the change brings. */
export function reweighted(design: SurveyDesign, weights: Float64Array, step: ResidualStep): SurveyDesign {
  return { ...design, weights, adjustments: [...design.adjustments, step] };
}

function clusterNames(
  stage: StageInput,
  above: readonly string[] | null,
  nest: boolean,
  size: number,
): readonly string[] {
  const { clusters, strata } = stage;
  if (clusters.length !== size || (strata && strata.length !== size))
    throw new MethodError('bad-design', 'lengths');
  return clusters.map((cluster, row) =>
    JSON.stringify([above?.[row] ?? '', nest ? (strata?.[row] ?? '') : '', String(cluster)]),
  );
}

function buildStage(
  stage: StageInput,
  names: readonly string[],
  above: readonly string[] | null,
  size: number,
): Stage {
  const clusters = numbered(names);
  const strata = numbered(
    names.map((_, row) => JSON.stringify([above?.[row] ?? '', stage.strata?.[row] ?? ''])),
  );
  const stratumOf = new Map<number, number>();
  const counts = new Map<number, number>();
  clusters.forEach((cluster, row) => {
    const stratum = strata[row] ?? -1;
    const known = stratumOf.get(cluster);
    if (known === undefined) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
    else if (known !== stratum)
      throw new MethodError('bad-design', `cluster in two strata: ${names[row] ?? ''}`);
    stratumOf.set(cluster, stratum);
  });
  const sampled = strata.map((stratum) => counts.get(stratum) ?? 0);
  return { clusters, strata, sampled, population: populationOf(stage, sampled, size) };
}

function populationOf(stage: StageInput, sampled: Int32Array, size: number): Float64Array | null {
  const given = stage.population;
  if (!given) return null;
  if (given.length !== size) throw new MethodError('bad-design', 'population');
  const sizes = given.some((value) => value > 1);
  const result = Float64Array.from(given, (value, row) => (sizes ? value : (sampled[row] ?? 0) / value));
  const tooMany = result.findIndex((value, row) => !(value >= (sampled[row] ?? 0) * (1 - 1e-12)));
  if (tooMany >= 0) throw new MethodError('bad-design', `more drawn than there is, row ${tooMany}`);
  return result;
}

function inverseProbabilities(stages: readonly Stage[], size: number): Float64Array {
  const weights = new Float64Array(size).fill(1);
  for (const { population, sampled } of stages) {
    population?.forEach((total, row) => {
      weights[row] = ((weights[row] ?? 1) * total) / (sampled[row] ?? 1);
    });
  }
  return weights;
}

function numbered(names: readonly string[]): Int32Array {
  const ids = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    const id = ids.get(name) ?? ids.size;
    ids.set(name, id);
    return id;
  });
}
