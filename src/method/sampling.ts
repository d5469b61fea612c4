import { MethodError } from './method-error.js';
import { seededRandom, type SeededRandom, shuffled } from './seeded-random.js';
import { Z } from './wilson.js';

/** The size that the older guide prescribes: N/(1 + N·e²), rounded up (method §3). @param error e.g. 0.05 */
export function guideSampleSize(population: number, error: number): number {
  return Math.ceil(population / (1 + population * error * error));
}

export interface SizeRequest {
  /** Index expected, 0–100; 50 is the safest guess. */
  readonly expected: number;
  /** Half the width of the 95 % interval that is wanted, in points. */
  readonly halfWidth: number;
  readonly designEffect?: number;
  /** Share of the drawn that is expected to answer, 0–1. */
  readonly responseRate?: number;
  readonly population?: number;
}

/** The honest size: answers needed for a wanted interval, and how many must be drawn to get them (method §3). */
export function sampleSizeFor(request: SizeRequest): { answers: number; toDraw: number } {
  const { expected, halfWidth, designEffect = 1, responseRate = 1, population = Infinity } = request;
  if (!(halfWidth > 0 && responseRate > 0))
    throw new MethodError('out-of-range', 'half width or response rate');
  const p = expected / 100;
  const infinite = ((Z * Z * p * (1 - p)) / (halfWidth / 100) ** 2) * designEffect;
  const answers = Math.ceil(infinite / (1 + Math.max(0, infinite - 1) / population) - 1e-9);
  return { answers, toDraw: Math.min(population, Math.ceil(answers / responseRate - 1e-9)) };
}

export interface AllocationStratum {
  readonly key: string;
  readonly size: number;
  /** Spread of the answers within, for Neyman's allocation. */
  readonly deviation?: number;
}

/**
 * Shares a sample out over strata: by size, by size × spread (Neyman), or evenly; at least `least` in each and never
 * more than there is. Sums to `total` exactly (largest remainders).
 * @throws MethodError `out-of-range` when `total` cannot be met
 */
export function allocate(
  total: number,
  strata: readonly AllocationStratum[],
  method: 'proportional' | 'neyman' | 'equal',
  least = 0,
): Map<string, number> {
  const floor = new Map(strata.map(({ key, size }) => [key, Math.min(size, least)]));
  const sum = (values: Iterable<number>): number => [...values].reduce((all, value) => all + value, 0);
  if (sum(floor.values()) > total || sum(strata.map(({ size }) => size)) < total) {
    throw new MethodError('out-of-range', `${total} cannot be allocated`);
  }
  const measure = ({ size, deviation = 1 }: AllocationStratum): number =>
    method === 'equal' ? 1 : method === 'neyman' ? size * deviation : size;
  return roundShares(total, strata, idealShares(total, strata, floor, measure));
}

/** Shares by measure, those beyond a bound fixed at it and the rest shared among the others. */
function idealShares(
  total: number,
  strata: readonly AllocationStratum[],
  floor: ReadonlyMap<string, number>,
  measure: (stratum: AllocationStratum) => number,
): { key: string; low: number; high: number; share: number }[] {
  const bounds = strata.map((stratum) => ({
    key: stratum.key,
    low: floor.get(stratum.key) ?? 0,
    high: stratum.size,
    measure: measure(stratum),
  }));
  // The multiplier at which the bounded shares sum to the total, by halving.
  const at = (multiplier: number): number[] =>
    bounds.map(({ low, high, measure: size }) => Math.min(high, Math.max(low, multiplier * size)));
  let [from, to] = [0, 1];
  const sumAt = (multiplier: number): number => at(multiplier).reduce((all, value) => all + value, 0);
  while (sumAt(to) < total && to < 1e300) to *= 2;
  for (let step = 0; step < 200; step += 1) {
    const middle = (from + to) / 2;
    if (sumAt(middle) < total) from = middle;
    else to = middle;
  }
  const shares = at(to);
  return bounds.map(({ key, low, high }, index) => ({ key, low, high, share: shares[index] ?? low }));
}

