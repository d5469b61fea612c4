import { type Cell, type Column, type Row, type Table } from './report-document.js';
import { reportTexts } from './report-language.js';
import {
  type ChoiceResult,
  type Figure,
  type ItemResult,
  type Ranking,
  type ReportFacts,
} from './report-model.js';

const none: Cell = { kind: 'none' };

function text(value: string): Cell {
  return { kind: 'text', text: value };
}

function number(value: number): Cell {
  return { kind: 'number', value };
}

function row(cells: readonly Cell[], suppressed = false, strong = false): Row {
  return { cells, strong, suppressed };
}

/** The columns that every figure has, in the order of `figureCells`; a target is compared where there is one. */
function figureColumns(facts: ReportFacts, compared: boolean): Column[] {
  const { columns } = reportTexts(facts.locale);
  const measured: Column[] = [
    { heading: columns.n, kind: 'count' },
    { heading: columns.answers, kind: 'count' },
    { heading: columns.index, kind: 'index' },
    { heading: columns.interval, kind: 'interval' },
  ];
  if (!compared) return measured;
  return [
    ...measured,
    { heading: columns.distance, kind: 'points' },
    { heading: columns.verdict, kind: 'verdict' },
  ];
}

function figureCells(figure: Figure, compared: boolean): Cell[] {
  const width = compared ? 6 : 4;
  if (figure.suppressed) return Array.from({ length: width }, () => none);
  const { interval, target } = figure;
  const measured: Cell[] = [
    number(figure.n),
    number(figure.answers),
    number(figure.index),
    interval ? { kind: 'pair', first: interval.low, second: interval.high } : none,
  ];
  if (!compared) return measured;
  return [
    ...measured,
    ...(target
      ? [number(target.distance), { kind: 'verdict', verdict: target.verdict } satisfies Cell]
      : [none, none]),
  ];
}

function areCompared(figures: readonly Figure[]): boolean {
  return figures.some((figure) => !figure.suppressed && figure.target !== null);
}

function suppressionNote(facts: ReportFacts, figures: readonly Figure[]): string | null {
  return figures.some((figure) => figure.suppressed) ? reportTexts(facts.locale).suppressedNote : null;
}

/** Units or items with their figures: one row each. */
export function figuresTable(
  facts: ReportFacts,
  about: { readonly code: string; readonly caption: string; readonly nameHeading: string },
  rows: readonly { readonly name: string; readonly figure: Figure; readonly strong?: boolean }[],
): Table {
  const compared = areCompared(rows.map(({ figure }) => figure));
  return {
    code: about.code,
    caption: about.caption,
    columns: [{ heading: about.nameHeading, kind: 'text' }, ...figureColumns(facts, compared)],
    rows: rows.map(({ name, figure, strong }) =>
      row([text(name), ...figureCells(figure, compared)], figure.suppressed, strong),
    ),
    note: suppressionNote(
      facts,
      rows.map(({ figure }) => figure),
    ),
  };
}

/** Criteria under their factor. */
export function criteriaTable(facts: ReportFacts): Table {
  const { columns, headings } = reportTexts(facts.locale);
  const rows = facts.factors.flatMap((factor) => [
    { ...factor, strong: true },
    ...facts.criteria
      .filter((criterion) => criterion.factor === factor.code)
      .map((item) => ({ ...item, strong: false })),
  ]);
  return figuresTable(
    facts,
    { code: 'criteria', caption: headings.criteria, nameHeading: columns.criterion },
    rows,
  );
}

/** Shares of the five levels, per item, with N and index. */
export function distributionTable(
  facts: ReportFacts,
  code: string,
  caption: string,
  items: readonly ItemResult[],
): Table {
  const { columns } = reportTexts(facts.locale);
  const levels = facts.levelNames.map((name): Column => ({ heading: `${name} (%)`, kind: 'share' }));
  return {
    code,
    caption,
    columns: [
      { heading: columns.criterion, kind: 'text' },
      { heading: columns.answers, kind: 'count' },
      ...levels,
      { heading: columns.index, kind: 'index' },
    ],
    rows: items.map(({ name, figure, distribution }) => {
      if (figure.suppressed || !distribution)
        return row([text(name), none, ...levels.map(() => none), none], true);
      return row([
        text(name),
        number(figure.answers),
        ...distribution.shares.map(number),
        number(figure.index),
      ]);
    }),
    note: suppressionNote(
      facts,
      items.map(({ figure }) => figure),
    ),
  };
}

