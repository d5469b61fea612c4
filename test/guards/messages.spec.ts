import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { formatTags, locales } from '../../src/web/i18n/locale.js';
import { messagesOf } from '../../src/web/i18n/translate.js';
import { sourceFiles, sourceRoot } from '../../src/web/source-files.js';

const keysOf = (locale: 'vi' | 'en'): string[] => [...messagesOf(locale).keys()].sort();

/** Message keys written out in templates (`{{t 'key'`, `(t 'key'`) and in code (`translate(locale, 'key'`). */
function usedKeys(): { file: string; key: string }[] {
  const uses: [string, RegExp][] = [
    ['.hbs', /[{(]t ['"]([\w.-]+)['"]/g],
    ['.ts', /translate\(\s*[\w.]+,\s*'([\w.-]+)'/g],
  ];
  return uses.flatMap(([suffix, pattern]) =>
    sourceFiles(suffix).flatMap((file) =>
      [...readFileSync(join(sourceRoot, file), 'utf8').matchAll(pattern)].map((match) => ({
        file,
        key: match[1] ?? '',
      })),
    ),
  );
}

/** The `{names}` that a message needs, from its parsed form. */
function namesIn(text: string, locale: 'vi' | 'en'): string[] {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, value, options } = node as { type?: number; value?: unknown; options?: object };
    if (type !== undefined && type > 0 && type < 7 && typeof value === 'string') names.add(value);
    Object.values(options ?? {}).forEach((option) => {
      visit((option as { value: unknown }).value);
    });
  };
  visit(new IntlMessageFormat(text, formatTags[locale], undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe('messages', () => {
  it('exist in every language', () => {
    expect(keysOf('en')).toEqual(keysOf('vi'));
  });

  it.each(locales)('are filled in and parse (%s)', (locale) => {
    for (const text of messagesOf(locale).values()) {
      expect(text.trim()).not.toBe('');
      expect(() => namesIn(text, locale)).not.toThrow();
    }
  });

  it('take the same values in every language', () => {
    const different = keysOf('vi').filter(
      (key) =>
        namesIn(messagesOf('vi').get(key) ?? '', 'vi').join() !==
        namesIn(messagesOf('en').get(key) ?? '', 'en').join(),
    );
    expect(different).toEqual([]);
  });

  it('exist for every key that a template or a view model names', () => {
    const known = messagesOf('vi');
    expect(usedKeys().filter(({ key }) => !known.has(key))).toEqual([]);
  });
});
