import { type ErrorLink, errorSummary, type Field } from '../../../../../web/forms/field.js';
import { type Locale } from '../../../../../web/i18n/locale.js';
import { translate } from '../../../../../web/i18n/translate.js';
import { paths } from '../../../../../web/paths.js';
import { faultsOn, type FormPage } from '../../domain/form-pages.js';
import { type OpenVisit } from '../../form-visits.service.js';
import { pageHeading, roundView } from '../round.view.js';
import { questionField } from './question-field.view.js';

/** One page of questions. Its errors show once somebody pressed "continue" on it with something missing. */
export function questionsView(
  { round, draft }: OpenVisit,
  pages: readonly FormPage[],
  page: FormPage,
  isChange: boolean,
  locale: Locale,
) {
  const { definition } = round.questionnaire;
  const faults = draft.attempted.includes(page.key)
    ? faultsOn(page, definition, round.check, draft.typed)
    : new Map<string, never>();
  const index = pages.indexOf(page);
  const before = pages.slice(0, index).reduce((count, { questions }) => count + questions.length, 0);
  const fields = page.questions.map((question, place) =>
    questionField(
      {
        question,
        number: before + place + 1,
        typed: draft.typed[question.code] ?? [],
        fault: faults.get(question.code),
      },
      definition.scale,
      locale,
    ),
  );
  return {
    round: roundView(round, locale),
    heading: pageHeading(page, locale),
    lead: translate(locale, `form.lead.${page.kind}`),
    step: index + 1,
    total: pages.length + 1,
    fields,
    errors: numbered(errorSummary(fields), fields, before, locale),
    isChange,
    back: backLink(round.code, pages[index - 1], isChange),
  };
}

function backLink(round: string, previous: FormPage | undefined, isChange: boolean): string {
  if (isChange) return paths.form.review({ round });
  return previous === undefined
    ? paths.form.start({ round })
    : paths.form.page({ round, page: previous.key });
}

/** In the summary the question is not in sight, so its number stands before what is wrong with it. */
function numbered(
  errors: readonly ErrorLink[],
  fields: readonly Field[],
  before: number,
  locale: Locale,
): readonly ErrorLink[] {
  const numbers = fields.flatMap((field, index) => (field.error === undefined ? [] : [before + index + 1]));
  return errors.map((error, index) => ({
    ...error,
    text: translate(locale, 'form.question', { number: numbers[index] ?? 0, error: error.text }),
  }));
}
