/** A class per row, e.g. a sex or an age group; rows of weight 0 may have any. */
export type Classes = readonly (string | number)[];

/** Sum of `values` per class. */
export function sumByClass(values: ArrayLike<number>, classes: Classes): Map<string, number> {
  const sums = new Map<string, number>();
  for (let row = 0; row < classes.length; row += 1) {
    const name = String(classes[row]);
    sums.set(name, (sums.get(name) ?? 0) + (values[row] ?? 0));
  }
  return sums;
}

/** For each row, the sum of its class divided by another sum of its class; 0 where that is 0. */
export function classRatio(
  classes: Classes,
  above: ReadonlyMap<string, number>,
  below: ReadonlyMap<string, number>,
): (row: number) => number {
  return (row) => {
    const name = String(classes[row]);
    const divisor = below.get(name) ?? 0;
    return divisor === 0 ? 0 : (above.get(name) ?? 0) / divisor;
  };
}
