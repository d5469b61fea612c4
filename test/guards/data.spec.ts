import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../src/platform/config/package-root.js';

const data = join(packageRoot, 'data');
const sums = 'SHA256SUMS';

/** Where the figures were copied from, when it lies beside the checkout. */
const origin = resolve(packageRoot, '../shared/data');

/** Digests of all files in a folder, in the form of `sha256sum`: hexadecimal, two spaces, name. */
function digestsOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name !== sums)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}`,
    );
}

describe('data/', () => {
  it('holds what its committed checksums say, file by file', () => {
    const committed = readFileSync(join(data, sums), 'utf8').trim().split('\n');
    expect(committed.length).toBeGreaterThan(10);
    expect(digestsOf(data)).toEqual(committed);
  });

  if (existsSync(origin)) {
    it('is byte for byte what it was copied from', () => {
      expect(digestsOf(data)).toEqual(digestsOf(origin));
    });
  } else {
    it('was compared with its committed checksums only: its origin is not beside this checkout', () => {
      expect(readdirSync(data)).toContain(sums);
    });
  }
});
