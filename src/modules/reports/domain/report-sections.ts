import { formatCount, formatDate, formatNumber, formatThreshold } from './number-format.js';
import { type Block, type Section, type Table } from './report-document.js';
import { reportTexts } from './report-language.js';
import { type Figure, type ReportFacts } from './report-model.js';
import { assessmentSections } from './report-assessment.js';
import { channelSentences, headlineOf, precisionSentence } from './report-sentences.js';
import { levelsFigure } from './report-summary.js';
import {
  choiceTable,
  countsTable,
  criteriaTable,
  distributionTable,
  figuresTable,
  publishedTable,
  rankingTable,
} from './report-tables.js';

/** The body of the report in the outline of ministry reports: conduct, results, assessment, then the method note. */
export function composeSections(facts: ReportFacts): readonly Section[] {
  const { headings } = reportTexts(facts.locale);
  return [
    { depth: 1, heading: `I. ${headings.conduct}`, blocks: conductBlocks(facts) },
    { depth: 1, heading: `II. ${headings.results}`, blocks: [] },
    ...numbered(resultSections(facts)),
    { depth: 1, heading: `III. ${headings.assessment}`, blocks: [] },
    ...numbered(assessmentSections(facts)),
    {
      depth: 1,
      heading: `IV. ${headings.method.toUpperCase()}`,
      blocks: [{ kind: 'list', items: methodNotes(facts) }],
    },
  ];
}

/** Tables that only those who check need: agencies off page one, raw counts, published figures. */
export function composeAnnexes(facts: ReportFacts): readonly Table[] {
  return [
    ...facts.rankings.filter((ranking) => !ranking.onSummary).map((ranking) => rankingTable(facts, ranking)),
    countsTable(facts),
    ...(facts.history.points.length > 0 ? [publishedTable(facts)] : []),
  ];
}

type Part = { readonly heading: string; readonly blocks: readonly Block[] };

