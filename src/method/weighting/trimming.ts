/**
 * Keeps weights between two bounds and spreads what was cut evenly over the others, so that their sum stays
 * (as R's `trimWeights`, repeated until none is outside). Weights of 0 stay 0.
 */
export function trimWeights(
  weights: Float64Array,
  lower: number,
  upper: number,
): { weights: Float64Array; trimmed: number } {
  let current = weights;
  const cut = new Set<number>();
  for (let round = 0; round < 100; round += 1) {
    const outside = [...current.keys()].filter((row) => isOutside(current[row] ?? 0, lower, upper));
    if (outside.length === 0) break;
    for (const row of outside) cut.add(row);
    current = spread(current, lower, upper);
  }
  return {
    weights: current.map((weight) => (weight === 0 ? 0 : Math.min(upper, Math.max(lower, weight)))),
    trimmed: cut.size,
  };
}

function spread(weights: Float64Array, lower: number, upper: number): Float64Array {
  let excess = 0;
  let inside = 0;
  for (const weight of weights) {
    if (isOutside(weight, lower, upper)) excess += weight - Math.min(upper, Math.max(lower, weight));
    else if (weight > 0) inside += 1;
  }
  const share = inside > 0 ? excess / inside : 0;
  return weights.map((weight) => {
    if (weight === 0) return 0;
    return isOutside(weight, lower, upper) ? Math.min(upper, Math.max(lower, weight)) : weight + share;
  });
}

function isOutside(weight: number, lower: number, upper: number): boolean {
  return weight > 0 && (weight < lower * (1 - 1e-12) || weight > upper * (1 + 1e-12));
}
