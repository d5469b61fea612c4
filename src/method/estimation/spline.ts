/** Cubic spline through points with the ends of Forsythe, Malcolm & Moler, read at three times as many places. */

/** As R's `spline(x, y)`: x ascending, at least four points. */
export function splineThrough(x: readonly number[], y: readonly number[]): { x: number; y: number }[] {
  const second = coefficients(x, y);
  const first = x[0] ?? 0;
  const width = (x.at(-1) ?? 0) - first;
  const places = 3 * x.length;
  return Array.from({ length: places }, (_, index) => {
    const at = first + (width * index) / (places - 1);
    return { x: at, y: evaluate(x, y, second, at) };
  });
}

interface Coefficients {
  readonly b: Float64Array;
  readonly c: Float64Array;
  readonly d: Float64Array;
}

/** Tridiagonal system for the second derivatives; the third derivatives at the ends come from the outer four points. */
function coefficients(x: readonly number[], y: readonly number[]): Coefficients {
  const n = x.length;
  const [b, c, d] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const g = (list: ArrayLike<number>, i: number): number => list[i] ?? 0;
  d[0] = g(x, 1) - g(x, 0);
  c[1] = (g(y, 1) - g(y, 0)) / g(d, 0);
  for (let i = 1; i < n - 1; i += 1) {
    d[i] = g(x, i + 1) - g(x, i);
    b[i] = 2 * (g(d, i - 1) + g(d, i));
    c[i + 1] = (g(y, i + 1) - g(y, i)) / g(d, i);
    c[i] = g(c, i + 1) - g(c, i);
  }
  b[0] = -g(d, 0);
  b[n - 1] = -g(d, n - 2);
  endConditions(x, c, d);
  for (let i = 1; i < n; i += 1) {
    const t = g(d, i - 1) / g(b, i - 1);
    b[i] = g(b, i) - t * g(d, i - 1);
    c[i] = g(c, i) - t * g(c, i - 1);
  }
  c[n - 1] = g(c, n - 1) / g(b, n - 1);
  for (let i = n - 2; i >= 0; i -= 1) c[i] = (g(c, i) - g(d, i) * g(c, i + 1)) / g(b, i);
  return polynomials(x, y, { b, c, d });
}

function endConditions(x: readonly number[], c: Float64Array, d: Float64Array): void {
  const n = x.length;
  const g = (list: ArrayLike<number>, i: number): number => list[i] ?? 0;
  const start = g(c, 2) / (g(x, 3) - g(x, 1)) - g(c, 1) / (g(x, 2) - g(x, 0));
  const end = g(c, n - 2) / (g(x, n - 1) - g(x, n - 3)) - g(c, n - 3) / (g(x, n - 2) - g(x, n - 4));
  c[0] = (start * g(d, 0) * g(d, 0)) / (g(x, 3) - g(x, 0));
  c[n - 1] = (-end * g(d, n - 2) * g(d, n - 2)) / (g(x, n - 1) - g(x, n - 4));
}

function polynomials(x: readonly number[], y: readonly number[], { b, c, d }: Coefficients): Coefficients {
  const n = x.length;
  const g = (list: ArrayLike<number>, i: number): number => list[i] ?? 0;
  const last = g(d, n - 2);
  b[n - 1] = (g(y, n - 1) - g(y, n - 2)) / last + last * (g(c, n - 2) + 2 * g(c, n - 1));
  for (let i = 0; i <= n - 2; i += 1) {
    const width = g(d, i);
    b[i] = (g(y, i + 1) - g(y, i)) / width - width * (g(c, i + 1) + 2 * g(c, i));
    d[i] = (g(c, i + 1) - g(c, i)) / width;
    c[i] = 3 * g(c, i);
  }
  c[n - 1] = 3 * g(c, n - 1);
  d[n - 1] = g(d, n - 2);
  return { b, c, d };
}

function evaluate(x: readonly number[], y: readonly number[], { b, c, d }: Coefficients, at: number): number {
  const next = x.findIndex((knot) => knot > at);
  const i = next < 0 ? x.length - 1 : Math.max(0, next - 1);
  const dx = at - (x[i] ?? 0);
  return (y[i] ?? 0) + dx * ((b[i] ?? 0) + dx * ((c[i] ?? 0) + dx * (d[i] ?? 0)));
}
