import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../src/platform/embedded/cluster.js';

export interface TestRedis {
  readonly url: string;
  /** As a power cut: no farewell, no saving. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis (or Valkey) of its own for a spec file, on a free port. */
export async function startRedis(): Promise<TestRedis> {
  const program = findServer();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sipas-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  const launch = async (): Promise<() => Promise<void>> => {
    const child = spawn(
      program,
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
      { stdio: 'ignore' },
    );
    const ended = new Promise<void>((resolve) =>
      child.once('exit', () => {
        resolve();
      }),
    );
    await untilItAnswers(url);
    return async () => {
      child.kill('SIGKILL');
      await ended;
    };
  };
  let kill = await launch();
  return {
    url,
    kill: () => kill(),
    restart: async () => {
      kill = await launch();
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @throws Error that names what is missing: a test of the Redis backend is never skipped in silence */
function findServer(): string {
  const installed = ['redis-server', 'valkey-server'].find(runs);
  if (installed) return installed;
  if (process.getuid?.() === 0) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { stdio: 'ignore' });
    if (runs('redis-server')) return 'redis-server';
  }
  throw new Error('redis-server is missing: install Redis ≥ 7 or Valkey to test the queue on it');
}

function runs(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

async function untilItAnswers(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined);
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      await redis.connect();
      redis.disconnect();
      return;
    } catch {
      await sleep(25);
    }
  }
  throw new Error(`Redis did not start on ${url}`);
}
