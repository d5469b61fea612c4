import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The folder that holds `web/` and `modules/`: `src` in development, `dist/src` when built. */
export const sourceRoot = join(import.meta.dirname, '..');

/** Paths of all files below the source root that end in `suffix`, relative to it, with `/`, sorted. */
export function sourceFiles(suffix: string): string[] {
  return readdirSync(sourceRoot, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.split(sep).join('/'))
    .sort();
}
