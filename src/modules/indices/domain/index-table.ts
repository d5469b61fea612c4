import { type IndexDefinition } from '../../../method/index-definition.js';
import { type AgencyTree } from './agency-tree.js';
import { type CellName, type DisclosurePlan, type Scope } from './disclosure-plan.js';
import { itemsBy, type TallyLayout } from './index-cell.js';
import { type Across, type By, type Quality } from './index-query.js';
import {
  type Estimate,
  estimateOf,
  figuresOf,
  type IndexRow,
  ranksOf,
  type RowSubject,
  type RowTarget,
} from './index-row.js';
import { addTallies, type Tally } from './tally.js';

/** What the rows of a table are about: one unit per row and item. */
export interface TableUnit {
  /** As the key of its tally sum. */
  readonly key: string;
  readonly subject: Omit<RowSubject, 'item'>;
  /** Units of one group are ranked against each other; null = not ranked. */
  readonly rankedIn: string | null;
  /** False for units that are there for the ranking only. */
  readonly isAsked: boolean;
}

/** Counts of a unit, apart for flagged responses. */
export interface UnitSum {
  readonly key: string;
  readonly flagged: boolean;
  readonly tally: Tally;
}

export interface TableInput {
  readonly round: string;
  readonly layout: TallyLayout;
  readonly definition: IndexDefinition;
  readonly targets: ReadonlyMap<string, RowTarget>;
  readonly by: By;
  readonly across: Across;
  readonly quality: Quality;
  /** Whose responses the units are parts of. */
  readonly scope: Scope;
  readonly units: readonly TableUnit[];
  readonly sums: readonly UnitSum[];
  readonly plan: DisclosurePlan;
}

interface CountedUnit extends TableUnit {
  readonly tally: Tally | null;
  readonly flagged: number;
}

/**
 * The rows of a table for one item, in the order of the units. Whatever must not be shown carries nothing but what
 * it is about.
 * @throws MethodError when the definition does not fit the questionnaire
 */
export function rowsOfItem(input: TableInput, item: string): IndexRow[] {
  const units = countedUnits(input).map((unit) => ({ ...unit, estimate: shownEstimate(input, unit, item) }));
  const ranked = units.flatMap(({ key, rankedIn, estimate }) =>
    rankedIn === null || estimate === null ? [] : [{ key, group: rankedIn, estimate }],
  );
  const ranks = ranksOf(ranked, `${input.round}/${item}`);
  return units.flatMap(({ key, subject, isAsked, flagged, estimate }): IndexRow[] => {
    if (!isAsked) return [];
    if (estimate === null) return [{ ...subject, item, suppressed: true }];
    const figures = figuresOf(
      estimate,
      input.definition,
      input.targets.get(item),
      ranks.get(key) ?? null,
      flagged,
    );
    return [{ ...subject, item, ...figures }];
  });
}

/** The items of a table in the order of the questionnaire. */
export function itemsOf({ layout, by }: Pick<TableInput, 'layout' | 'by'>): readonly string[] {
  return itemsBy(layout, by);
}

/** The sums of agencies added up by their level of administration, apart for flagged responses. */
export function sumsByLevel(sums: readonly UnitSum[], tree: AgencyTree): readonly UnitSum[] {
  const levels = new Map<string, UnitSum>();
  for (const { key, flagged, tally } of sums) {
    const level = tree.byId.get(Number(key))?.level ?? '';
    const before = levels.get(`${level}/${flagged}`);
    levels.set(`${level}/${flagged}`, {
      ...{ key: level, flagged },
      tally: before === undefined ? tally : addTallies(before.tally, tally),
    });
  }
  return [...levels.values()];
}

function countedUnits({ units, sums, quality }: TableInput): CountedUnit[] {
  const sumOf = new Map(sums.map((sum) => [`${sum.key}/${sum.flagged}`, sum.tally]));
  return units.map((unit) => {
    const clean = sumOf.get(`${unit.key}/false`);
    const flagged = sumOf.get(`${unit.key}/true`);
    const all = clean && flagged ? addTallies(clean, flagged) : (clean ?? flagged);
    return { ...unit, tally: (quality === 'clean' ? clean : all) ?? null, flagged: flagged?.n ?? 0 };
  });
}

function shownEstimate(input: TableInput, unit: CountedUnit, item: string): Estimate | null {
  if (unit.tally === null) return null;
  const { layout, definition } = input;
  const isAskedApart = definition.combine === 'generalQuestion' && item === 'overall';
  const source = isAskedApart ? (definition.generalQuestion ?? item) : item;
  if (!input.plan.mayShow(cellOf(input, unit.key), source)) return null;
  return estimateOf(layout, definition, unit.tally, item);
}

function cellOf({ across, quality, scope }: TableInput, key: string): CellName {
  if (across === 'agency') return { quality, scope: `own ${Number(key)}`, dimension: 'province', value: '' };
  if (across === 'level') return { quality, scope: `level ${key}`, dimension: 'province', value: '' };
  return { quality, scope, dimension: across, value: key };
}
