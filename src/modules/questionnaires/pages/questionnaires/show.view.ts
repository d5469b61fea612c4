import { formatDate } from '../../../../web/i18n/format.js';
import { localeNames, asLocale, type Locale } from '../../../../web/i18n/locale.js';
import { translate } from '../../../../web/i18n/translate.js';
import { paths } from '../../../../web/paths.js';
import { printCondition } from '../../domain/condition-text.js';
import {
  criteriaOf,
  factorsOf,
  isSatisfaction,
  PROVENANCES,
  questionsOf,
  textIn,
  type Aspect,
  type Block,
  type Factor,
  type Question,
  type QuestionnaireDefinition,
} from '../../domain/questionnaire.js';
import { type VersionRow } from '../../questionnaires.queries.js';
import {
  languageIfForeign,
  provenanceTag,
  statusTag,
  wordingView,
  type TagView,
  type WordingView,
} from './wording.view.js';

interface QuestionView extends WordingView {
  readonly type: string;
  /** What limits or steers the answer, a sentence each. */
  readonly rules: readonly string[];
  readonly options: readonly { readonly code: string; readonly text: string }[];
}

interface FactorView extends WordingView {
  readonly caption: string;
  readonly questions: readonly QuestionView[];
}

interface BlockView extends WordingView {
  readonly caption: string;
  readonly questions: readonly QuestionView[];
  readonly aspects: readonly (WordingView & { readonly factors: readonly FactorView[] })[];
}

export interface ShowView {
  readonly crumbs: readonly { readonly text: string; readonly href: string }[];
  readonly title: string;
  readonly lang: string | undefined;
  readonly status: TagView;
  readonly facts: readonly { readonly term: string; readonly text: string }[];
  readonly legend: readonly { readonly tag: TagView; readonly text: string; readonly count: number }[];
  readonly levels: readonly { readonly value: number; readonly text: string }[];
  readonly blocks: readonly BlockView[];
}

/** One version as a tree of blocks, aspects, factors and criteria, each wording with its provenance. */
export function showView(version: VersionRow, locale: Locale): ShowView {
  const { definition } = version;
  return {
    crumbs: [
      { text: translate(locale, 'office.name'), href: paths.office.home() },
      { text: translate(locale, 'questionnaire.index.title'), href: paths.office.questionnaires() },
    ],
    title: textIn(definition.title, locale),
    lang: languageIfForeign(definition.title, locale),
    status: statusTag(version.status, locale),
    facts: factsOf(version, locale),
    legend: legendOf(definition, locale),
    levels: definition.scale.levels.map(({ value, text }) => ({ value, text: textIn(text, locale) })),
    blocks: definition.blocks.map((block) => blockView(block, locale)),
  };
}

function factsOf({ code, number, publishedAt, definition }: VersionRow, locale: Locale): ShowView['facts'] {
  const fact = (name: string, text: string): { term: string; text: string } => ({
    term: translate(locale, `questionnaire.fact.${name}`),
    text,
  });
  const { legalBasis, respondent, languages } = definition;
  const size = { criteria: criteriaOf(definition).length, questions: questionsOf(definition).length };
  return [
    fact('code', code),
    fact('version', String(number)),
    fact('published', publishedAt === null ? '–' : formatDate(locale, publishedAt)),
    ...(legalBasis === undefined ? [] : [fact('legalBasis', legalBasis)]),
    ...(respondent === undefined ? [] : [fact('respondent', textIn(respondent, locale))]),
    fact('languages', languages.map(languageName).join(', ')),
    fact('size', translate(locale, 'questionnaire.size', { ...size, factors: factorsOf(definition).length })),
  ];
}

function languageName(tag: string): string {
  const locale = asLocale(tag);
  return locale === undefined ? tag : localeNames[locale];
}

/** What each provenance means, in the questionnaire's own words where it has some, and how often it occurs. */
function legendOf(definition: QuestionnaireDefinition, locale: Locale): ShowView['legend'] {
  const wordings = [...criteriaOf(definition), ...questionsOf(definition)];
  return PROVENANCES.map((provenance) => {
    const own = definition.provenanceKey?.[provenance];
    return {
      tag: provenanceTag(provenance, locale),
      text: own === undefined ? translate(locale, `questionnaire.legend.${provenance}`) : textIn(own, locale),
      count: wordings.filter((wording) => wording.provenance === provenance).length,
    };
  });
}

function blockView(block: Block, locale: Locale): BlockView {
  const wording = wordingView({ ...block, text: block.title }, locale);
  const questions = isSatisfaction(block)
    ? block.general === undefined
      ? []
      : [block.general]
    : block.questions;
  return {
    ...wording,
    caption: translate(locale, 'questionnaire.questionsOf', { title: wording.text }),
    questions: questions.map((question) => questionView(question, locale)),
    aspects: isSatisfaction(block) ? block.aspects.map((aspect) => aspectView(aspect, locale)) : [],
  };
}

function aspectView(aspect: Aspect, locale: Locale): BlockView['aspects'][number] {
  return {
    ...wordingView(aspect, locale),
    factors: aspect.factors.map((factor) => factorView(factor, locale)),
  };
}

function factorView(factor: Factor, locale: Locale): FactorView {
  const wording = wordingView(factor, locale);
  const offersNotApplicable = (question: Question): Question =>
    factor.notApplicable ? { ...question, notApplicable: true } : question;
  return {
    ...wording,
    caption: translate(locale, 'questionnaire.criteriaOf', { title: wording.text }),
    questions: factor.criteria.map((criterion) => questionView(offersNotApplicable(criterion), locale)),
  };
}

function questionView(question: Question, locale: Locale): QuestionView {
  const options = 'options' in question ? question.options : [];
  return {
    ...wordingView(question, locale),
    type: translate(locale, `questionnaire.type.${question.type}`),
    rules: rulesOf(question, locale),
    options: options.map(({ code, text }) => ({ code, text: textIn(text, locale) })),
  };
}

function rulesOf(question: Question, locale: Locale): readonly string[] {
  const rule = (name: string, values: Record<string, string | number> = {}): string =>
    translate(locale, `questionnaire.rule.${name}`, values);
  const rules = [rule(question.required && !question.notApplicable ? 'required' : 'optional')];
  if (question.notApplicable) rules.push(rule('notApplicable'));
  if (question.visibleIf !== undefined) {
    rules.push(rule('visibleIf', { condition: printCondition(question.visibleIf) }));
  }
  if (question.constraint !== undefined) {
    rules.push(rule('constraint', { condition: printCondition(question.constraint.condition) }));
  }
  if ('min' in question) rules.push(rule('min', { min: question.min }));
  if ('max' in question) rules.push(rule('max', { max: question.max }));
  if ('maxLength' in question) rules.push(rule('maxLength', { max: question.maxLength }));
  return rules;
}
