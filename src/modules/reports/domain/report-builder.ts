import { roundHalfUp } from '../../../method/decimal.js';
import { discloseRows, LEAST_RESPONDENTS } from '../../../method/disclosure.js';
import { OVERALL } from '../../../method/index-structure.js';
import { type IndexCell, intervalOf } from '../../../method/interval.js';
import { addCounts, NO_ANSWERS } from '../../../method/level-counts.js';
import { computeIndex } from '../../../method/index-value.js';
import { rankUnits, type RankEstimate } from '../../../method/ranking.js';
import { distributionOf, figureOf, type FigureRule } from './report-figures.js';
import { type AgencyCell, type ChoiceInput, type NamedCell, type ReportInput } from './report-input.js';
import { reportTexts } from './report-language.js';
import {
  type ChoiceResult,
  type Figure,
  type GroupResult,
  type Heading,
  type ItemResult,
  type RankedAgency,
  type Ranking,
  type ReportFacts,
  type ReportModel,
} from './report-model.js';
import { composeAnnexes, composeSections } from './report-sections.js';
import { composeSummary } from './report-summary.js';

/** Criteria shown as strongest and as weakest. */
const EXTREMES = 3;

/**
 * Makes the report model from counts: every figure by the round's index definition, rounded once, suppressed
 * where due (method.md §5), with the sentences that the intervals allow. Pure: the same input, the same model.
 * @throws MethodError when the definition does not fit the structure
 */
export function buildReport(input: ReportInput): ReportModel {
  const facts = factsOf(input);
  return {
    ...facts,
    summary: composeSummary(facts),
    sections: composeSections(facts),
    annexes: composeAnnexes(facts),
  };
}

function factsOf(input: ReportInput): ReportFacts {
  const rule: FigureRule = {
    definition: input.definition,
    structure: input.structure,
    threshold: input.target?.threshold ?? null,
  };
  const factorCodes = input.structure.aspects.flatMap((aspect) => aspect.factors);
  const criteria = factorCodes.flatMap((factor) =>
    factor.criteria.map((code) => itemOf(input, rule, code, factor.code)),
  );
  const ordered = [...criteria].filter(isShown).sort((a, b) => b.figure.index - a.figure.index);
  const extremes = Math.min(EXTREMES, Math.floor(ordered.length / 2));
  const visible = visibleCodes(input);
  const services = groupsOf(rule, input.overall, input.services);
  const channels = groupsOf(rule, input.overall, input.channels);
  return {
    locale: input.locale,
    simulated: input.simulated,
    generatedOn: input.generatedOn,
    heading: headingOf(input),
    round: {
      ...input.round,
      channels: channels.flatMap(({ code, name, figure }) =>
        figure.suppressed ? [] : [{ code, name, n: figure.n }],
      ),
    },
    definition: definitionOf(input),
    target: input.target,
    levelNames: input.texts.levels,
    overall: figureOf(rule, input.overall),
    history: input.history,
    rankings: input.levels.flatMap((level) => rankingOf(input, rule, level, visible)),
    strongest: ordered.slice(0, extremes),
    weakest: ordered.slice(ordered.length - extremes).reverse(),
    factors: factorCodes.map((factor) => itemOf(input, rule, factor.code, null)),
    criteria,
    levels: levelCells(input).map(({ code, name, cell }) => ({
      code,
      name,
      figure: visible.has(levelKey(code)) ? figureOf(rule, cell) : { suppressed: true },
    })),
    services,
    channels,
    perceptions: input.perceptions.map(choiceOf),
    expectations: input.expectations.map(choiceOf),
    comments: input.comments,
  };
}

function isShown<T extends { readonly figure: Figure }>(
  item: T,
): item is T & { readonly figure: Extract<Figure, { suppressed: false }> } {
  return !item.figure.suppressed;
}

function itemOf(input: ReportInput, rule: FigureRule, code: string, factor: string | null): ItemResult {
  const figure = figureOf(rule, input.overall, code);
  return {
    code,
    name: input.texts.items[code] ?? code,
    factor,
    figure,
    distribution: figure.suppressed ? null : distributionOf(input.structure, input.overall, code),
  };
}

/** Respondents of every level: the sum of its agencies. */
function levelCells(input: ReportInput): readonly NamedCell[] {
  return input.levels.flatMap(({ code, name }) => {
    const cells = input.agencies.filter((agency) => agency.level === code).map((agency) => agency.cell);
    const [first, ...rest] = cells;
    return first ? [{ code, name, cell: rest.reduce(addCells, first) }] : [];
  });
}

/** Two disjoint sets of respondents together. */
export function addCells(a: IndexCell, b: IndexCell): IndexCell {
  const codes = new Set([...Object.keys(a.countsByCriterion), ...Object.keys(b.countsByCriterion)]);
  return {
    n: a.n + b.n,
    countsByCriterion: Object.fromEntries(
      [...codes].map((code) => [
        code,
        addCounts(a.countsByCriterion[code] ?? NO_ANSWERS, b.countsByCriterion[code] ?? NO_ANSWERS),
      ]),
    ),
    moments: Array.from(
      { length: Math.max(a.moments.length, b.moments.length) },
      (_, at) => (a.moments[at] ?? 0) + (b.moments[at] ?? 0),
    ),
  };
}

