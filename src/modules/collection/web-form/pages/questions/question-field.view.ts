import { type Fault, faultText } from '../../../../questionnaires/domain/fault.js';
import { type Question, type Scale, textIn } from '../../../../questionnaires/domain/questionnaire.js';
import { type ChoiceOption, described, type Field } from '../../../../../web/forms/field.js';
import { type Locale } from '../../../../../web/i18n/locale.js';
import { hasMessage, translate } from '../../../../../web/i18n/translate.js';
import { NOT_APPLICABLE } from '../../domain/typed-answers.js';

/** A question on its way to the page: with its number, what was typed, and what is wrong with it. */
export interface AskedQuestion {
  readonly question: Question;
  readonly number: number;
  readonly typed: readonly string[];
  readonly fault: Fault | undefined;
}

/** The form field of a question. Ids start with `q-`, because codes are the questionnaire's own. */
export function questionField(asked: AskedQuestion, scale: Scale, locale: Locale): Field {
  const { question, number, typed, fault } = asked;
  const base = {
    id: `q-${question.code}`,
    name: question.code,
    label: `${number}. ${textIn(question.text, locale)}`,
    hint: question.help === undefined ? undefined : textIn(question.help, locale),
    error: fault === undefined ? undefined : faultMessage(fault, question, locale),
    optional: !question.required && !question.notApplicable,
  };
  const [value = ''] = typed;
  const choice = (code: string, text: string): ChoiceOption => ({
    id: `${base.id}-${code}`,
    value: code,
    text,
    checked: typed.includes(code),
  });
  switch (question.type) {
    case 'likert5':
    case 'smiley':
      return described({
        ...base,
        component: 'radio-levels',
        options: scale.levels.map((level) => choice(String(level.value), textIn(level.text, locale))),
        notApplicable: question.notApplicable
          ? choice(NOT_APPLICABLE, translate(locale, 'levels.notApplicable'))
          : undefined,
      });
    case 'yesNo':
      return described({
        ...base,
        component: 'radios',
        options: (['yes', 'no'] as const).map((code) => choice(code, translate(locale, `form.${code}`))),
      });
    case 'single':
    case 'multiple':
      return described({
        ...base,
        component: question.type === 'single' ? 'radios' : 'checkboxes',
        options: question.options.map((option) => choice(option.code, textIn(option.text, locale))),
      });
    case 'text':
      return described({ ...base, component: 'textarea', value, maxLength: question.maxLength });
    case 'number':
      return described({
        ...base,
        component: 'input',
        type: 'text',
        value,
        inputMode: question.integer ? 'numeric' : 'decimal',
        width: '10',
        autocomplete: 'off',
      });
    case 'date':
      return described({
        ...base,
        component: 'input',
        type: 'date',
        value,
        width: '20',
        autocomplete: 'off',
      });
  }
}

/** Tells a citizen what to do; the wording of the answer check is written for whoever sends data. */
function faultMessage(fault: Fault, question: Question, locale: Locale): string {
  const particular = `form.fault.${fault.code}.${question.type}`;
  if (hasMessage(locale, particular)) return translate(locale, particular, fault.params);
  const general = `form.fault.${fault.code}`;
  return hasMessage(locale, general) ? translate(locale, general, fault.params) : faultText(fault, locale);
}
