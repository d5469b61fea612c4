import { type Locale } from '../../../../web/i18n/locale.js';
import { formatDate } from '../../../../web/i18n/format.js';
import { translate } from '../../../../web/i18n/translate.js';
import { paths } from '../../../../web/paths.js';
import { textIn } from '../../domain/questionnaire.js';
import { type QuestionnaireRow } from '../../questionnaires.queries.js';
import { languageIfForeign, statusTag, type TagView } from './wording.view.js';

export interface IndexView {
  readonly crumbs: readonly { readonly text: string; readonly href: string }[];
  readonly questionnaires: readonly {
    readonly title: string;
    readonly lang: string | undefined;
    readonly code: string;
    readonly versions: readonly {
      readonly text: string;
      readonly href: string;
      readonly status: TagView;
      readonly published: string;
    }[];
  }[];
}

/** All questionnaires, each with its versions, newest first. */
export function indexView(rows: readonly QuestionnaireRow[], locale: Locale): IndexView {
  return {
    crumbs: [{ text: translate(locale, 'office.name'), href: paths.office.home() }],
    questionnaires: rows.map(({ code, title, versions }) => ({
      title: textIn(title, locale),
      lang: languageIfForeign(title, locale),
      code,
      versions: versions.map(({ number, status, publishedAt }) => ({
        text: translate(locale, 'questionnaire.version', { number }),
        href: paths.office.questionnaire({ questionnaire: code, version: number }),
        status: statusTag(status, locale),
        published: publishedAt === null ? '–' : formatDate(locale, publishedAt),
      })),
    })),
  };
}
