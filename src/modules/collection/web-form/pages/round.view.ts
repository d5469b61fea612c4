import { type FastifyReply } from 'fastify';
import { type Name } from '../../../organisation/domain/file-cursor.js';
import { type Locale } from '../../../../web/i18n/locale.js';
import { textIn } from '../../../questionnaires/domain/questionnaire.js';
import { translate } from '../../../../web/i18n/translate.js';
import { type FormPage } from '../domain/form-pages.js';
import { type FormRound } from '../web-form.queries.js';

/** What every page of a form says about its round. */
export interface RoundView {
  readonly title: string;
  readonly simulated: boolean;
}

export function roundView(round: FormRound, locale: Locale): RoundView {
  return { title: nameIn(round.title, locale), simulated: round.simulated };
}

/** A name in the language of the page, in Vietnamese where it has no other. */
export function nameIn(name: Name, locale: Locale): string {
  return (locale === 'en' ? name.en : undefined) ?? name.vi;
}

/** The heading of a page; a further part of a block says that it goes on. */
export function pageHeading(page: FormPage, locale: Locale): string {
  const title = textIn(page.title, locale);
  return /\.\d+$/.test(page.key) ? translate(locale, 'form.continued', { title }) : title;
}

/** The language that a name is written in when it is not the one of the page, for screen readers. */
export function foreignLanguage(name: Name, locale: Locale): 'vi' | undefined {
  return locale === 'en' && name.en === undefined ? 'vi' : undefined;
}

/** Shows a page of the form. Nothing of it stays in a cache: "back" shows what is stored, and a shared phone keeps nothing. */
export async function showFormPage(reply: FastifyReply, page: string, view: object): Promise<void> {
  await reply.header('Cache-Control', 'no-store').view(`modules/collection/web-form/pages/${page}`, view);
}
