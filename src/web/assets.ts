import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { paths } from './paths.js';
import { sourceFiles, sourceRoot } from './source-files.js';

/** A file that pages load, ready to be sent. `br` and `gzip` are null where compressing gains nothing. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

export interface Assets {
  /** The URL of an asset by its plain name, with a hash of its content. @throws Error for an unknown name. */
  url(name: string): string;
  /** The asset behind the file part of such a URL. */
  find(file: string): Asset | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The style sheet of every page, in the order of the cascade; other sheets are served on their own. */
const siteSheets = ['tokens.css', 'base.css', 'layout.css', 'forms.css', 'components.css', 'print.css'];

const fonts = ['400', '600'].flatMap((weight) =>
  ['latin', 'vietnamese'].map((subset) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
);

/**
 * Reads, hashes and compresses everything under `web/assets/` and the fonts, once at the start. All of
 * it is some 200 KB, so it is served from memory and may be cached for ever.
 */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  const urls = new Map<string, string>();
  const add = (name: string, body: Buffer): void => {
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10);
    const file = `${basename(name, extname(name))}.${hash}${extname(name)}`;
    files.set(file, prepare(name, body));
    urls.set(name, paths.asset({ file }));
  };
  const url = (name: string): string => {
    const found = urls.get(name);
    if (found === undefined) throw new Error(`There is no asset ${name}`);
    return found;
  };

  const require = createRequire(import.meta.url);
  for (const font of fonts)
    add(font, readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/${font}`)));
  const own = new Map(
    sourceFiles('')
      .filter((file) => file.startsWith('web/assets/') && extname(file) in types)
      .map((file) => [basename(file), readFileSync(join(sourceRoot, file))]),
  );
  const site = siteSheets.map((sheet) => own.get(sheet)?.toString('utf8') ?? '').join('\n');
  for (const [name, body] of own) {
    if (extname(name) !== '.css') add(name, body);
  }
  const sheets = [...own].filter(([name]) => extname(name) === '.css' && !siteSheets.includes(name));
  add('site.css', style(site, url));
  for (const [name, body] of sheets) add(name, style(body.toString('utf8'), url));
  return { url, find: (file) => files.get(file) };
}

/** Drops comments and indents, and points `url(name)` at the hashed asset. */
function style(text: string, url: (name: string) => string): Buffer {
  return Buffer.from(
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s*\n\s*/g, '\n')
      .replace(/url\(([\w.-]+)\)/g, (_, name: string) => `url(${url(name)})`)
      .trim(),
  );
}

function prepare(name: string, body: Buffer): Asset {
  const packed = extname(name) === '.woff2';
  return {
    type: types[extname(name)] ?? 'application/octet-stream',
    body,
    br: packed ? null : brotliCompressSync(body),
    gzip: packed ? null : gzipSync(body, { level: 9 }),
  };
}
