import { type Name } from '../../organisation/domain/file-cursor.js';
import { type IndexRow } from '../../indices/domain/index-row.js';
import { choiceColumnsOf } from '../../questionnaires/domain/answer-encoding.js';
import {
  indexStructureOf,
  isSatisfaction,
  type Question,
  type QuestionnaireDefinition,
  textIn,
} from '../../questionnaires/domain/questionnaire.js';
import { type AgencyLevel, AGENCY_LEVELS } from '../../organisation/domain/organisation-file.js';
import { publishedUnitOf } from './published-history.js';
import { type Locale } from './report-document.js';
import {
  type AgencyFigures,
  type ChoiceInput,
  type Disclosed,
  type NamedFigures,
  type ReportInput,
} from './report-input.js';
import { type History } from './report-model.js';
import { REPORT_WORDING } from './report-wording.js';

/** The index tables of a round, each with the rows that its reader may see. */
export interface ReportTables {
  /** Rows of the whole by item. */
  readonly items: readonly IndexRow[];
  readonly levels: readonly IndexRow[];
  readonly agencies: readonly IndexRow[];
  readonly services: readonly IndexRow[];
  readonly channels: readonly IndexRow[];
}

/** How many answered a choice question, and how many of them chose each option. */
interface ChoiceCount {
  readonly question: string;
  readonly n: number;
  readonly options: readonly { readonly code: string; readonly count: number }[];
}

/** What a report needs of a round; a subset of what the round's queries return. */
export interface ReportRound {
  readonly code: string;
  readonly title: Name;
  readonly from: string;
  readonly to: string;
  readonly legalBasis: string;
  readonly population: Name;
  readonly simulated: boolean;
  readonly measuringAgency: { readonly name: Name };
  readonly questionnaire: {
    readonly code: string;
    readonly version: number;
    readonly definition: QuestionnaireDefinition;
  };
  readonly index: { readonly definition: ReportInput['definition'] };
  readonly targets: readonly {
    readonly item: string;
    readonly threshold: number;
    readonly due: string;
    readonly legalBasis: string;
  }[];
  readonly agencies: readonly { readonly code: string; readonly name: Name; readonly level: AgencyLevel }[];
  readonly services: readonly { readonly code: string; readonly name: Name }[];
}

export interface CompositionInput {
  readonly round: ReportRound;
  readonly tables: ReportTables;
  readonly counts: {
    readonly responses: number;
    readonly flagged: number;
    readonly comments: number;
    readonly choices: readonly ChoiceCount[];
  };
  readonly history: History;
  readonly locale: Locale;
  /** ISO day. */
  readonly generatedOn: string;
}

/** Levels whose ranking stands on page one: communes are too many for it. */
const SUMMARY_LEVELS: ReadonlySet<AgencyLevel> = new Set(['province', 'department', 'district', 'vertical']);

/** Puts the names of a round beside the figures of its tables, all in one language. */
export function composeInput({
  round,
  tables,
  counts,
  history,
  locale,
  generatedOn,
}: CompositionInput): ReportInput {
  const wording = REPORT_WORDING[locale];
  const { definition } = round.questionnaire;
  const province = round.measuringAgency.name;
  const target = round.targets.find(({ item }) => item === 'overall');
  const agencies = agenciesOf(round, tables, locale);
  return {
    locale,
    simulated: round.simulated,
    generatedOn,
    issuer: wording.issuer(textIn({ ...province }, locale), publishedUnitOf(province.vi)),
    round: {
      code: round.code,
      title: textIn({ ...round.title }, locale),
      opensOn: round.from,
      closesOn: round.to,
      legalBasis: round.legalBasis,
      population: textIn({ ...round.population }, locale),
      design: wording.openStream,
      probabilitySample: false,
      questionnaire: {
        code: round.questionnaire.code,
        version: round.questionnaire.version,
        title: textIn(definition.title, locale),
      },
      responses: counts.responses,
      flagged: counts.flagged,
    },
    definition: round.index.definition,
    structure: indexStructureOf(definition),
    texts: textsOf(definition, locale),
    target: target ?? null,
    history,
    levels: levelsOf(agencies, tables, locale),
    items: Object.fromEntries(tables.items.map((row) => [row.item, row])),
    agencies,
    services: named(tables.services, ({ service }) => service, namesOf(round.services, locale)),
    channels: named(tables.channels, ({ channel }) => channel, new Map(Object.entries(wording.channels))),
    perceptions: choicesOf(definition, counts.choices, 'perception', locale),
    expectations: choicesOf(definition, counts.choices, 'expectation', locale),
    comments: counts.comments,
  };
}

