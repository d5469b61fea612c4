/** Symmetric matrices as arrays of rows. */
export type Matrix = readonly (readonly number[])[];

/**
 * Johnson's relative weights (2000): how much of an outcome's explained variance each predictor accounts for, when
 * predictors are correlated. They sum to R².
 * @param between correlations of the predictors
 * @param withOutcome correlation of each predictor with the outcome
 */
export function relativeWeights(between: Matrix, withOutcome: readonly number[]): number[] {
  const root = squareRoot(between);
  return weightsFrom(root, withOutcome);
}

/**
 * The same where each predictor has its own outcome, e.g. the overall without that predictor: row j of
 * `withOutcome` holds every predictor's correlation with outcome j, and the j-th weight is taken from it.
 */
export function relativeWeightsPerOutcome(between: Matrix, withOutcome: Matrix): number[] {
  const root = squareRoot(between);
  return withOutcome.map((row, own) => weightsFrom(root, row)[own] ?? 0);
}

interface Root {
  readonly root: Matrix;
  readonly inverse: Matrix;
}

function weightsFrom({ root, inverse }: Root, withOutcome: readonly number[]): number[] {
  const slopes = inverse.map((row) => row.reduce((sum, value, k) => sum + value * (withOutcome[k] ?? 0), 0));
  return root.map((row) => row.reduce((sum, value, k) => sum + value ** 2 * (slopes[k] ?? 0) ** 2, 0));
}

/** Symmetric square root and its pseudo-inverse; directions without variance are left out. */
function squareRoot(matrix: Matrix): Root {
  const { values, vectors } = eigen(matrix);
  const compose = (scale: (value: number) => number): number[][] =>
    matrix.map((_, i) =>
      matrix.map((__, j) =>
        values.reduce(
          (sum, value, k) => sum + scale(value) * (vectors[i]?.[k] ?? 0) * (vectors[j]?.[k] ?? 0),
          0,
        ),
      ),
    );
  const floor = 1e-10 * Math.max(...values, 0);
  return {
    root: compose((value) => (value > floor ? Math.sqrt(value) : 0)),
    inverse: compose((value) => (value > floor ? 1 / Math.sqrt(value) : 0)),
  };
}

/** Eigenvalues and vectors (as columns) of a symmetric matrix by Jacobi rotations. */
export function eigen(matrix: Matrix): { values: number[]; vectors: number[][] } {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, i) => Array.from({ length: size }, (__, j) => Number(i === j)));
  for (let sweep = 0; sweep < 100 && offDiagonal(a) > 1e-24; sweep += 1) {
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(a, vectors, p, q);
  }
  return { values: a.map((row, i) => row[i] ?? 0), vectors };
}

function offDiagonal(a: Matrix): number {
  return a.reduce(
    (sum, row, i) => sum + row.reduce((part, value, j) => part + (i === j ? 0 : value * value), 0),
    0,
  );
}

function rotate(a: number[][], vectors: number[][], p: number, q: number): void {
  const get = (i: number, j: number): number => a[i]?.[j] ?? 0;
  if (get(p, q) === 0) return;
  const theta = (get(q, q) - get(p, p)) / (2 * get(p, q));
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const turn = (row: number[]): void => {
    const [x = 0, y = 0] = [row[p], row[q]];
    row[p] = c * x - t * c * y;
    row[q] = t * c * x + c * y;
  };
  a.forEach(turn);
  const [rowP = [], rowQ = []] = [a[p], a[q]];
  for (let k = 0; k < a.length; k += 1) {
    const [x = 0, y = 0] = [rowP[k], rowQ[k]];
    rowP[k] = c * x - t * c * y;
    rowQ[k] = t * c * x + c * y;
  }
  vectors.forEach(turn);
}
