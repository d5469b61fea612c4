import {
  formatCell,
  formatCount,
  formatPercent,
  formatPoints,
  formatRange,
} from '../domain/number-format.js';
import {
  type Block,
  type Column,
  type ColumnKind,
  type DrawnFigure,
  type Table,
} from '../domain/report-document.js';
import { figureTable } from '../domain/report-figure-tables.js';
import { reportTexts } from '../domain/report-language.js';
import { type Heading, type ReportModel } from '../domain/report-model.js';

/** A report with every figure turned to text in its language: what HTML, PDF and DOCX lay out. */
export interface PrintedReport {
  readonly lang: string;
  readonly generatedOn: string;
  readonly title: string;
  readonly banner: string | null;
  readonly heading: Heading;
  readonly recipientsTitle: string;
  readonly summary: {
    readonly title: string;
    readonly headline: string;
    readonly sentences: readonly string[];
    readonly index: string | null;
    readonly indexLabel: string;
    readonly verdict: { readonly code: string; readonly text: string } | null;
    readonly facts: readonly { readonly label: string; readonly value: string }[];
    readonly history: PrintedFigure;
    readonly rankings: readonly PrintedFigure[];
    readonly strongest: PrintedFigure;
    readonly weakest: PrintedFigure;
  };
  readonly sections: readonly {
    readonly depth: number;
    readonly heading: string;
    readonly blocks: readonly PrintedBlock[];
  }[];
  readonly tableOfFigure: string;
  readonly contents: string;
  readonly annexesTitle: string;
  readonly annexes: readonly { readonly heading: string; readonly table: PrintedTable }[];
}

export interface PrintedColumn {
  readonly heading: string;
  readonly kind: ColumnKind;
  /** Figures stand at the right. */
  readonly right: boolean;
  /** Width on paper in mm; null shares what the others leave. */
  readonly width: number | null;
}

export interface PrintedTable {
  readonly code: string;
  /** With its number, e.g. `Bảng 3. Theo yếu tố`. */
  readonly caption: string;
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly strong: boolean;
    readonly suppressed: boolean;
  }[];
  readonly note: string | null;
}

export interface PrintedFigure {
  readonly code: string;
  readonly caption: string;
  readonly alt: string;
  readonly drawn: DrawnFigure;
  /** The figures behind the drawing. */
  readonly table: PrintedTable;
  readonly note: string | null;
}

export type PrintedBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: PrintedTable }
  | { readonly kind: 'figure'; readonly figure: PrintedFigure };

/** Widths in mm that hold the longest figure of a kind at 10.5 pt; texts share what is left. */
const paperWidths: Partial<Record<ColumnKind, number>> = {
  short: 22,
  code: 13,
  count: 13.5,
  index: 14,
  share: 14.5,
  points: 19,
  interval: 25,
  rank: 12.5,
  rankRange: 15,
  verdict: 20,
};

/** Turns a model to texts; tables are numbered in reading order. Nothing is computed here. */
export function printReport(model: ReportModel): PrintedReport {
  const texts = reportTexts(model.locale);
  const numbering = { next: 1 };
  const sections = model.sections.map(({ depth, heading, blocks }) => ({
    depth,
    heading,
    blocks: blocks.map((block) => printBlock(model, block, numbering)),
  }));
  return {
    lang: model.locale,
    generatedOn: model.generatedOn,
    title: `${model.heading.documentType}: ${model.heading.subject}`,
    banner: model.simulated ? texts.simulatedBanner : null,
    heading: model.heading,
    recipientsTitle: texts.recipientsTitle,
    summary: printSummary(model),
    sections,
    tableOfFigure: texts.tableOfFigure,
    contents: texts.contents,
    annexesTitle: texts.headings.annexes,
    annexes: model.annexes.map((table, at) => ({
      heading: `${texts.headings.annex(at + 1)}. ${table.caption}`,
      table: printTable(model, table, ''),
    })),
  };
}

function printBlock(model: ReportModel, block: Block, numbering: { next: number }): PrintedBlock {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', text: breakable(block.text) };
    case 'list':
      return { kind: 'list', items: block.items.map(breakable) };
    case 'figure':
      return { kind: 'figure', figure: printFigure(model, block.figure) };
    case 'table': {
      const label = `${reportTexts(model.locale).headings.table} ${numbering.next}. `;
      numbering.next += 1;
      return { kind: 'table', table: printTable(model, block.table, label) };
    }
  }
}

function printSummary(model: ReportModel): PrintedReport['summary'] {
  const texts = reportTexts(model.locale);
  const { overall, summary, definition, locale } = model;
  const target = overall.suppressed ? null : overall.target;
  return {
    title: texts.summaryTitle,
    headline: summary.headline,
    sentences: summary.sentences,
    index: overall.suppressed ? null : formatPercent(overall.index, definition.digits, locale),
    indexLabel: texts.overallIndex,
    verdict: target && { code: target.verdict, text: texts.fullVerdict[target.verdict] },
    facts: summaryFacts(model),
    history: printFigure(model, summary.history),
    rankings: summary.rankings.map((figure) => printFigure(model, figure)),
    strongest: printFigure(model, summary.strongest),
    weakest: printFigure(model, summary.weakest),
  };
}

function summaryFacts({ overall, definition, locale }: ReportModel): { label: string; value: string }[] {
  if (overall.suppressed) return [];
  const texts = reportTexts(locale);
  const { interval, target } = overall;
  return [
    ...(interval
      ? [
          {
            label: texts.interval95,
            value: `${formatRange(interval.low, interval.high, definition.digits, locale)}%`,
          },
        ]
      : []),
    ...(target
      ? [{ label: texts.distance, value: formatPoints(target.distance, definition.digits, locale) }]
      : []),
    { label: texts.respondents, value: formatCount(overall.n, locale) },
    { label: texts.answers, value: formatCount(overall.answers, locale) },
  ];
}

function printFigure(model: ReportModel, drawn: DrawnFigure): PrintedFigure {
  return {
    code: drawn.code,
    caption: drawn.caption,
    alt: drawn.alt,
    drawn,
    table: printTable(model, figureTable(model, drawn), ''),
    note: drawn.kind === 'levels' ? null : drawn.note,
  };
}

function printTable(model: ReportModel, table: Table, label: string): PrintedTable {
  return {
    code: table.code,
    caption: label + table.caption,
    columns: table.columns.map((column) => ({
      ...column,
      right: isFigure(column),
      width: paperWidths[column.kind] ?? null,
    })),
    rows: table.rows.map(({ cells, strong, suppressed }) => ({
      cells: cells.map((cell, at) => {
        const column = table.columns[at];
        return column ? breakable(formatCell(cell, column, model.definition.digits, model.locale)) : '';
      }),
      strong,
      suppressed,
    })),
    note: table.note && breakable(table.note),
  };
}

function isFigure({ kind }: Column): boolean {
  return kind !== 'text' && kind !== 'short' && kind !== 'code' && kind !== 'verdict';
}

/** Long addresses may break after a slash, a dot or a hyphen, so that they stay in their cell. */
function breakable(text: string): string {
  return text.replace(/\S{26,}/g, (word) => word.replace(/[/._-](?=\w)/g, '$&\u200b'));
}
