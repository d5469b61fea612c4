import { formatCount, formatDate } from './number-format.js';
import { type Block } from './report-document.js';
import { reportTexts } from './report-language.js';
import { type ReportFacts } from './report-model.js';
import { quoted } from './report-sentences.js';
import { levelsFigure } from './report-summary.js';
import { distributionTable } from './report-tables.js';

/** Names listed in one recommendation; the tables hold the others. */
const LISTED = 5;

/** Part III: what is strong, what is weak, and what follows, to whom and by when. */
export function assessmentSections(facts: ReportFacts): { heading: string; blocks: Block[] }[] {
  const { headings } = reportTexts(facts.locale);
  return [
    {
      heading: headings.strongest,
      blocks: extremeBlocks(facts, 'strongest-shares', headings.strongest, facts.strongest),
    },
    {
      heading: headings.weakest,
      blocks: extremeBlocks(facts, 'weakest-shares', headings.weakest, facts.weakest),
    },
    { heading: headings.actions, blocks: actionBlocks(facts) },
  ];
}

function extremeBlocks(
  facts: ReportFacts,
  code: string,
  caption: string,
  items: ReportFacts['strongest'],
): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'figure', figure: levelsFigure(facts, `${code}-levels`, caption, items) },
    { kind: 'table', table: distributionTable(facts, code, caption, items) },
  ];
}

function actionBlocks(facts: ReportFacts): Block[] {
  const items = [...weakestAction(facts), ...behindAction(facts), ...undecidedAction(facts)];
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

function weakestAction(facts: ReportFacts): string[] {
  if (facts.weakest.length === 0) return [];
  const names = facts.weakest.map((item) => quoted(facts, item)).join('; ');
  return [
    facts.locale === 'vi'
      ? `Các cơ quan, đơn vị rà soát trước các tiêu chí có giá trị điểm thấp nhất: ${names}.`
      : `All agencies look first at the criteria with the lowest point values: ${names}.`,
  ];
}

function agenciesWith(
  facts: ReportFacts,
  verdict: 'notMet' | 'undecidable',
): { name: string; index: number; decidingN: number | null }[] {
  return facts.rankings
    .filter((ranking) => ranking.onSummary)
    .flatMap(({ agencies }) => agencies)
    .flatMap(({ name, figure }) =>
      !figure.suppressed && figure.target?.verdict === verdict
        ? [{ name, index: figure.index, decidingN: figure.target.decidingN }]
        : [],
    )
    .toSorted((a, b) => a.index - b.index);
}

function behindAction(facts: ReportFacts): string[] {
  const behind = agenciesWith(facts, 'notMet');
  if (!facts.target || behind.length === 0) return [];
  const names = behind
    .slice(0, LISTED)
    .map(({ name }) => name)
    .join('; ');
  const due = formatDate(facts.target.due);
  const past = facts.generatedOn > facts.target.due;
  if (facts.locale === 'vi') {
    const term = past
      ? `(thời hạn của mục tiêu là ngày ${due}, đã qua)`
      : `trước thời hạn của mục tiêu, ngày ${due}`;
    return [
      `${behind.length} cơ quan chưa đạt mục tiêu lập kế hoạch khắc phục ${term}; có giá trị điểm thấp nhất: ${names}.`,
    ];
  }
  const term = past ? `(the due date, ${due}, has passed)` : `before the due date, ${due}`;
  return [`${behind.length} agencies below the target make a plan ${term}; lowest by point value: ${names}.`];
}

/** More responses than this nobody collects about one agency: naming the number would be no advice. */
const WITHIN_REACH = 20_000;

function undecidedAction(facts: ReportFacts): string[] {
  const undecided = agenciesWith(facts, 'undecidable');
  if (undecided.length === 0) return [];
  const names = undecided
    .slice(0, LISTED)
    .map(({ name, decidingN }) =>
      decidingN === null || decidingN > WITHIN_REACH
        ? name
        : `${name} (n\u00a0≈\u00a0${formatCount(decidingN, facts.locale)})`,
    );
  return [
    facts.locale === 'vi'
      ? `${undecided.length} cơ quan chưa đủ căn cứ kết luận thu thập thêm lượt trả lời (trong ngoặc là số lượt đủ để kết luận nếu chỉ số giữ nguyên): ${names.join('; ')}.`
      : `${undecided.length} agencies with an open verdict collect more responses (in brackets, what would decide if the index stays the same): ${names.join('; ')}.`,
  ];
}