function roundShares(
  total: number,
  strata: readonly AllocationStratum[],
  ideal: readonly { key: string; high: number; share: number }[],
): Map<string, number> {
  const result = new Map(ideal.map(({ key, share }) => [key, Math.floor(share + 1e-9)]));
  let left = total - [...result.values()].reduce((all, value) => all + value, 0);
  const byRemainder = ideal.toSorted((a, b) => (b.share % 1) - (a.share % 1) || (a.key < b.key ? -1 : 1));
  for (let round = 0; left > 0 && round <= strata.length + total; round += 1) {
    const next = byRemainder[round % byRemainder.length];
    if (!next || (result.get(next.key) ?? 0) >= next.high) continue;
    result.set(next.key, (result.get(next.key) ?? 0) + 1);
    left -= 1;
  }
  return result;
}

/** A drawn row of the frame with its inclusion probability; its base weight is 1/probability. */
export interface DrawnRow {
  readonly row: number;
  readonly probability: number;
}

/** Simple random sample of `n` of `size` rows, in frame order. The same frame and seed give the same draw. */
export function drawSimple(size: number, n: number, seed: string): DrawnRow[] {
  return simple(size, n, seededRandom(seed));
}

/** Every (size/n)-th row from a random start: spreads the sample over the order of the frame. */
export function drawSystematic(size: number, n: number, seed: string): DrawnRow[] {
  requireSize(size, n);
  const start = seededRandom(seed).next();
  return Array.from({ length: n }, (_, k) => ({
    row: Math.floor(((start + k) * size) / n),
    probability: n / size,
  }));
}

/** A simple random sample in each stratum; each has its own stream of numbers, so one does not move another. */
export function drawStratified(
  strata: readonly string[],
  allocation: ReadonlyMap<string, number>,
  seed: string,
): DrawnRow[] {
  return [...allocation]
    .flatMap(([key, n]) => {
      const rows = strata.flatMap((stratum, row) => (stratum === key ? [row] : []));
      const drawn = simple(rows.length, n, seededRandom(`${seed}/${key}`));
      return drawn.map(({ row, probability }) => ({ row: rows[row] ?? 0, probability }));
    })
    .sort((a, b) => a.row - b.row);
}

/**
 * Systematic draw with probability proportional to size. Rows so large that they would be hit more than once are
 * taken with certainty and the rest is drawn among the others.
 */
export function drawProportionalToSize(sizes: readonly number[], n: number, seed: string): DrawnRow[] {
  const usable = sizes.filter((size) => size > 0).length;
  requireSize(usable, n);
  const certain = certainRows(sizes, n);
  const rest = sizes.map((size, row) => (certain.has(row) ? 0 : Math.max(0, size)));
  const total = rest.reduce((sum, size) => sum + size, 0);
  const wanted = n - certain.size;
  const start = seededRandom(seed).next();
  const drawn = [...certain].map((row) => ({ row, probability: 1 }));
  let passed = 0;
  let next = 0;
  rest.forEach((size, row) => {
    passed += size;
    if (next < wanted && ((start + next) * total) / wanted < passed) {
      drawn.push({ row, probability: (wanted * size) / total });
      next += 1;
    }
  });
  return drawn.sort((a, b) => a.row - b.row);
}

function certainRows(sizes: readonly number[], n: number): Set<number> {
  const certain = new Set<number>();
  for (;;) {
    const total = sizes.reduce((sum, size, row) => sum + (certain.has(row) ? 0 : Math.max(0, size)), 0);
    const wanted = n - certain.size;
    const more = sizes.flatMap((size, row) =>
      !certain.has(row) && size > 0 && wanted * size >= total ? [row] : [],
    );
    if (wanted <= 0 || more.length === 0) return certain;
    for (const row of more) certain.add(row);
  }
}

function simple(size: number, n: number, random: SeededRandom): DrawnRow[] {
  requireSize(size, n);
  const rows = shuffled(
    Array.from({ length: size }, (_, row) => row),
    random,
  ).slice(0, n);
  return rows.sort((a, b) => a - b).map((row) => ({ row, probability: n / size }));
}

function requireSize(size: number, n: number): void {
  if (!(Number.isInteger(n) && n >= 0 && n <= size)) throw new MethodError('out-of-range', `${n} of ${size}`);
}
