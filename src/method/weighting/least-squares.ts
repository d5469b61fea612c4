import { MethodError } from '../method-error.js';

/** An orthonormal basis of the columns of a matrix, with the triangle that leads back to them (A = QR). */
export interface OrthogonalBasis {
  readonly q: readonly Float64Array[];
  /** Upper triangle by column: r[j][i], i ≤ j. */
  readonly r: readonly Float64Array[];
}

/**
 * QR by modified Gram–Schmidt, each column cleaned twice so that no digit is lost.
 * @throws MethodError `bad-design` when a column depends on those before it
 */
export function orthogonalise(columns: readonly Float64Array[]): OrthogonalBasis {
  const q: Float64Array[] = [];
  const r: Float64Array[] = [];
  columns.forEach((column, index) => {
    const rest = Float64Array.from(column);
    const coefficients = new Float64Array(index + 1);
    for (let pass = 0; pass < 2; pass += 1) {
      q.forEach((base, i) => {
        const share = dot(base, rest);
        coefficients[i] = (coefficients[i] ?? 0) + share;
        subtract(rest, base, share);
      });
    }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > 1e-9 * Math.sqrt(dot(column, column))))
      throw new MethodError('bad-design', `column ${index} depends on others`);
    coefficients[index] = length;
    q.push(rest.map((value) => value / length));
    r.push(coefficients);
  });
  return { q, r };
}

/** What of `values` the columns cannot explain. */
export function residualsOf({ q }: OrthogonalBasis, values: Float64Array): Float64Array {
  const rest = Float64Array.from(values);
  for (let pass = 0; pass < 2; pass += 1) for (const base of q) subtract(rest, base, dot(base, rest));
  return rest;
}

/** x with AᵀA·x = b, from A = QR. */
export function solveNormal({ r }: OrthogonalBasis, b: readonly number[]): number[] {
  const size = r.length;
  const entry = (i: number, j: number): number => r[j]?.[i] ?? 0;
  const forward = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= entry(k, i) * (forward[k] ?? 0);
    forward[i] = sum / entry(i, i);
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = forward[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= entry(i, k) * (x[k] ?? 0);
    x[i] = sum / entry(i, i);
  }
  return x;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function subtract(from: Float64Array, base: Float64Array, share: number): void {
  for (let i = 0; i < from.length; i += 1) from[i] = (from[i] ?? 0) - share * (base[i] ?? 0);
}
