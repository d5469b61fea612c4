import { type Question, type Scale } from '../../../../questionnaires/domain/questionnaire.js';
import { type Locale } from '../../../../../web/i18n/locale.js';
import { translate } from '../../../../../web/i18n/translate.js';
import { paths } from '../../../../../web/paths.js';
import { withQuery } from '../../../../../web/route.js';
import { visiblePages } from '../../domain/form-pages.js';
import { type OpenVisit } from '../../form-visits.service.js';
import { nameIn, pageHeading, roundView } from '../round.view.js';
import { questionField } from '../questions/question-field.view.js';

interface ReviewRow {
  readonly question: string;
  readonly answer: string;
  readonly isMissing: boolean;
}

/** Everything that is about to be sent, with a way back to each page. */
export function reviewView({ round, draft }: OpenVisit, locale: Locale) {
  const { definition } = round.questionnaire;
  const pages = visiblePages(definition, draft.typed);
  let number = 0;
  const sections = pages.map((page) => ({
    heading: pageHeading(page, locale),
    change: withQuery(paths.form.page({ round: round.code, page: page.key }), { change: 1 }),
    rows: page.questions.map((question) => {
      number += 1;
      return rowOf(question, number, draft.typed[question.code] ?? [], definition.scale, locale);
    }),
  }));
  const name = (
    list: readonly { code: string; name: { vi: string; en?: string } }[],
    code: string,
  ): string => {
    const found = list.find((entry) => entry.code === code);
    return found === undefined ? code : nameIn(found.name, locale);
  };
  return {
    round: roundView(round, locale),
    agency: name(round.agencies, draft.agency),
    service: name(round.services, draft.service),
    changeSubject: paths.form.start({ round: round.code }),
    sections,
    step: pages.length + 1,
    total: pages.length + 1,
    back: paths.form.page({ round: round.code, page: pages.at(-1)?.key ?? '' }),
  };
}

function rowOf(
  question: Question,
  number: number,
  typed: readonly string[],
  scale: Scale,
  locale: Locale,
): ReviewRow {
  const field = questionField({ question, number, typed, fault: undefined }, scale, locale);
  const options =
    'options' in field
      ? [
          ...(field.options ?? []),
          ...('notApplicable' in field && field.notApplicable ? [field.notApplicable] : []),
        ]
      : [];
  const chosen = options.flatMap((option) => ('checked' in option && option.checked ? [option.text] : []));
  const answer = 'value' in field ? field.value.trim() : chosen.join(' · ');
  const isMissing = answer === '';
  return {
    question: field.label,
    answer: isMissing ? translate(locale, 'form.review.none') : answer,
    isMissing,
  };
}
