import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { type Assets } from './assets.js';
import { formatDate, formatNumber } from './i18n/format.js';
import { type Locale, localeNames, locales } from './i18n/locale.js';
import { type MessageValues, translate } from './i18n/translate.js';
import { paths } from './paths.js';
import { withQuery } from './route.js';
import { sourceFiles, sourceRoot } from './source-files.js';

/** What every template can read as `@name`, inside partials and loops too (see `view.ts`). */
export interface PageData {
  readonly locale: Locale;
  readonly nonce: string;
  /** Path of the page with its query: where a language switch comes back to. */
  readonly url: string;
}

/** One entry of the language switch; it keeps the page. */
interface LanguageLink {
  readonly code: Locale;
  readonly name: string;
  readonly href: string;
  readonly current: boolean;
}

interface HelperOptions {
  readonly hash: MessageValues;
  readonly data: PageData;
}

/**
 * The name by which a template is included: `components/radio-levels` for
 * `web/components/radio-levels/radio-levels.hbs`, the path below `src/` for a part of a module's page.
 */
export function partialName(file: string): string {
  return file
    .replace(/\.hbs$/, '')
    .replace(/^web\//, '')
    .replace(/([^/]+)\/\1$/, '$1');
}

/**
 * A Handlebars with every template below `src/` compiled as a partial and the helpers that pages share.
 * @throws Error when a template does not parse, so that the start fails and not the first visitor.
 */
export function createTemplates(assets: Assets): typeof Handlebars {
  const templates = Handlebars.create();
  for (const file of sourceFiles('.hbs')) {
    const source = readFileSync(join(sourceRoot, file), 'utf8');
    try {
      Handlebars.parse(source);
    } catch (error) {
      throw new Error(`Template ${file}: ${(error as Error).message}`, { cause: error });
    }
    templates.registerPartial(partialName(file), templates.compile(source, compileOptions));
  }
  registerHelpers(templates, assets);
  return templates;
}

/** `preventIndent`: a partial keeps its own white space, or a textarea would gain the indent of its include. */
export const compileOptions: Readonly<Record<string, boolean>> = { preventIndent: true };

function registerHelpers(templates: typeof Handlebars, assets: Assets): void {
  templates.registerHelper({
    t: (key: string, options: HelperOptions) => translate(options.data.locale, key, options.hash),
    number: (value: number, options: HelperOptions) =>
      formatNumber(options.data.locale, value, Number(options.hash['decimals'] ?? 0)),
    date: (value: Date | string, options: HelperOptions) => formatDate(options.data.locale, value),
    asset: (name: string) => assets.url(name),
    url: (name: string) => urlOf(name),
    languages: (options: HelperOptions) => languageLinks(options.data),
    eq: (a: unknown, b: unknown) => a === b,
    not: (value: unknown) => !value,
    concat: (...parts: unknown[]) => parts.slice(0, -1).join(''),
  });
}

function languageLinks(page: PageData): readonly LanguageLink[] {
  return locales.map((code) => ({
    code,
    name: localeNames[code],
    href: withQuery(page.url, { lang: code }),
    current: code === page.locale,
  }));
}

/** Links that a layout needs itself, by their name in `paths`; all others come from view models. */
const layoutLinks: Readonly<Record<string, () => string>> = {
  home: paths.home,
  receipt: paths.receipt,
  'office.home': paths.office.home,
};

function urlOf(name: string): string {
  const link = layoutLinks[name];
  if (link === undefined)
    throw new Error(`A layout may not link to ${name}: give the link in the view model`);
  return link();
}