function levelKey(code: string): string {
  return `level/${code}`;
}

function agencyKey(code: string): string {
  return `agency/${code}`;
}

/** Keys of levels and agencies whose figures may be shown: province → level → agency is one hierarchy of tables. */
function visibleCodes(input: ReportInput): ReadonlySet<string> {
  const levels = levelCells(input).map(({ code, cell }) => ({
    key: levelKey(code),
    parent: OVERALL,
    n: cell.n,
  }));
  const agencies = input.agencies.map(({ code, level, cell }) => ({
    key: agencyKey(code),
    parent: levelKey(level),
    n: cell.n,
  }));
  return visible([{ key: OVERALL, parent: null, n: input.overall.n }, ...levels, ...agencies]);
}

function visible(rows: readonly { key: string; parent: string | null; n: number }[]): ReadonlySet<string> {
  const disclosed = discloseRows(rows, {
    keyOf: (row) => row.key,
    parentOf: (row) => row.parent,
    respondentsOf: (row) => row.n,
  });
  return new Set(disclosed.flatMap((row) => (row.suppressed ? [] : [row.key])));
}

function groupsOf(rule: FigureRule, overall: IndexCell, cells: readonly NamedCell[]): GroupResult[] {
  const shown = visible([
    { key: OVERALL, parent: null, n: overall.n },
    ...cells.map(({ code, cell }) => ({ key: code, parent: OVERALL, n: cell.n })),
  ]);
  return cells.map(({ code, name, cell }) => ({
    code,
    name,
    figure: shown.has(code) ? figureOf(rule, cell) : { suppressed: true },
  }));
}

function rankingOf(
  input: ReportInput,
  rule: FigureRule,
  level: ReportInput['levels'][number],
  shown: ReadonlySet<string>,
): Ranking[] {
  const members = input.agencies.filter((agency) => agency.level === level.code);
  if (members.length === 0) return [];
  const published = members.filter((agency) => shown.has(agencyKey(agency.code)));
  const ranks = rankUnits(
    published.map((agency) => estimateOf(input, agency)),
    `${input.round.code}/${level.code}`,
  );
  const agencies = members.map((agency): RankedAgency => {
    const figure: Figure = shown.has(agencyKey(agency.code))
      ? figureOf(rule, agency.cell)
      : { suppressed: true };
    return {
      code: agency.code,
      name: agency.name,
      figure,
      rank: figure.suppressed ? null : (ranks.get(agency.code) ?? null),
    };
  });
  agencies.sort(
    (a, b) => (a.rank?.place ?? Infinity) - (b.rank?.place ?? Infinity) || (a.code < b.code ? -1 : 1),
  );
  return [{ level: level.code, levelName: level.name, onSummary: level.onSummary, agencies }];
}

function estimateOf(input: ReportInput, { code, cell }: AgencyCell): RankEstimate {
  const { value } = computeIndex(input.definition, input.structure, cell.countsByCriterion, OVERALL);
  const interval = intervalOf(input.definition, input.structure, OVERALL, cell);
  return {
    key: code,
    value: interval ? value : null,
    se: interval?.se ?? 0,
    effectiveN: interval?.effectiveN ?? 0,
  };
}

function choiceOf(question: ChoiceInput): ChoiceResult {
  const { code, text, multiple } = question;
  if (question.n < LEAST_RESPONDENTS) return { code, text, multiple, n: null, options: [] };
  const options = question.options.map((option) => ({
    ...option,
    share: roundHalfUp((100 * option.count) / question.n, 1),
  }));
  if (multiple) options.sort((a, b) => b.count - a.count);
  return { code, text, multiple, n: question.n, options };
}

function definitionOf({ definition, locale }: ReportInput): ReportModel['definition'] {
  const texts = reportTexts(locale);
  return {
    code: definition.code,
    version: definition.version,
    formula: texts.formulas[definition.formula] ?? definition.formula,
    combine: texts.combines[definition.combine] ?? definition.combine,
    digits: definition.rounding.digits,
    note: definition.note[locale],
  };
}

function headingOf({ issuer, locale, generatedOn, round }: ReportInput): Heading {
  const texts = reportTexts(locale);
  const [year = 0, month = 0, day = 0] = generatedOn.slice(0, 10).split('-').map(Number);
  return {
    parentAgency: issuer.parentAgency,
    issuingAgency: issuer.issuingAgency,
    number: texts.numberLine(issuer.symbol),
    nationalTitle: texts.nationalTitle,
    motto: texts.motto,
    placeAndDate: texts.placeAndDate(issuer.place, year, month, day),
    documentType: texts.documentType,
    subject: texts.subject(round.title),
    recipients: issuer.recipients,
    signature: issuer.signature,
  };
}
