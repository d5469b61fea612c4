import {
  type DrawnFigure,
  type HistoryFigure,
  type LevelsFigure,
  type RankingFigure,
  type Table,
} from './report-document.js';
import { reportTexts } from './report-language.js';
import { type ReportFacts } from './report-model.js';

/** The figures behind a drawing as a table: what the eye sees can be read, copied and heard. */
export function figureTable(facts: ReportFacts, figure: DrawnFigure): Table {
  switch (figure.kind) {
    case 'history':
      return historyTable(facts, figure);
    case 'ranking':
      return placesTable(facts, figure);
    case 'levels':
      return levelsTable(facts, figure);
  }
}

function historyTable(facts: ReportFacts, figure: HistoryFigure): Table {
  const { columns } = reportTexts(facts.locale);
  return {
    code: `${figure.code}-table`,
    caption: figure.caption,
    columns: [
      { heading: columns.year, kind: 'code' },
      { heading: columns.measuredBy, kind: 'text' },
      { heading: columns.n, kind: 'count' },
      { heading: columns.index, kind: 'index' },
      { heading: columns.interval, kind: 'interval' },
    ],
    rows: figure.points.map((point) => ({
      cells: [
        { kind: 'text', text: String(point.year) },
        { kind: 'text', text: point.own ? figure.legend.own : figure.legend.published },
        point.n === null ? { kind: 'none' } : { kind: 'number', value: point.n },
        { kind: 'number', value: point.value },
        point.low === null || point.high === null
          ? { kind: 'none' }
          : { kind: 'pair', first: point.low, second: point.high },
      ],
      strong: point.own,
      suppressed: false,
    })),
    note: figure.note,
  };
}

function placesTable(facts: ReportFacts, figure: RankingFigure): Table {
  const { columns } = reportTexts(facts.locale);
  return {
    code: `${figure.code}-table`,
    caption: figure.caption,
    columns: [
      { heading: columns.agency, kind: 'text' },
      { heading: columns.n, kind: 'count' },
      { heading: columns.index, kind: 'index' },
      { heading: columns.interval, kind: 'interval' },
      { heading: columns.verdict, kind: 'verdict' },
    ],
    rows: figure.rows.map((row) => ({
      cells: [
        { kind: 'text', text: row.name },
        { kind: 'number', value: row.n },
        { kind: 'number', value: row.index },
        { kind: 'pair', first: row.low, second: row.high },
        row.verdict ? { kind: 'verdict', verdict: row.verdict } : { kind: 'none' },
      ],
      strong: false,
      suppressed: false,
    })),
    note: figure.note,
  };
}

function levelsTable(facts: ReportFacts, figure: LevelsFigure): Table {
  const { columns } = reportTexts(facts.locale);
  return {
    code: `${figure.code}-table`,
    caption: figure.caption,
    columns: [
      { heading: columns.criterion, kind: 'text' },
      { heading: columns.n, kind: 'count' },
      ...figure.levels.map((level) => ({ heading: `${level} (%)`, kind: 'share' }) as const),
      { heading: columns.index, kind: 'index' },
    ],
    rows: figure.rows.map((row) => ({
      cells: [
        { kind: 'text', text: row.name },
        { kind: 'number', value: row.answers },
        ...row.shares.map((value) => ({ kind: 'number', value }) as const),
        { kind: 'number', value: row.index },
      ],
      strong: false,
      suppressed: false,
    })),
    note: null,
  };
}
