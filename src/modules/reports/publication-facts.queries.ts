import { readDataFile } from '../../platform/config/package-root.js';

interface Merger {
  readonly provinces_before: number;
  readonly provinces_after: number;
}
interface ParIndex {
  readonly sipas_weight_in_par_index: { readonly value: string };
}

/** First year in which the provinces of the merger of 1/7/2025 are ranked. */
const FIRST_YEAR_AFTER_MERGER = 2025;

/** How many provinces were ranked in a year, from data/admin-merger-2025.json. */
export function provincesIn(year: number): number {
  const merger = JSON.parse(readDataFile('admin-merger-2025.json')) as Merger;
  return year < FIRST_YEAR_AFTER_MERGER ? merger.provinces_before : merger.provinces_after;
}

/** Points of 100 that SIPAS is worth in PAR INDEX, from data/par-index-binh-duong.json; null if not stated. */
export function sipasPointsInParIndex(): number | null {
  const { value } = (JSON.parse(readDataFile('par-index-binh-duong.json')) as ParIndex)
    .sipas_weight_in_par_index;
  const points = /^(\d+)%/.exec(value)?.[1];
  return points === undefined ? null : Number(points);
}
