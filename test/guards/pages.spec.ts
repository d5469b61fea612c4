import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageRoot } from '../../src/platform/config/package-root.js';
import { paths } from '../../src/web/paths.js';
import { sourceFiles, sourceRoot } from '../../src/web/source-files.js';

const read = (file: string): string => readFileSync(join(sourceRoot, file), 'utf8');
const pageFiles = (suffix: string): readonly string[] =>
  sourceFiles(suffix).filter((file) => /^modules\/.*\/pages\//.test(file));

/** `paths.form.page.pattern` → `/r/:round/page/:page` */
function patternOf(expression: string): string {
  const names = expression.split('.').slice(1);
  const value = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], paths);
  if (typeof value !== 'string') throw new Error(`${expression} is no path`);
  return value;
}

/** The pages that controllers below `pages/` serve, with their URL patterns. */
function servedPages(): readonly { readonly controller: string; readonly pattern: string }[] {
  return pageFiles('.controller.ts').flatMap((controller) =>
    [...read(controller).matchAll(/@Get\((.*)\)/g)].map(([, expression = '']) => ({
      controller,
      pattern: patternOf(expression),
    })),
  );
}

/** URLs that a test writes out, without address and query; a value that is filled in stands as `x`. */
function urlsIn(source: string): readonly string[] {
  return [...source.matchAll(/'[^'\n]*'|`[^`]*`/g)]
    .map(([literal]) => literal.slice(1, -1).replace(/^\$\{\w+\.url\}/, ''))
    .map((url) => url.replace(/\$\{[^}]*\}/g, 'x').replace(/[?#].*$/s, ''))
    .filter((url) => url.startsWith('/'));
}

/** What the page tests open, as far as they look at it with axe too. */
function openedUrls(): readonly string[] {
  const folder = join(packageRoot, 'test/pages');
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((source) => /\b(axe|faultsOf)\(/.test(source))
    .flatMap(urlsIn);
}

const matches = (pattern: string, url: string): boolean =>
  new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(url);

/** Whether a controller beside it shows the template, or another template includes it. */
function isShown(template: string): boolean {
  const folder = dirname(template);
  const name = basename(template, '.hbs');
  const beside = sourceFiles('.ts').filter((file) => dirname(file) === folder && !file.endsWith('.spec.ts'));
  return (
    beside.some((file) => read(file).includes(`${basename(folder)}/${name}'`)) ||
    sourceFiles('.hbs').some((file) => read(file).includes(`{{> ${folder}/${name}}}`))
  );
}

describe('every page', () => {
  it('is opened by a test in test/pages/ that looks at it with axe', () => {
    const opened = openedUrls();
    const pages = servedPages();
    expect(pages.length).toBeGreaterThan(7);
    expect(pages.filter(({ pattern }) => !opened.some((url) => matches(pattern, url)))).toEqual([]);
  });

  it('has its controller beside its template', () => {
    const templates = pageFiles('.hbs');
    expect(templates.length).toBeGreaterThan(7);
    expect(templates.filter((template) => !isShown(template))).toEqual([]);
  });

  it('counts as opened only under its own URL', () => {
    const urls = urlsIn("await open(`${app.url}/r/${round}/review?change=1`); open('/office');");
    expect(urls).toEqual(['/r/x/review', '/office']);
    expect(urls.some((url) => matches('/r/:round', url))).toBe(false);
    expect(urls.some((url) => matches('/r/:round/review', url))).toBe(true);
  });
});
