import { roundHalfUp } from '../../../method/decimal.js';
import { type IndexDefinition } from '../../../method/index-definition.js';
import { indexWithInterval, type IndexInterval } from '../../../method/interval.js';
import { type IndexValue } from '../../../method/index-value.js';
import { type Rank, rankUnits } from '../../../method/ranking.js';
import { type Verdict, verdictOf } from '../../../method/verdict.js';
import { indexCellOf, levelsOf, respondentsOf, type TallyLayout } from './index-cell.js';
import { type Tally } from './tally.js';

/** What a row is about; only the key of the asked dimension is there. */
export interface RowSubject {
  /** The agency itself, or at the top of the subtree that the row is about. */
  readonly agency: string;
  readonly service?: string;
  readonly level?: string;
  readonly channel?: string;
  /** `YYYY-MM` in Vietnam. */
  readonly month?: string;
  readonly item: string;
}

/** A target as it is compared: threshold in per cent. */
export interface RowTarget {
  readonly threshold: number;
  readonly due: string;
}

/** A row with its figures, rounded by the definition. */
export interface IndexFigures {
  /** Respondents who answered at least one criterion of the item. */
  readonly n: number;
  readonly answers: number;
  /** Answers at levels 1–5. */
  readonly levels: readonly number[];
  readonly index: number;
  readonly interval: { readonly low: number; readonly high: number; readonly method: string } | null;
  readonly target:
    | (RowTarget & {
        readonly verdict: Verdict;
        readonly byPoint: 'met' | 'notMet';
        /** Respondents that would decide an undecidable verdict; null when decided or out of reach. */
        readonly decidingN: number | null;
      })
    | null;
  readonly rank: Rank | null;
  readonly flagged: number;
  readonly suppressed: false;
}

export type IndexRow = RowSubject & (IndexFigures | { readonly suppressed: true });

/** An item of a unit before it is rounded. */
export interface Estimate {
  readonly n: number;
  readonly levels: readonly number[];
  readonly index: IndexValue;
  readonly interval: IndexInterval | null;
}

/** Value and interval of an item from the counts of a cell; null when nobody answered it. */
export function estimateOf(
  layout: TallyLayout,
  definition: IndexDefinition,
  tally: Tally,
  item: string,
): Estimate | null {
  const n = respondentsOf(layout, definition, tally, item);
  if (n === 0) return null;
  const cell = { ...indexCellOf(layout, tally), n };
  const { index, interval } = indexWithInterval(definition, layout.structure, item, cell);
  return index.value === null
    ? null
    : { n, levels: levelsOf(layout.structure, definition, cell, item), index, interval };
}

/**
 * The figures of a row, rounded once by the definition. The verdict compares the interval as computed, `byPoint` the
 * value as printed (method §4).
 */
export function figuresOf(
  estimate: Estimate,
  definition: IndexDefinition,
  target: RowTarget | undefined,
  rank: Rank | null,
  flagged: number,
): IndexFigures {
  const { n, levels, index, interval } = estimate;
  const { digits } = definition.rounding;
  const printed = index.rounded ?? 0;
  return {
    n,
    answers: index.answers,
    levels,
    index: printed,
    interval: interval && {
      low: roundHalfUp(interval.low, digits),
      high: roundHalfUp(interval.high, digits),
      method: interval.method,
    },
    target:
      target && interval
        ? { ...target, ...verdictOf(printed, interval, n, target.threshold, definition.formula) }
        : null,
    rank,
    flagged,
    suppressed: false,
  };
}

/** Places of units within one group, such as the agencies of a level; only units that may be shown take part. */
export function ranksOf(
  units: readonly { readonly key: string; readonly group: string; readonly estimate: Estimate }[],
  seed: string,
): ReadonlyMap<string, Rank> {
  const groups = new Set(units.map((unit) => unit.group));
  const ranks = [...groups].flatMap((group) => {
    const estimates = units
      .filter((unit) => unit.group === group)
      .map(({ key, estimate: { n, index, interval } }) => ({
        key,
        value: index.value,
        se: interval?.se ?? 0,
        effectiveN: interval?.effectiveN ?? n,
      }));
    return [...rankUnits(estimates, `${seed}/${group}`)];
  });
  return new Map(ranks);
}
