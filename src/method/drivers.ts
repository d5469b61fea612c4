import { type IndexDefinition } from './index-definition.js';
import { criteriaOf, type IndexStructure, OVERALL } from './index-structure.js';
import { computeIndex, type CountsByCriterion } from './index-value.js';
import { criterionShares } from './interval.js';
import { isLevel, NO_ANSWERS, totalOf } from './level-counts.js';
import { type Matrix, relativeWeights, relativeWeightsPerOutcome } from './relative-weights.js';

type Levels = readonly (number | null)[];

/**
 * Importance of each criterion for the overall, as shares that sum to 1 (method §4): Johnson's relative weights for
 * the general question where it is asked, else for each respondent's mean of the other criteria. Correlations use
 * all respondents who answered both; a criterion on which all agree has no importance that could be seen.
 * @param responses levels per respondent, one column per criterion
 * @param general the general question's level per respondent, or null when it is not asked
 */
export function importanceOf(responses: readonly Levels[], general: Levels | null): number[] {
  const size = responses[0]?.length ?? 0;
  const columns = Array.from({ length: size }, (_, j) => responses.map((levels) => levels[j] ?? null));
  const between = columns.map((a, i) => columns.map((b, j) => (i === j ? 1 : correlation(a, b))));
  const weights = general
    ? relativeWeights(
        between,
        columns.map((column) => correlation(column, general)),
      )
    : relativeWeightsPerOutcome(between, leaveOneOut(responses, columns));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 0));
}

/** Row j: correlations of all criteria with the mean of everything but criterion j. */
function leaveOneOut(responses: readonly Levels[], columns: readonly Levels[]): Matrix {
  return columns.map((_, own) => {
    const rest = responses.map((levels) => {
      const others = levels.filter((level, j) => j !== own && isLevel(level)) as number[];
      return others.length === 0 ? null : others.reduce((sum, level) => sum + level, 0) / others.length;
    });
    return columns.map((column) => correlation(column, rest));
  });
}

/** Pearson's correlation over the pairs that are complete; 0 where one side does not vary. */
export function correlation(a: Levels, b: Levels): number {
  const pairs = a.flatMap((x, i): [number, number][] => {
    const y = b[i];
    return x === null || y === null || y === undefined ? [] : [[x, y]];
  });
  const mean = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanA) ** 2;
    yy += (y - meanB) ** 2;
    xy += (x - meanA) * (y - meanB);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** A criterion on the priority map. */
export interface Priority {
  readonly code: string;
  readonly index: number;
  readonly importance: number;
  /** Below the mean index and above the mean importance: first to improve; and so on. */
  readonly field: 'improveFirst' | 'keep' | 'improveLater' | 'noPriority';
  /** The index at the 75th percentile of the units. */
  readonly best: number;
  /** Points that the overall would gain if the criterion reached `best`. */
  readonly gain: number;
}

/**
 * Importance against index, with what each lift would add to the overall; largest gain first (method §4).
 * @param importance by criterion code
 * @param unitIndices the criterion's index in each unit, by criterion code
 */
export function priorityMap(
  definition: IndexDefinition,
  structure: IndexStructure,
  counts: CountsByCriterion,
  importance: ReadonlyMap<string, number>,
  unitIndices: ReadonlyMap<string, readonly number[]>,
): Priority[] {
  const shares = sharesOf(definition, structure, counts);
  const rows = criteriaOf(structure).flatMap((code) => {
    const index = computeIndex(definition, structure, counts, code).value;
    return index === null ? [] : [{ code, index, importance: importance.get(code) ?? 0 }];
  });
  const mean = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  const [meanIndex, meanImportance] = [mean((row) => row.index), mean((row) => row.importance)];
  return rows
    .map((row): Priority => {
      const best = Math.max(row.index, percentile(unitIndices.get(row.code) ?? [], 0.75) ?? row.index);
      const field = fieldOf(row.index < meanIndex, row.importance >= meanImportance);
      return { ...row, field, best, gain: (shares.get(row.code) ?? 0) * (best - row.index) };
    })
    .sort((a, b) => b.gain - a.gain);
}

/** What one point of a criterion adds to the overall. */
function sharesOf(
  definition: IndexDefinition,
  structure: IndexStructure,
  counts: CountsByCriterion,
): ReadonlyMap<string, number> {
  if (definition.combine === 'meanOfMeans') return criterionShares(definition, structure, OVERALL);
  const answers = criteriaOf(structure).map((code): [string, number] => [
    code,
    totalOf(counts[code] ?? NO_ANSWERS),
  ]);
  const total = answers.reduce((sum, [, n]) => sum + n, 0);
  return new Map(answers.map(([code, n]) => [code, total > 0 ? n / total : 0]));
}

function fieldOf(weak: boolean, important: boolean): Priority['field'] {
  if (important) return weak ? 'improveFirst' : 'keep';
  return weak ? 'improveLater' : 'noPriority';
}

/** Quantile between neighbouring values (R's type 7); null without values. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
