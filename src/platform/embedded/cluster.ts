import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { platformErrors } from '../platform.errors.js';
import { type Binaries } from './binaries.js';
import { isRunning } from './process-identity.js';
import { type ServerUser } from './system-user.js';

const superuser = 'sipas';

/**
 * How a thousand small files are brought to the disk after a crash and after they are made: on Linux by one call
 * for the whole file system, which turns seconds into a moment.
 */
const syncMethod = platform() === 'linux' ? 'syncfs' : 'fsync';

/** A cluster on disk and what is needed to run it. */
export interface Cluster {
  readonly folder: string;
  readonly logFile: string;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly settings: readonly string[];
}

/** @throws AppError `postgres-other-version` when another major version made the folder */
export function checkVersion(folder: string, expected: number): void {
  const file = join(folder, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found !== String(expected)) throw platformErrors['postgres-other-version']({ folder, found, expected });
}

/** Makes a new cluster (UTF-8, C locale, password by SCRAM) unless there is one. */
export function initialise(cluster: Cluster, password: string): void {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return;
  mkdirSync(cluster.folder, { recursive: true, mode: 0o700 });
  chmodSync(cluster.folder, 0o700);
  giveTo(cluster.folder, cluster.user);
  const draft = mkdtempSync(join(tmpdir(), 'sipas-init-'));
  try {
    giveTo(draft, cluster.user);
    const pwfile = join(draft, 'password');
    writeFileSync(pwfile, `${password}\n`, { mode: 0o600 });
    giveTo(pwfile, cluster.user);
    const flags = [
      '--username',
      superuser,
      '--pwfile',
      pwfile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--sync-method',
      syncMethod,
    ];
    const path = pathForServer(cluster);
    const run = spawnSync(cluster.binaries.initdb, ['--pgdata', path, ...flags, '--no-instructions'], {
      ...cluster.user,
      cwd: cluster.folder,
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    });
    if (run.status !== 0) throw notStarted(cluster, (run.error?.message ?? run.stderr).trim());
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Starts the server and waits until it answers. Returns the id of its process. */
export async function startServer(cluster: Cluster, port: number, password: string): Promise<number> {
  removeStaleLockFile(cluster.folder);
  const output = openSync(cluster.logFile, 'a', 0o600);
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    `recovery_init_sync_method=${syncMethod}`,
    ...cluster.settings,
  ];
  // Detached, so that Ctrl-C reaches only us and the server outlives the requests in flight.
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', pathForServer(cluster), ...settings.flatMap((pair) => ['-c', pair])],
    {
      ...cluster.user,
      cwd: cluster.folder,
      detached: true,
      stdio: ['ignore', output, output],
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    },
  );
  closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', () => {
      resolve(lastLines(cluster.logFile));
    });
  });
  child.unref();
  const reason = await Promise.race([ended, answers(urlOf(port, password, 'postgres'), 60_000)]);
  if (typeof reason === 'string' || child.pid === undefined) throw notStarted(cluster, String(reason));
  return child.pid;
}

/** Fast shutdown: sessions are cut, everything committed is on disk. Escalates once after 15 s. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  for (let waited = 0; isRunning(pid) && waited < 20_000; waited += 25) {
    if (waited === 15_000) signal(pid, 'SIGQUIT');
    await sleep(25);
  }
}

/** Asks the server to stop without waiting, for the last moment of this process. */
export function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}

/** Whether the server behind a URL answers a query within `patience` milliseconds. */
export async function answers(url: string, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  do {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  } while (Date.now() < deadline);
  return false;
}

export function urlOf(port: number, password: string, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

/**
 * The server names its folder by an absolute path and so must be allowed to walk there. Where a folder above is
 * closed to its user, Linux lets it in by the working directory that we opened for it.
 */
function pathForServer(cluster: Cluster): string {
  if (cluster.user.uid === undefined) return cluster.folder;
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', cluster.folder], {
    ...cluster.user,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0 || !existsSync('/proc/self/cwd') ? cluster.folder : '/proc/self/cwd';
}

/**
 * After a power cut the lock file may name a process that is now something else; PostgreSQL would refuse to
 * start. Only the kernel's word that no server works in this folder lets us remove it.
 */
function removeStaleLockFile(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file) || !existsSync('/proc/self/stat')) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (!isRunning(pid) || worksIn(pid, folder)) return;
  unlinkSync(file);
}

function worksIn(pid: number, folder: string): boolean {
  try {
    const there = statSync(`/proc/${pid}/cwd`);
    const here = statSync(folder);
    return there.dev === here.dev && there.ino === here.ino;
  } catch {
    // Not ours to look at: be careful and leave the decision to PostgreSQL.
    return true;
  }
}

function giveTo(path: string, { uid, gid }: ServerUser): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ');
}

function notStarted(cluster: Cluster, reason: string): Error {
  return platformErrors['postgres-not-started']({ folder: cluster.folder, reason });
}
