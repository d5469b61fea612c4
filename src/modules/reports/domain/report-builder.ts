import { roundHalfUp } from '../../../method/decimal.js';
import { LEAST_RESPONDENTS } from '../../../method/disclosure.js';
import { OVERALL } from '../../../method/index-structure.js';
import { distributionOf, figureOf } from './report-figures.js';
import { type ChoiceInput, type LevelInput, type NamedFigures, type ReportInput } from './report-input.js';
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
 * Makes the report model from the index tables, whose figures are rounded and disclosed already, with the
 * sentences that the intervals allow. Pure: the same input, the same model.
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
  const { digits } = input.definition.rounding;
  const factorCodes = input.structure.aspects.flatMap((aspect) => aspect.factors);
  const criteria = factorCodes.flatMap((factor) =>
    factor.criteria.map((code) => itemOf(input, code, factor.code)),
  );
  const ordered = [...criteria].filter(isShown).sort((a, b) => b.figure.index - a.figure.index);
  const extremes = Math.min(EXTREMES, Math.floor(ordered.length / 2));
  const services = groupsOf(input.services, digits);
  const channels = groupsOf(input.channels, digits);
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
    overall: figureOf(input.items[OVERALL], digits),
    history: input.history,
    rankings: input.levels.flatMap((level) => rankingOf(input, level)),
    strongest: ordered.slice(0, extremes),
    weakest: ordered.slice(ordered.length - extremes).reverse(),
    factors: factorCodes.map((factor) => itemOf(input, factor.code, null)),
    criteria,
    levels: groupsOf(input.levels, digits),
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

function itemOf(input: ReportInput, code: string, factor: string | null): ItemResult {
  const cell = input.items[code];
  return {
    code,
    name: input.texts.items[code] ?? code,
    factor,
    figure: figureOf(cell, input.definition.rounding.digits),
    distribution: distributionOf(cell),
  };
}

function groupsOf(units: readonly NamedFigures[], digits: number): GroupResult[] {
  return units.map(({ code, name, figures }) => ({ code, name, figure: figureOf(figures, digits) }));
}

function rankingOf(input: ReportInput, level: LevelInput): Ranking[] {
  const members = input.agencies.filter((agency) => agency.level === level.code);
  if (members.length === 0) return [];
  const agencies = members.map(({ code, name, figures }): RankedAgency => ({
    code,
    name,
    figure: figureOf(figures, input.definition.rounding.digits),
    rank: figures.suppressed ? null : figures.rank,
  }));
  agencies.sort(
    (a, b) => (a.rank?.place ?? Infinity) - (b.rank?.place ?? Infinity) || (a.code < b.code ? -1 : 1),
  );
  return [{ level: level.code, levelName: level.name, onSummary: level.onSummary, agencies }];
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
