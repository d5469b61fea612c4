import { seededRandom } from './seeded-random.js';

/** A unit's index with its uncertainty, in points on the scale 0–100. */
export interface RankEstimate {
  readonly key: string;
  /** Unrounded; a unit without a value has no rank. */
  readonly value: number | null;
  readonly se: number;
  /** Independent answers behind it; used where `se` is 0 because everybody gave the same. */
  readonly effectiveN: number;
}

export interface Rank {
  readonly place: number;
  readonly of: number;
  /** Best and worst place in 95 % of the simulations; always contains `place`. */
  readonly low: number;
  readonly high: number;
}

const SIMULATIONS = 2000;

/** Competition ranks, best first: equal values share a place, the next is skipped (1, 2, 2, 4). */
export function competitionRanks(values: readonly number[]): number[] {
  const descending = [...values].sort((a, b) => b - a);
  const placeOf = new Map<number, number>();
  descending.forEach((value, index) => {
    if (!placeOf.has(value)) placeOf.set(value, index + 1);
  });
  return values.map((value) => placeOf.get(value) ?? 0);
}

/**
 * Ranks on the unrounded value with an interval for each, by drawing every unit's true value independently,
 * normal on the logit, around its estimate (method §4). The same seed gives the same intervals.
 */
export function rankUnits(estimates: readonly RankEstimate[], seed: string | number): Map<string, Rank> {
  const ranked = estimates.flatMap(({ key, value, ...rest }) =>
    value === null ? [] : [{ key, value, ...rest }],
  );
  const places = competitionRanks(ranked.map((unit) => unit.value));
  const drawn = simulateRanks(ranked.map(logitOf), seed);
  return new Map(
    ranked.map((unit, index) => {
      const place = places[index] ?? 0;
      const sorted = (drawn[index] ?? Uint16Array.of(place)).toSorted((a, b) => a - b);
      const low = Math.min(place, quantile(sorted, 0.025));
      const high = Math.max(place, quantile(sorted, 0.975));
      return [unit.key, { place, of: ranked.length, low, high }];
    }),
  );
}

/** One row of drawn ranks per unit. */
function simulateRanks(
  units: readonly { centre: number; spread: number }[],
  seed: string | number,
): Uint16Array[] {
  const random = seededRandom(seed);
  const drawn = units.map(() => new Uint16Array(SIMULATIONS));
  for (let run = 0; run < SIMULATIONS; run += 1) {
    const values = units.map(({ centre, spread }) => centre + spread * random.normal());
    competitionRanks(values).forEach((rank, index) => {
      const row = drawn[index];
      if (row) row[run] = rank;
    });
  }
  return drawn;
}

/** Estimate on the logit; two added successes and failures keep 0 and 100 finite (Agresti & Coull 1998). */
function logitOf(unit: { value: number; se: number; effectiveN: number }): {
  centre: number;
  spread: number;
} {
  const p = unit.value / 100;
  const se = unit.se / 100;
  const n = se > 0 && p > 0 && p < 1 ? (p * (1 - p)) / (se * se) : Math.max(1, unit.effectiveN);
  const centred = (p * n + 2) / (n + 4);
  return {
    centre: Math.log(centred / (1 - centred)),
    spread: 1 / Math.sqrt((n + 4) * centred * (1 - centred)),
  };
}

function quantile(sorted: Uint16Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
