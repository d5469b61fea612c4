import { AGENCY_LEVELS } from '../../../../organisation/domain/organisation-file.js';
import { everyQuestionOf } from '../../../../questionnaires/domain/questionnaire.js';
import { type RoundAgencyRow } from '../../../../rounds/rounds.queries.js';
import {
  described,
  errorSummary,
  type InputField,
  type SelectField,
  type SelectOption,
} from '../../../../../web/forms/field.js';
import { type Locale } from '../../../../../web/i18n/locale.js';
import { translate } from '../../../../../web/i18n/translate.js';
import { paths } from '../../../../../web/paths.js';
import { matches } from '../../domain/agency-search.js';
import { type Availability } from '../../domain/form-round.js';
import { type OpenDraft } from '../../domain/draft-state.js';
import { type FormRound } from '../../web-form.queries.js';
import { foreignLanguage, nameIn, roundView } from '../round.view.js';
import { type ChoiceForm } from './choice.form.js';

/** Questions that a person answers in a minute, standing, reading slowly. */
const questionsPerMinute = 8;

/** The start page: what this is about, what is kept, and the choice of agency and service. */
export function startView(
  round: FormRound,
  choice: ChoiceForm,
  draft: OpenDraft | undefined,
  locale: Locale,
) {
  const chosen = {
    ...choice,
    agency: choice.agency || (draft?.agency ?? ''),
    service: choice.service || (draft?.service ?? ''),
  };
  const fields = choiceFields(round, chosen, locale);
  const errors = choice.isChecked ? errorSummary([fields.agency, fields.service]) : [];
  const questions = everyQuestionOf(round.questionnaire.definition).length;
  return {
    round: roundView(round, locale),
    measuringAgency: nameIn(round.measuringAgency.name, locale),
    population: nameIn(round.population, locale),
    questions,
    minutes: Math.max(1, Math.round(questions / questionsPerMinute)),
    lastDay: round.to,
    errors,
    action: paths.form.start({ round: round.code }),
    isLost: choice.isLost,
    isUnderWay: draft !== undefined,
    ...fields,
  };
}

/** The page that says why a round cannot be answered now. */
export function unavailableView(
  round: FormRound,
  availability: Exclude<Availability, 'open'>,
  locale: Locale,
) {
  return {
    round: roundView(round, locale),
    heading: translate(locale, `form.${availability}.title`),
    text: translate(locale, `form.${availability}.text`),
    firstDay: round.from,
    lastDay: round.to,
  };
}

function choiceFields(round: FormRound, choice: ChoiceForm, locale: Locale) {
  const found = round.agencies.filter((agency) => matches(choice.find, searchText(agency)));
  const isFound = choice.find.trim() !== '' && found.length > 0;
  const listed = found.length > 0 ? found : round.agencies;
  const agencyCode = isFound && found.length === 1 ? (found[0]?.code ?? '') : choice.agency;
  return {
    find: findField(choice, isFound ? found.length : 0, locale),
    agency: agencyField(listed, agencyCode, choice, locale),
    service: serviceField(round, choice, locale),
  };
}

function searchText(agency: RoundAgencyRow): string {
  return [agency.code, agency.name.vi, agency.name.en, agency.parent?.name.vi].join(' ');
}

function findField(choice: ChoiceForm, count: number, locale: Locale): InputField {
  const isTried = choice.find.trim() !== '';
  const key = isTried ? (count > 0 ? 'form.find.found' : 'form.find.none') : 'form.find.hint';
  return described({
    component: 'input',
    type: 'search',
    id: 'find',
    name: 'find',
    label: translate(locale, 'form.find.label'),
    hint: translate(locale, key, { count, words: choice.find }),
    value: choice.find,
    autocomplete: 'off',
  });
}

function agencyField(
  agencies: readonly RoundAgencyRow[],
  code: string,
  choice: ChoiceForm,
  locale: Locale,
): SelectField {
  const isMissing = !agencies.some((agency) => agency.code === code);
  return described({
    component: 'select',
    id: 'agency',
    name: 'agency',
    label: translate(locale, 'form.agency.label'),
    placeholder: translate(locale, 'form.choose'),
    error: choice.isChecked && isMissing ? translate(locale, 'form.agency.missing') : undefined,
    groups: agencyGroups(agencies, code, locale),
  });
}

/** Agencies by level; communes, of which there are many, under their district. */
function agencyGroups(
  agencies: readonly RoundAgencyRow[],
  code: string,
  locale: Locale,
): NonNullable<SelectField['groups']> {
  const groups = new Map<string, SelectOption[]>();
  const ordered = [...agencies].sort(
    (a, b) => AGENCY_LEVELS.indexOf(a.level) - AGENCY_LEVELS.indexOf(b.level),
  );
  for (const agency of ordered) {
    const level = translate(locale, `form.level.${agency.level}`);
    const label =
      agency.level === 'commune' && agency.parent
        ? `${level} – ${nameIn(agency.parent.name, locale)}`
        : level;
    const options = groups.get(label) ?? [];
    options.push({
      value: agency.code,
      text: nameIn(agency.name, locale),
      selected: agency.code === code,
      lang: foreignLanguage(agency.name, locale),
    });
    groups.set(label, options);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

function serviceField(round: FormRound, choice: ChoiceForm, locale: Locale): SelectField {
  const isMissing = !round.services.some((service) => service.code === choice.service);
  return described({
    component: 'select',
    id: 'service',
    name: 'service',
    label: translate(locale, 'form.service.label'),
    hint: translate(locale, 'form.service.hint'),
    placeholder: translate(locale, 'form.choose'),
    error: choice.isChecked && isMissing ? translate(locale, 'form.service.missing') : undefined,
    options: round.services.map((service) => ({
      value: service.code,
      text: nameIn(service.name, locale),
      selected: service.code === choice.service,
      lang: foreignLanguage(service.name, locale),
    })),
  });
}
