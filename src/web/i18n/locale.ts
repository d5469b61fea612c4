/** The languages in which every text of the application exists. Questionnaires may speak more. */
export const locales = ['vi', 'en'] as const;
export type Locale = (typeof locales)[number];
const defaultLocale: Locale = 'vi';

/** The name of each language in itself, as a language switch shows it. */
export const localeNames: Readonly<Record<Locale, string>> = { vi: 'Tiếng Việt', en: 'English' };

/** BCP 47 tag for number and date formats (Vietnam writes a decimal comma; English here is British). */
export const formatTags: Readonly<Record<Locale, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Narrows an unchecked value (query, cookie, column) to a locale, or undefined. */
export function asLocale(value: unknown): Locale | undefined {
  return locales.find((locale) => locale === value);
}

/**
 * The language of a request: an explicit choice (`?lang=`), else the remembered one (cookie), else the
 * best of `Accept-Language` (RFC 9110 §12.5.4), else Vietnamese.
 */
export function chooseLocale(query: unknown, cookie: unknown, acceptLanguage: string | undefined): Locale {
  return asLocale(query) ?? asLocale(cookie) ?? fromAcceptLanguage(acceptLanguage) ?? defaultLocale;
}

function fromAcceptLanguage(header: string | undefined): Locale | undefined {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { locale: asLocale(tag.split('-')[0]), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry) => entry.locale !== undefined && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.locale;
}
