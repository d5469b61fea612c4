import {
  formatCount,
  formatPercent,
  formatRange,
  formatThreshold,
  verdictWord,
  formatNumber,
} from './number-format.js';
import { type HistoryFigure, type LevelsFigure, type RankingFigure } from './report-document.js';
import { reportTexts } from './report-language.js';
import { type ItemResult, type Ranking, type ReportFacts, type Summary } from './report-model.js';
import { headlineOf, summarySentences } from './report-sentences.js';

/** Page one of a report: headline, sentences and the drawings that a leader looks at. */
export function composeSummary(facts: ReportFacts): Summary {
  const { headings } = reportTexts(facts.locale);
  return {
    headline: headlineOf(facts),
    sentences: summarySentences(facts),
    history: historyFigure(facts),
    rankings: facts.rankings
      .filter((ranking) => ranking.onSummary)
      .map((ranking) => rankingFigure(facts, ranking)),
    strongest: levelsFigure(facts, 'strongest', headings.strongest, facts.strongest),
    weakest: levelsFigure(facts, 'weakest', headings.weakest, facts.weakest),
  };
}

function percent(facts: ReportFacts, value: number): string {
  return formatPercent(value, facts.definition.digits, facts.locale);
}

function thresholdLabel(facts: ReportFacts): string {
  if (!facts.target) return '';
  return reportTexts(facts.locale).targetLabel(formatThreshold(facts.target.threshold, facts.locale));
}

/** The published series and this round; points on both sides of a break, or of other makers, are never joined. */
function historyFigure(facts: ReportFacts): HistoryFigure {
  const texts = reportTexts(facts.locale);
  const published = facts.history.points
    .toSorted((a, b) => a.year - b.year)
    .map(({ year, value, n }) => ({
      year,
      value,
      n,
      low: null,
      high: null,
      own: false,
      segment: breaksUpTo(facts, year),
    }));
  const year = Number(facts.round.closesOn.slice(0, 4));
  const { overall } = facts;
  const own = overall.suppressed
    ? []
    : [
        {
          year,
          value: overall.index,
          n: overall.n,
          low: overall.interval?.low ?? null,
          high: overall.interval?.high ?? null,
          own: true,
          segment: -1,
        },
      ];
  const points = [...published, ...own];
  const spoken = points.map(
    (point) => `${point.year}: ${percent(facts, point.value)}${point.own ? ` (${texts.ownMeasure})` : ''}`,
  );
  const breaks = facts.history.breaks.map(({ beforeYear }) => ({ beforeYear, text: texts.methodChanged }));
  const note = [...facts.history.breaks.map((gap) => gap.note), ...parIndexNote(facts)].join(' ') || null;
  return {
    kind: 'history',
    code: 'history',
    caption: texts.headings.history,
    alt: [`${texts.headings.history}. ${spoken.join('; ')}.`, note ?? '', thresholdLabel(facts)]
      .filter(Boolean)
      .join(' '),
    points,
    breaks,
    note,
    threshold: facts.target?.threshold ?? null,
    thresholdLabel: thresholdLabel(facts),
    legend: { own: texts.ownMeasure, published: texts.publishedMeasure },
  };
}

/** What SIPAS brought the province in PAR INDEX: points, told beside the series because they are no index. */
function parIndexNote({ history, locale }: ReportFacts): string[] {
  const part = history.parIndex;
  if (part === null) return [];
  const [points, total] = [formatNumber(part.points, 2, locale), formatNumber(part.total, 2, locale)];
  return [
    locale === 'vi'
      ? `PAR INDEX ${part.year}: SIPAS đóng góp ${points}/${part.of} điểm trong tổng ${total}.`
      : `PAR INDEX ${part.year}: SIPAS contributed ${points} of ${part.of} points to the total of ${total}.`,
  ];
}

function breaksUpTo(facts: ReportFacts, year: number): number {
  return facts.history.breaks.filter((gap) => gap.beforeYear <= year).length;
}

/** One level's agencies with intervals; the axis is shared by all levels of the report. */
function rankingFigure(facts: ReportFacts, ranking: Ranking): RankingFigure {
  const texts = reportTexts(facts.locale);
  const rows = ranking.agencies.flatMap(({ name, figure }) =>
    figure.suppressed
      ? []
      : [
          {
            name,
            n: figure.n,
            index: figure.index,
            low: figure.interval?.low ?? figure.index,
            high: figure.interval?.high ?? figure.index,
            verdict: figure.target?.verdict ?? null,
          },
        ],
  );
  const hidden = ranking.agencies.filter(({ figure }) => figure.suppressed).map(({ name }) => name);
  const spoken = rows.map((row) => {
    const range = formatRange(row.low, row.high, facts.definition.digits, facts.locale);
    const verdict = row.verdict ? `, ${verdictWord(row.verdict, facts.locale).toLowerCase()}` : '';
    return `${row.name} ${percent(facts, row.index)} (${range}; n = ${formatCount(row.n, facts.locale)}${verdict})`;
  });
  return {
    kind: 'ranking',
    code: `ranking-${ranking.level}`,
    caption: texts.headings.ranking(ranking.levelName),
    alt: `${texts.headings.ranking(ranking.levelName)}. ${thresholdLabel(facts)}. ${spoken.join('; ')}.`,
    rows,
    note: hidden.length > 0 ? texts.suppressedNames(hidden) : null,
    threshold: facts.target?.threshold ?? null,
    thresholdLabel: thresholdLabel(facts),
    axis: { min: axisMinimum(facts), max: 100 },
  };
}

function axisMinimum(facts: ReportFacts): number {
  const lows = facts.rankings
    .filter((ranking) => ranking.onSummary)
    .flatMap(({ agencies }) => agencies)
    .flatMap(({ figure }) => (figure.suppressed ? [] : [figure.interval?.low ?? figure.index]));
  return Math.max(0, Math.floor(Math.min(90, ...lows) / 10) * 10);
}

/** Five-level bars of items that may be shown, in the order given. */
export function levelsFigure(
  facts: ReportFacts,
  code: string,
  caption: string,
  items: readonly ItemResult[],
): LevelsFigure {
  const rows = items.flatMap(({ name, figure, distribution }) =>
    figure.suppressed || !distribution
      ? []
      : [{ name, answers: figure.answers, index: figure.index, shares: distribution.shares }],
  );
  const spoken = rows.map((row) => {
    const shares = row.shares.map(
      (share, at) => `${facts.levelNames[at] ?? ''} ${formatPercent(share, 1, facts.locale)}`,
    );
    return `${row.name}: ${percent(facts, row.index)} (N = ${formatCount(row.answers, facts.locale)}; ${shares.join(', ')})`;
  });
  return {
    kind: 'levels',
    code,
    caption,
    alt: `${caption}. ${spoken.join('. ')}.`,
    levels: facts.levelNames,
    rows,
  };
}