function numbered(parts: readonly Part[]): Section[] {
  return parts
    .filter(({ blocks }) => blocks.length > 0)
    .map(({ heading, blocks }, at) => ({ depth: 2, heading: `${at + 1}. ${heading}`, blocks }));
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function table(value: Table): Block {
  return { kind: 'table', table: value };
}

function conductBlocks(facts: ReportFacts): Block[] {
  const vi = facts.locale === 'vi';
  const { round } = facts;
  const dates = { from: formatDate(round.opensOn), to: formatDate(round.closesOn) };
  const items = vi
    ? [
        `Căn cứ: ${round.legalBasis}.`,
        `Thời gian: từ ngày ${dates.from} đến ngày ${dates.to}. Mã đợt khảo sát: ${round.code}.`,
        `Đối tượng: ${round.population}.`,
        `Cách lấy ý kiến: ${round.design}.`,
        `Phiếu khảo sát: ${round.questionnaire.title} (mã ${round.questionnaire.code}, phiên bản ${round.questionnaire.version}).`,
        `Kết quả thu nhận: ${formatCount(round.responses, 'vi')} lượt trả lời; ${flagged(facts)}`,
      ]
    : [
        `Legal basis: ${round.legalBasis}.`,
        `Dates: from ${dates.from} to ${dates.to}. Round code: ${round.code}.`,
        `Population: ${round.population}.`,
        `Collection: ${round.design}.`,
        `Questionnaire: ${round.questionnaire.title} (code ${round.questionnaire.code}, version ${round.questionnaire.version}).`,
        `Received: ${formatCount(round.responses, 'en')} responses; ${flagged(facts)}`,
      ];
  const { columns } = reportTexts(facts.locale);
  const channels: Table = {
    code: 'channels-n',
    caption: vi ? 'Số lượt trả lời theo hình thức khảo sát' : 'Responses by channel',
    columns: [
      { heading: columns.channel, kind: 'text' },
      { heading: columns.n, kind: 'count' },
    ],
    rows: round.channels.map(({ name, n }) => ({
      cells: [
        { kind: 'text', text: name },
        { kind: 'number', value: n },
      ],
      strong: false,
      suppressed: false,
    })),
    note: facts.channels.length > round.channels.length ? reportTexts(facts.locale).suppressedNote : null,
  };
  return [{ kind: 'list', items }, table(channels)];
}

function flagged({ round, locale }: ReportFacts): string {
  const count = formatCount(round.flagged, locale);
  if (locale === 'en')
    return `${count} were flagged for a quality check; they are counted and none was deleted.`;
  return `${count} lượt được gắn cờ để kiểm tra chất lượng, vẫn được tính và không lượt nào bị xóa.`;
}

function resultSections(facts: ReportFacts): Part[] {
  const { headings, columns } = reportTexts(facts.locale);
  const groups = (
    code: string,
    caption: string,
    nameHeading: string,
    rows: readonly { name: string; figure: Figure }[],
  ): Block[] => (rows.length > 0 ? [table(figuresTable(facts, { code, caption, nameHeading }, rows))] : []);
  return [
    { heading: headings.overall, blocks: overallBlocks(facts) },
    {
      heading: headings.factors,
      blocks: [
        { kind: 'figure', figure: levelsFigure(facts, 'factors-levels', headings.factors, facts.factors) },
        ...groups('factors', headings.factors, columns.factor, facts.factors),
        table(
          distributionTable(
            facts,
            'factors-shares',
            facts.locale === 'vi' ? 'Năm mức hài lòng theo yếu tố' : 'Five levels by factor',
            facts.factors,
          ),
        ),
      ],
    },
    {
      heading: headings.criteria,
      blocks: [
        table(criteriaTable(facts)),
        table(
          distributionTable(
            facts,
            'criteria-shares',
            facts.locale === 'vi' ? 'Năm mức hài lòng theo tiêu chí' : 'Five levels by criterion',
            facts.criteria,
          ),
        ),
      ],
    },
    { heading: headings.levels, blocks: groups('levels', headings.levels, columns.level, facts.levels) },
    {
      heading: headings.agencies,
      blocks: facts.rankings
        .filter((ranking) => ranking.onSummary)
        .map((ranking) => table(rankingTable(facts, ranking))),
    },
    {
      heading: headings.services,
      blocks: groups('services', headings.services, columns.service, facts.services),
    },
    {
      heading: headings.channels,
      blocks: [
        ...channelSentences(facts).map(paragraph),
        ...groups('channels', headings.channels, columns.channel, facts.channels),
      ],
    },
    {
      heading: headings.perceptions,
      blocks: facts.perceptions.map((question) => table(choiceTable(facts, question))),
    },
    {
      heading: headings.expectations,
      blocks: facts.expectations.map((question) => table(choiceTable(facts, question))),
    },
    { heading: headings.comments, blocks: [paragraph(commentsSentence(facts))] },
  ];
}

function overallBlocks(facts: ReportFacts): Block[] {
  const texts = reportTexts(facts.locale);
  if (facts.overall.suppressed) return [paragraph(headlineOf(facts))];
  const target = facts.target;
  const targetLine = target
    ? [
        texts.targetLine(
          formatThreshold(target.threshold, facts.locale),
          formatDate(target.due),
          target.legalBasis,
        ),
      ]
    : [];
  return [
    ...targetLine.map(paragraph),
    paragraph(`${headlineOf(facts)} ${precisionSentence(facts, facts.overall)}`),
    table(
      figuresTable(facts, { code: 'overall', caption: texts.overallIndex, nameHeading: texts.overallIndex }, [
        { name: facts.round.title, figure: facts.overall },
      ]),
    ),
    ...parIndexBlocks(facts),
  ];
}

function parIndexBlocks(facts: ReportFacts): Block[] {
  const part = facts.history.parIndex;
  if (!part) return [];
  const points = formatNumber(part.points, 2, facts.locale);
  const total = formatNumber(part.total, 2, facts.locale);
  return [
    paragraph(
      facts.locale === 'vi'
        ? `Năm ${part.year}, phần SIPAS trong PAR INDEX của tỉnh là ${points} trên ${part.of} điểm; tổng PAR INDEX là ${total}; nguồn: ${part.source}. Đây là điểm thành phần, không phải chỉ số hài lòng, nên không vẽ vào chuỗi qua các năm.`
        : `In ${part.year} the SIPAS part of the province's PAR INDEX was ${points} of ${part.of} points; the PAR INDEX total was ${total}; source: ${part.source}. This is a component score, not a satisfaction index, so it is not drawn in the series.`,
    ),
  ];
}

function commentsSentence({ comments, locale }: ReportFacts): string {
  const count = formatCount(comments, locale);
  return locale === 'vi'
    ? `${count} lượt trả lời có ghi ý kiến khác. Ý kiến được che thông tin cá nhân và chuyển cho cơ quan liên quan xem xét, không in trong báo cáo này.`
    : `${count} responses carried a comment. Comments are masked and passed to the agency concerned; they are not printed in this report.`;
}

function methodNotes(facts: ReportFacts): string[] {
  const { definition, locale, overall } = facts;
  const texts = reportTexts(locale);
  const vi = locale === 'vi';
  const method =
    overall.suppressed || !overall.interval
      ? null
      : (texts.intervalMethods[overall.interval.method] ?? overall.interval.method);
  return [
    vi
      ? `Định nghĩa chỉ số: ${definition.code}, phiên bản ${definition.version}: ${definition.formula}; ${definition.combine}; làm tròn ${definition.digits} chữ số thập phân. ${definition.note}`
      : `Index definition: ${definition.code}, version ${definition.version}: ${definition.formula}; ${definition.combine}; rounded to ${definition.digits} decimals. ${definition.note}`,
    vi
      ? 'n là số lượt trả lời, N là số câu trả lời. Câu bỏ trống, “không biết” và “không áp dụng” không tính vào N; mức “Bình thường” có trong mẫu số.'
      : 'n is the number of responses, N the number of answers. Blank, “don’t know” and “not applicable” do not count in N; “Neither satisfied nor dissatisfied” stays in the denominator.',
    ...(method
      ? [
          vi
            ? `Khoảng tin cậy 95% của chỉ số chung: ${method}.`
            : `95% interval of the overall index: ${method}.`,
        ]
      : []),
    vi
      ? 'Kết luận so với mục tiêu: đạt khi cận dưới của khoảng tin cậy không thấp hơn mục tiêu; chưa đạt khi cận trên thấp hơn mục tiêu; còn lại là chưa đủ căn cứ kết luận.'
      : 'Verdict: met when the lower end of the interval reaches the target; not met when the upper end is below it; otherwise there is not enough evidence to decide.',
    ...(facts.round.probabilitySample ? [] : [openStreamNote(vi)]),
    texts.suppressedNote,
  ];
}

function openStreamNote(vi: boolean): string {
  return vi
    ? 'Người trả lời tự nguyện, không phải mẫu xác suất: khoảng tin cậy nói về dao động ngẫu nhiên, không nói về những người không trả lời.'
    : 'Respondents answered of their own accord, not as a probability sample: intervals speak of chance variation, not of those who did not answer.';
}
