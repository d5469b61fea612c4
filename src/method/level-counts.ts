/** Answers per level 1–5, *Rất không hài lòng* to *Rất hài lòng* (method §1). Blank answers are not counted. */
export type LevelCounts = readonly [n1: number, n2: number, n3: number, n4: number, n5: number];

export const NO_ANSWERS: LevelCounts = [0, 0, 0, 0, 0];

/** True for a level that counts in N; null, 0 and anything else are no answer. */
export function isLevel(value: number | null | undefined): value is number {
  return value === 1 || value === 2 || value === 3 || value === 4 || value === 5;
}

/** Counts the levels of one criterion over many responses. */
export function countLevels(levels: Iterable<number | null | undefined>): LevelCounts {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const level of levels) if (isLevel(level)) counts[level - 1] = (counts[level - 1] ?? 0) + 1;
  return counts;
}

export function addCounts(a: LevelCounts, b: LevelCounts): LevelCounts {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]];
}

export function sumCounts(all: Iterable<LevelCounts>): LevelCounts {
  let sum = NO_ANSWERS;
  for (const counts of all) sum = addCounts(sum, counts);
  return sum;
}

/** N: how many answered. */
export function totalOf(counts: LevelCounts): number {
  return counts[0] + counts[1] + counts[2] + counts[3] + counts[4];
}

/** Σ k·n_k, the sum of the levels. */
export function levelSum(counts: LevelCounts): number {
  return counts[0] + 2 * counts[1] + 3 * counts[2] + 4 * counts[3] + 5 * counts[4];
}

/** n4 + n5: satisfied or very satisfied. */
export function satisfiedOf(counts: LevelCounts): number {
  return counts[3] + counts[4];
}

/** Share of each level in percent, unrounded, level 1 first; null when nobody answered. */
export function percentShares(counts: LevelCounts): readonly [number, number, number, number, number] | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  const share = (count: number): number => (100 * count) / total;
  return [share(counts[0]), share(counts[1]), share(counts[2]), share(counts[3]), share(counts[4])];
}