/** Numbers of answers at the five levels, per criterion: from them every index can be recomputed. */
export function countsTable(facts: ReportFacts): Table {
  const { columns, headings } = reportTexts(facts.locale);
  const levels = facts.levelNames.map((name): Column => ({ heading: name, kind: 'count' }));
  return {
    code: 'counts',
    caption: headings.distributions,
    columns: [
      { heading: columns.code, kind: 'code' },
      { heading: columns.criterion, kind: 'text' },
      ...levels,
      { heading: columns.answers, kind: 'count' },
      { heading: columns.index, kind: 'index' },
    ],
    rows: facts.criteria.map(({ code, name, figure, distribution }) => {
      if (figure.suppressed || !distribution)
        return row([text(code), text(name), ...levels.map(() => none), none, none], true);
      return row([
        text(code),
        text(name),
        ...distribution.counts.map(number),
        number(figure.answers),
        number(figure.index),
      ]);
    }),
    note: suppressionNote(
      facts,
      facts.criteria.map(({ figure }) => figure),
    ),
  };
}

/** The ranking of one level: rank, rank interval and figures. */
export function rankingTable(facts: ReportFacts, ranking: Ranking): Table {
  const { columns, headings, suppressedNote, rankNote } = reportTexts(facts.locale);
  const hidden = ranking.agencies.some(({ figure }) => figure.suppressed);
  const compared = areCompared(ranking.agencies.map(({ figure }) => figure));
  return {
    code: `ranking-${ranking.level}`,
    caption: headings.ranking(ranking.levelName),
    columns: [
      { heading: columns.rank, kind: 'rank' },
      { heading: columns.agency, kind: 'text' },
      ...figureColumns(facts, compared),
      { heading: columns.rankRange, kind: 'rankRange' },
    ],
    rows: ranking.agencies.map(({ name, figure, rank }) =>
      row(
        [
          rank ? { kind: 'pair', first: rank.place, second: rank.of } : none,
          text(name),
          ...figureCells(figure, compared),
          rank ? { kind: 'pair', first: rank.low, second: rank.high } : none,
        ],
        figure.suppressed,
      ),
    ),
    note: hidden ? `${rankNote} ${suppressedNote}` : rankNote,
  };
}

/** One perception or expectation question. */
export function choiceTable(facts: ReportFacts, question: ChoiceResult): Table {
  const { columns, multipleNote, suppressedNote } = reportTexts(facts.locale);
  return {
    code: question.code,
    caption: question.text,
    columns: [
      { heading: columns.option, kind: 'text' },
      { heading: columns.count, kind: 'count' },
      { heading: columns.n, kind: 'count' },
      { heading: columns.share, kind: 'share' },
    ],
    rows: question.options.map((option) =>
      row([text(option.text), number(option.count), number(question.n ?? 0), number(option.share)]),
    ),
    note: question.n === null ? suppressedNote : question.multiple ? multipleNote : null,
  };
}

/** Published values with their sources; values in conflict stand beside each other. */
export function publishedTable(facts: ReportFacts): Table {
  const { columns, headings } = reportTexts(facts.locale);
  return {
    code: 'published',
    caption: headings.published,
    columns: [
      { heading: columns.year, kind: 'code' },
      { heading: columns.n, kind: 'count' },
      { heading: columns.index, kind: 'index' },
      { heading: columns.rank, kind: 'rank' },
      { heading: columns.otherValues, kind: 'short' },
      { heading: columns.measuredBy, kind: 'short' },
      { heading: columns.source, kind: 'text' },
    ],
    rows: facts.history.points.map((point) =>
      row([
        text(String(point.year)),
        point.n === null ? none : number(point.n),
        number(point.value),
        point.rank ? { kind: 'pair', first: point.rank.place, second: point.rank.of } : none,
        text(point.alternatives.map(({ value }) => value).join('; ')),
        text(point.measuredBy),
        text(
          [point.source, ...point.alternatives.map(({ source }) => source)]
            .filter((source, at, all) => all.indexOf(source) === at)
            .join('; '),
        ),
      ]),
    ),
    note: facts.history.breaks.map(({ note }) => note).join(' ') || null,
  };
}