function namesOf(
  units: readonly { readonly code: string; readonly name: Name }[],
  locale: Locale,
): ReadonlyMap<string, string> {
  return new Map(units.map(({ code, name }) => [code, textIn({ ...name }, locale)]));
}

function named(
  rows: readonly IndexRow[],
  codeOf: (row: IndexRow) => string | undefined,
  names: ReadonlyMap<string, string>,
): NamedFigures[] {
  return rows.map((row) => {
    const code = codeOf(row) ?? '';
    return { code, name: names.get(code) ?? code, figures: row };
  });
}

function agenciesOf(round: ReportRound, tables: ReportTables, locale: Locale): AgencyFigures[] {
  const levelOf = new Map(round.agencies.map(({ code, level }) => [code, level]));
  return named(tables.agencies, ({ agency }) => agency, namesOf(round.agencies, locale)).map((agency) => ({
    ...agency,
    level: levelOf.get(agency.code) ?? '',
  }));
}

function levelsOf(
  agencies: readonly AgencyFigures[],
  tables: ReportTables,
  locale: Locale,
): ReportInput['levels'] {
  const present = AGENCY_LEVELS.filter((level) => agencies.some((agency) => agency.level === level));
  return present.map((code) => {
    const figures: Disclosed = tables.levels.find(({ level }) => level === code) ?? { suppressed: true };
    return { code, name: REPORT_WORDING[locale].levels[code], figures, onSummary: SUMMARY_LEVELS.has(code) };
  });
}

function textsOf(definition: QuestionnaireDefinition, locale: Locale): ReportInput['texts'] {
  const coded = definition.blocks
    .filter(isSatisfaction)
    .flatMap(({ aspects }) =>
      aspects.flatMap((aspect) => [
        aspect,
        ...aspect.factors.flatMap((factor) => [factor, ...factor.criteria]),
      ]),
    );
  return {
    items: Object.fromEntries(coded.map(({ code, text }) => [code, textIn(text, locale)])),
    levels: definition.scale.levels.map(({ text }) => textIn(text, locale)),
  };
}

/** Choice questions of the blocks of one kind, with the wording of their options. */
function choicesOf(
  definition: QuestionnaireDefinition,
  counts: readonly ChoiceCount[],
  kind: 'perception' | 'expectation',
  locale: Locale,
): ChoiceInput[] {
  const columns = new Set(choiceColumnsOf(definition).map(({ question }) => question));
  const asked = definition.blocks.flatMap((block) => (block.kind === kind ? block.questions : []));
  return asked
    .filter(({ code }) => columns.has(code))
    .map((question) => {
      const count = counts.find((each) => each.question === question.code);
      return {
        code: question.code,
        text: textIn(question.text, locale),
        multiple: question.type === 'multiple',
        n: count?.n ?? 0,
        options: (count?.options ?? []).map(({ code, count: chosen }) => ({
          code,
          text: optionText(question, code, locale),
          count: chosen,
        })),
      };
    });
}

function optionText(question: Question, code: string, locale: Locale): string {
  const options = 'options' in question ? question.options : [];
  const option = options.find((each) => each.code === code);
  return option === undefined ? code : textIn(option.text, locale);
}
