import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/platform/config/package-root.js';
import { withFolderLock } from '../../src/platform/embedded/folder-lock.js';

export interface Program {
  readonly pid: number;
  /** Where it listens, for example http://127.0.0.1:41234. */
  readonly url: string;
  /** What it has written so far, JSON lines of the log among it. */
  output(): string;
  /** Sends a signal and waits until the process is gone. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<Ending>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ending>;
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Starts the real program in a process of its own, to be killed in a test.
 * @param env the whole environment of it beyond PATH and a port that the system chooses
 */
export async function startProgram(
  env: Readonly<Record<string, string>>,
  entry = 'main.js',
): Promise<Program> {
  const file = join(await builtProgram(), 'src', entry);
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<Ending>((resolve) =>
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    }),
  );
  const url = await readyUrl(() => output, ended);
  if (url === undefined || child.pid === undefined) throw new Error(`The program did not start: ${output}`);
  return {
    pid: child.pid,
    url,
    output: () => output,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a command of the command line in a process of its own until it ends. */
export async function runCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const file = join(await builtProgram(), 'src', 'cli.js');
  const child = spawn(process.execPath, [file, ...words], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...output };
}

/** The address that the program announces, or undefined when it ends before it does. */
async function readyUrl(output: () => string, ended: Promise<Ending>): Promise<string | undefined> {
  const end = { seen: false };
  void ended.then(() => (end.seen = true));
  for (;;) {
    const url = /Ready as \w+ on (http:[^"\s]+)/.exec(output())?.[1];
    if (url !== undefined || end.seen) return url;
    await sleep(20);
  }
}

/** Compiles the sources once per test run, beside the packages that they need. Returns the folder. */
async function builtProgram(): Promise<string> {
  const folder = process.env['SIPAS_TEST_BUILD'];
  if (folder === undefined)
    throw new Error('SIPAS_TEST_BUILD is not set: run jest with .config/jest.config.js');
  return withFolderLock(`${folder}.lock`, () => {
    if (!existsSync(join(folder, 'src/main.js'))) compile(folder);
    return Promise.resolve(folder);
  });
}

function compile(folder: string): void {
  const swc = join(packageRoot, 'node_modules/@swc/cli/bin/swc.js');
  const flags = [
    'src',
    'migrations',
    '--out-dir',
    folder,
    '--extensions',
    '.ts',
    '--copy-files',
    '--config-file',
    '.swcrc',
  ];
  const run = spawnSync(process.execPath, [swc, ...flags], { cwd: packageRoot, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`The program does not compile: ${run.stderr}`);
}
