import {
  formatCount,
  formatNumber,
  formatPercent,
  formatPoints,
  formatRange,
  formatThreshold,
} from './number-format.js';
import { type IndexFigure, type ItemResult, type Ranking, type ReportFacts } from './report-model.js';

/**
 * The sentences of a report. Each follows from the interval: what is undecided is said to be undecided, and an
 * order of point values is called one.
 */

/** The first line of the summary: the overall index against the target. */
export function headlineOf(facts: ReportFacts): string {
  const vi = facts.locale === 'vi';
  const { overall } = facts;
  if (overall.suppressed) {
    return vi
      ? 'Chưa đủ số lượt trả lời để công bố chỉ số.'
      : 'There are too few responses to publish an index.';
  }
  const index = formatPercent(overall.index, facts.definition.digits, facts.locale);
  const opening = vi ? `Chỉ số hài lòng chung là ${index}` : `The overall satisfaction index is ${index}`;
  if (!facts.target || !overall.target) return `${opening}.`;
  const threshold = formatThreshold(facts.target.threshold, facts.locale);
  const distance = formatPoints(
    Math.abs(overall.target.distance),
    facts.definition.digits,
    facts.locale,
  ).replace('+', '');
  switch (overall.target.verdict) {
    case 'met':
      return vi ? `${opening}: đạt mục tiêu ${threshold}.` : `${opening}: the ${threshold} target is met.`;
    case 'notMet':
      return vi
        ? `${opening}: chưa đạt mục tiêu ${threshold}, còn thiếu ${distance}.`
        : `${opening}: the ${threshold} target is not met, ${distance} short.`;
    case 'undecidable':
      return vi
        ? `${opening}: chưa đủ căn cứ kết luận so với mục tiêu ${threshold}.`
        : `${opening}: there is not enough evidence to decide against the ${threshold} target.`;
  }
}

/** The sentences beneath the headline, in order of importance. */
export function summarySentences(facts: ReportFacts): readonly string[] {
  const { overall } = facts;
  if (overall.suppressed) return [];
  return [...decisionSentence(facts, overall), ...rankingSentence(facts), ...extremesSentence(facts)];
}

/** Interval, n and N of the overall index. */
export function precisionSentence(facts: ReportFacts, { interval, n, answers }: IndexFigure): string {
  const { locale } = facts;
  const counts = { n: formatCount(n, locale), answers: formatCount(answers, locale) };
  const range = interval && `${formatRange(interval.low, interval.high, facts.definition.digits, locale)}%`;
  if (locale === 'vi') {
    const from = `tính từ n\u00a0=\u00a0${counts.n} lượt trả lời (N\u00a0=\u00a0${counts.answers} câu trả lời)`;
    return range ? `Khoảng tin cậy 95%: ${range}, ${from}.` : `Chỉ số ${from}.`;
  }
  const from = `from n\u00a0=\u00a0${counts.n} responses (N\u00a0=\u00a0${counts.answers} answers)`;
  return range ? `95% interval: ${range}, ${from}.` : `The index is computed ${from}.`;
}

function decisionSentence(facts: ReportFacts, { target }: IndexFigure): string[] {
  if (!facts.target || target?.verdict !== 'undecidable') return [];
  const vi = facts.locale === 'vi';
  const byPoint = target.byPoint === 'met' ? (vi ? 'đạt' : 'met') : vi ? 'chưa đạt' : 'not met';
  const opening = vi
    ? `Theo giá trị điểm là ${byPoint}, nhưng khoảng tin cậy còn chứa mục tiêu`
    : `By the point value the target is ${byPoint}, but the interval still contains it`;
  if (target.decidingN === null) return [`${opening}.`];
  const n = formatCount(target.decidingN, facts.locale);
  return [
    vi
      ? `${opening}; nếu chỉ số giữ nguyên thì cần khoảng ${n} lượt trả lời để kết luận.`
      : `${opening}; if the index stays the same, about ${n} responses would decide.`,
  ];
}

/** How many agencies of the levels on page one have which verdict. */
function rankingSentence(facts: ReportFacts): string[] {
  const agencies = facts.rankings
    .filter((ranking) => ranking.onSummary)
    .flatMap((ranking) => ranking.agencies);
  if (!facts.target || agencies.length === 0) return [];
  const count = verdictCounts(agencies);
  const threshold = formatThreshold(facts.target.threshold, facts.locale);
  if (facts.locale === 'vi') {
    const hidden = count.suppressed > 0 ? `; ${count.suppressed} không công bố do ít lượt trả lời` : '';
    return [
      `Trong ${agencies.length} cơ quan xếp hạng dưới đây, so với mục tiêu ${threshold}: ${count.met} đạt, ${count.notMet} chưa đạt, ${count.undecidable} chưa đủ căn cứ kết luận${hidden}.`,
    ];
  }
  const hidden = count.suppressed > 0 ? `; ${count.suppressed} not published because of few responses` : '';
  return [
    `Of the ${agencies.length} agencies ranked below, against the ${threshold} target: ${count.met} met, ${count.notMet} not met, ${count.undecidable} undecidable${hidden}.`,
  ];
}

/** Verdicts counted over agencies; suppressed ones apart. */
function verdictCounts(
  agencies: Ranking['agencies'],
): Record<'met' | 'notMet' | 'undecidable' | 'suppressed', number> {
  const count = { met: 0, notMet: 0, undecidable: 0, suppressed: 0 };
  for (const { figure } of agencies) {
    if (figure.suppressed) count.suppressed += 1;
    else if (figure.target) count[figure.target.verdict] += 1;
  }
  return count;
}

function extremesSentence(facts: ReportFacts): string[] {
  const [best] = facts.strongest;
  const [worst] = facts.weakest;
  if (!best || !worst) return [];
  const [high, low] = [quoted(facts, best), quoted(facts, worst)];
  return [
    facts.locale === 'vi'
      ? `Theo giá trị điểm, tiêu chí cao nhất là ${high}, thấp nhất là ${low}.`
      : `By point value, the highest criterion is ${high}, the lowest ${low}.`,
  ];
}

/** An item with its index, e.g. `“Kết quả đúng quy định” (91,20%)`. */
export function quoted(facts: ReportFacts, { name, figure }: ItemResult): string {
  const index = figure.suppressed
    ? ''
    : ` (${formatPercent(figure.index, facts.definition.digits, facts.locale)})`;
  return `“${name}”${index}`;
}

/** Channels that differ by more than 5 points at n ≥ 30 each (method.md §6), as one sentence a pair; none otherwise. */
export function channelSentences(facts: ReportFacts): readonly string[] {
  const shown = facts.channels.flatMap(({ name, figure }) =>
    !figure.suppressed && figure.n >= 30 ? [{ name, index: figure.index }] : [],
  );
  return shown.flatMap((a, at) =>
    shown.slice(at + 1).flatMap((b) => {
      const gap = Math.abs(a.index - b.index);
      if (gap <= 5) return [];
      const points = formatNumber(gap, facts.definition.digits, facts.locale);
      return facts.locale === 'vi'
        ? [
            `Hai hình thức “${a.name}” và “${b.name}” chênh nhau ${points} điểm %: cần xem xét cách lấy phiếu trước khi so sánh.`,
          ]
        : [
            `The channels “${a.name}” and “${b.name}” differ by ${points} percentage points: look at how they were collected before comparing.`,
          ];
    }),
  );
}
