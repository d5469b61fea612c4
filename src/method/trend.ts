/** One round of a series, oldest first in every function here. */
export interface SeriesPoint {
  /** Time in years; only differences matter. */
  readonly time: number;
  /** Index on the scale 0–100; null when not published. */
  readonly value: number | null;
  /** Values compare only within the same code and version of definition … */
  readonly definition: string;
  /** … and the same population. */
  readonly population: string;
}

/** A time at which a series breaks: values before and from it do not compare (method §1). */
export interface SeriesBreak {
  readonly from: number;
  readonly reason: string;
}

/** True when a line, a change or a test may join two rounds. */
export function areComparable(a: SeriesPoint, b: SeriesPoint, breaks: readonly SeriesBreak[]): boolean {
  const [early, late] = a.time <= b.time ? [a, b] : [b, a];
  const broken = breaks.some(({ from }) => early.time < from && late.time >= from);
  return !broken && a.definition === b.definition && a.population === b.population;
}

/** The stretches that may be drawn as unbroken lines, in order; a gap stands between any two. */
export function comparableRuns<Point extends SeriesPoint>(
  points: readonly Point[],
  breaks: readonly SeriesBreak[],
): Point[][] {
  const runs: Point[][] = [];
  for (const point of points) {
    if (point.value === null) continue;
    const last = runs.at(-1)?.at(-1);
    if (last && areComparable(last, point, breaks)) runs.at(-1)?.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** Points gained since the round before it, for each point of a series; null at a gap and at the start. */
export function changes(points: readonly SeriesPoint[], breaks: readonly SeriesBreak[]): (number | null)[] {
  return points.map((point, index) => {
    const before = points[index - 1];
    if (!before || point.value === null || before.value === null) return null;
    return areComparable(before, point, breaks) ? point.value - before.value : null;
  });
}
