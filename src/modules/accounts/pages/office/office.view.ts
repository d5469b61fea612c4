import { type Locale } from '../../../../web/i18n/locale.js';
import { translate } from '../../../../web/i18n/translate.js';
import { paths } from '../../../../web/paths.js';
import { type AgencyVersionRow } from '../../../organisation/organisation.queries.js';
import { type Principal } from '../../domain/principal.js';
import { type Right } from '../../domain/rights.js';

interface Entry {
  readonly key: string;
  readonly href: string;
  /** Null: for everybody who is signed in. */
  readonly right: Right | null;
}

/** What there is to go to, in the order of a round. */
const ENTRIES: readonly Entry[] = [
  { key: 'office.questionnaires', href: paths.office.questionnaires(), right: null },
  { key: 'office.results', href: paths.home(), right: null },
  { key: 'office.receipts', href: paths.receipt(), right: null },
  { key: 'office.api', href: paths.docs(), right: null },
];

/**
 * The first page after signing in: who one is, for which agency, and where one may go.
 * @param versions those of the account's agency, by first day; empty for the whole province
 */
export function officeView(
  principal: Principal,
  versions: readonly AgencyVersionRow[],
  now: Date,
  locale: Locale,
) {
  const day = now.toISOString().slice(0, 10);
  const version = versions.findLast(({ from }) => from <= day) ?? versions[0];
  const name = (locale === 'en' ? version?.name.en : undefined) ?? version?.name.vi;
  const entries = ENTRIES.filter(({ right }) => right === null || principal.rights.has(right));
  return {
    email: principal.name,
    role: translate(locale, `role.${principal.role ?? 'nobody'}`),
    agency: name ?? translate(locale, 'office.wholeProvince'),
    entries: entries.map(({ key, href }) => ({
      href,
      title: translate(locale, `${key}.title`),
      text: translate(locale, `${key}.text`),
    })),
    signOut: paths.office.signOut(),
  };
}
