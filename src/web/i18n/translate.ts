import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { sourceFiles, sourceRoot } from '../source-files.js';
import { formatTags, type Locale } from './locale.js';

export type MessageValues = Readonly<Record<string, string | number | Date | undefined>>;

const catalogues = new Map<Locale, ReadonlyMap<string, string>>();
const compiled = new Map<string, IntlMessageFormat>();

/** Files that hold the messages of a locale: those all pages share, and one beside each module's pages. */
function messageFiles(locale: Locale): string[] {
  return sourceFiles(`/${locale}.json`).filter((file) => /^web\/i18n\/|\/messages\//.test(file));
}

/**
 * All messages of a locale by key.
 * @throws Error when two files define one key: the later would silently win.
 */
export function messagesOf(locale: Locale): ReadonlyMap<string, string> {
  let catalogue = catalogues.get(locale);
  if (catalogue === undefined) {
    catalogue = readCatalogue(locale);
    catalogues.set(locale, catalogue);
  }
  return catalogue;
}

function readCatalogue(locale: Locale): ReadonlyMap<string, string> {
  const catalogue = new Map<string, string>();
  for (const file of messageFiles(locale)) {
    const messages = JSON.parse(readFileSync(join(sourceRoot, file), 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(messages)) {
      if (catalogue.has(key)) throw new Error(`Message ${key} is defined twice, the second time in ${file}`);
      catalogue.set(key, text);
    }
  }
  return catalogue;
}

/**
 * The text of a message in ICU MessageFormat, with numbers and dates written as the locale writes them.
 * @throws Error when the key or a value is missing: a page must not show a key to a citizen.
 */
export function translate(locale: Locale, key: string, values: MessageValues = {}): string {
  const id = `${locale} ${key}`;
  let format = compiled.get(id);
  if (format === undefined) {
    const text = messagesOf(locale).get(key);
    if (text === undefined) throw new Error(`Message ${key} is missing in ${locale}`);
    format = new IntlMessageFormat(text, formatTags[locale], undefined, { ignoreTag: true });
    compiled.set(id, format);
  }
  return String(format.format(values));
}

/** Whether a message exists, for texts with a general one behind a particular one. */
export function hasMessage(locale: Locale, key: string): boolean {
  return messagesOf(locale).has(key);
}
