import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageRoot } from '../../src/platform/config/package-root.js';

/** Folders that are made, not written. */
const made = new Set(['node_modules', '.git', '.data', 'dist', 'coverage']);

/** A folder of one person's or one machine's: nobody else has it. */
const privatePath = /(?<![\w.}>/-])\/(?:root|work|Users|home\/\w+)\//;

/** Text files of the repository, relative to its root. */
function writtenFiles(folder = packageRoot): readonly string[] {
  const isText = ({ name }: Dirent): boolean => !/\.(png|ttf|woff2|pdf|docx|xlsx|log)$/.test(name);
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (made.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return writtenFiles(path);
    return entry.isFile() && isText(entry) ? [relative(packageRoot, path)] : [];
  });
}

describe('the repository', () => {
  it('names no private path of a machine', () => {
    const files = writtenFiles();
    expect(files).toContain('package.json');
    const found = files.flatMap((file) =>
      readFileSync(join(packageRoot, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (privatePath.test(line) ? [`${file}:${i + 1}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['/' + 'root/.ssh', true],
    ['see `/' + 'home/lan/notes`', true],
    ['https://example.vn/work/12', false],
    ['src/work/index.ts', false],
  ])('knows one when it sees it: %s', (text, expected) => {
    expect(privatePath.test(text)).toBe(expected);
  });
});
