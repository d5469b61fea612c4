import { groupsOf, type IndexStructure } from './index-structure.js';
import { isLevel } from './level-counts.js';

/**
 * Sums over respondents that the linearised interval of a pooled index needs (method §3). For one respondent
 * and a group of criteria: a = answered criteria, t = levels ≥ 4, s = sum of levels. In order:
 * Σa², Σt², Σta, Σs², Σsa. (Σa, Σt and Σs follow from the level counts.)
 */
export type GroupMoments = readonly [aa: number, tt: number, ta: number, ss: number, sa: number];

export const NO_MOMENTS: GroupMoments = [0, 0, 0, 0, 0];
const WIDTH = 5;

/** Moments of one respondent over the levels of one group. */
export function momentsOf(levels: Iterable<number | null | undefined>): GroupMoments {
  let a = 0;
  let t = 0;
  let s = 0;
  for (const level of levels) {
    if (!isLevel(level)) continue;
    a += 1;
    s += level;
    if (level >= 4) t += 1;
  }
  return [a * a, t * t, t * a, s * s, s * a];
}

export function addMoments(a: GroupMoments, b: GroupMoments): GroupMoments {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]];
}

/** For each group of the structure, where its criteria stand in the stored levels (`order` = codes as stored). */
export function groupPositions(
  structure: IndexStructure,
  order: readonly string[],
): readonly (readonly number[])[] {
  const positionOf = new Map(order.map((code, position) => [code, position]));
  return groupsOf(structure).map(({ criteria }) =>
    criteria.flatMap((code) => {
      const position = positionOf.get(code);
      return position === undefined ? [] : [position];
    }),
  );
}

/** One respondent's moments for every group, flattened in the order of `groupsOf`: five numbers a group. */
export function momentsOfResponse(
  positions: readonly (readonly number[])[],
  levels: readonly (number | null)[],
): number[] {
  return positions.flatMap((group) => [...momentsOf(group.map((position) => levels[position]))]);
}

/** The five numbers of one item in a flattened row; null for a criterion, which needs none. */
export function momentsAt(
  structure: IndexStructure,
  flattened: readonly number[],
  item: string,
): GroupMoments | null {
  const index = groupsOf(structure).findIndex((group) => group.item === item);
  if (index < 0) return null;
  const at = (offset: number): number => flattened[index * WIDTH + offset] ?? 0;
  return [at(0), at(1), at(2), at(3), at(4)];
}
