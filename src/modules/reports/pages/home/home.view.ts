import { formatDate, formatNumber } from '../../../../web/i18n/format.js';
import { type Locale } from '../../../../web/i18n/locale.js';
import { translate } from '../../../../web/i18n/translate.js';
import { paths } from '../../../../web/paths.js';
import { withQuery } from '../../../../web/route.js';
import { type RoundSummary } from '../../../rounds/rounds.queries.js';
import { type PublishedResult } from '../../results.service.js';

const FILES = ['pdf', 'docx', 'xlsx'] as const;

/** The home page: a card per published round, then the rounds that can be answered. Texts are in `locale`. */
export function homeView(
  published: readonly PublishedResult[],
  open: readonly RoundSummary[],
  locale: Locale,
) {
  const rounds = [...published.map(({ round }) => round), ...open];
  return {
    simulated: rounds.length > 0 && rounds.every(({ simulated }) => simulated),
    results: published.map((result) => resultView(result, locale)),
    open: open.map((round) => ({
      ...headOf(round, locale),
      link: paths.form.start({ round: round.code }),
    })),
    receipt: paths.receipt(),
    api: paths.docs(),
  };
}

function resultView({ round, digits, overall }: PublishedResult, locale: Locale) {
  const number = (value: number): string => formatNumber(locale, value, digits);
  const file = (name: string): string =>
    withQuery(paths.api.report({ round: round.code, file: name }), { lang: locale });
  return {
    ...headOf(round, locale),
    report: file('report.html'),
    files: FILES.map((extension) => ({
      name: extension.toUpperCase(),
      link: file(`report.${extension}`),
      label: translate(locale, 'home.download', { format: extension.toUpperCase() }),
    })),
    figures:
      overall?.suppressed === false
        ? {
            index: number(overall.index),
            respondents: formatNumber(locale, overall.n),
            interval:
              overall.interval &&
              translate(locale, 'home.interval', {
                low: number(overall.interval.low),
                high: number(overall.interval.high),
              }),
            verdict: overall.target && {
              kind: overall.target.verdict,
              text: translate(locale, `home.verdict.${overall.target.verdict}`, {
                threshold: formatNumber(locale, overall.target.threshold),
                due: formatDate(locale, overall.target.due),
              }),
            },
          }
        : null,
  };
}

function headOf(round: RoundSummary, locale: Locale) {
  return {
    title: (locale === 'en' ? round.title.en : undefined) ?? round.title.vi,
    days: `${formatDate(locale, round.from)} – ${formatDate(locale, round.to)}`,
    simulated: round.simulated,
  };
}
