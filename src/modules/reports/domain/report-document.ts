/**
 * The parts of which the body of a report is made: headings, paragraphs, tables and figures as pure data.
 * A renderer maps each kind once and knows nothing of surveys.
 */

/** Languages in which a report can be issued. Every text of a model is already in its locale. */
export type Locale = 'vi' | 'en';

/** Whether a target is reached, by the interval (method.md §4). */
export type Verdict = 'met' | 'notMet' | 'undecidable';

/** What stands in a column; decides alignment, number format and, in a workbook, the real type of the cells. */
export type ColumnKind =
  | 'text'
  | 'short'
  | 'code'
  | 'count'
  | 'index'
  | 'share'
  | 'points'
  | 'interval'
  | 'rank'
  | 'rankRange'
  | 'verdict';

export interface Column {
  readonly heading: string;
  readonly kind: ColumnKind;
}

/** One value of a table. `none` is printed as an en dash: nothing is known, or nothing may be shown. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'pair'; readonly first: number; readonly second: number }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'none' };

export interface Row {
  readonly cells: readonly Cell[];
  /** A row of a sum or a factor above its criteria. */
  readonly strong: boolean;
  /** Under the disclosure threshold: the name, then no figure. */
  readonly suppressed: boolean;
}

/** A table; `code` is unique in the report and names the sheet of a workbook. Cells are in the order of columns. */
export interface Table {
  readonly code: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly note: string | null;
}

interface FigureText {
  readonly code: string;
  readonly caption: string;
  /** Full text alternative: says in words what the drawing shows. */
  readonly alt: string;
}

/**
 * The overall index over the years. Points of one segment may be joined by a line; another segment means another
 * method, population or measuring body, and no line leads there. `own` is the measure of this report.
 */
export interface HistoryFigure extends FigureText {
  readonly kind: 'history';
  readonly points: readonly {
    readonly year: number;
    readonly value: number;
    readonly n: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly own: boolean;
    readonly segment: number;
  }[];
  readonly breaks: readonly { readonly beforeYear: number; readonly text: string }[];
  readonly threshold: number | null;
  readonly thresholdLabel: string;
  /** Why the series breaks, in full; null without a break. */
  readonly note: string | null;
  readonly legend: { readonly own: string; readonly published: string };
}

/** Agencies with intervals against the target line, best first. */
export interface RankingFigure extends FigureText {
  readonly kind: 'ranking';
  readonly rows: readonly {
    readonly name: string;
    readonly n: number;
    readonly index: number;
    readonly low: number;
    readonly high: number;
    readonly verdict: Verdict | null;
  }[];
  /** Names the agencies that may not be shown, if any. */
  readonly note: string | null;
  readonly threshold: number | null;
  readonly thresholdLabel: string;
  /** Both ends of the axis in per cent, equal for all rankings of a report, so that they may be compared. */
  readonly axis: { readonly min: number; readonly max: number };
}

/** Five-level distributions as bars of 100 %. */
export interface LevelsFigure extends FigureText {
  readonly kind: 'levels';
  readonly levels: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly answers: number;
    readonly index: number;
    readonly shares: readonly number[];
  }[];
}

export type DrawnFigure = HistoryFigure | RankingFigure | LevelsFigure;

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'figure'; readonly figure: DrawnFigure };

/** A numbered part of the report; `depth` 1 is `I.`, 2 is `1.` beneath it. */
export interface Section {
  readonly depth: 1 | 2;
  readonly heading: string;
  readonly blocks: readonly Block[];
}
