import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AppOverrides, createApp } from '../../src/app.js';
import { readConfig } from '../../src/platform/config/config.js';
import { freshDatabase } from './database.js';

export interface TestApp {
  readonly app: NestFastifyApplication;
  /** For example http://127.0.0.1:41234, without a slash at the end. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T;
  /** `fetch` below the address of the application; redirects are not followed. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface TestAppOptions extends AppOverrides {
  /** Environment beyond the defaults, for example `{ ROLE: 'web', REDIS_URL: redis.url }`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the real application on a fresh database and a free port, as web and worker in one. */
export async function startApp({ env = {}, ...overrides }: TestAppOptions = {}): Promise<TestApp> {
  const database = env['DATABASE_URL'] === undefined ? await freshDatabase() : undefined;
  const dataDir = mkdtempSync(join(tmpdir(), 'sipas-app-'));
  const defaults = {
    PORT: '0',
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    SECRET_KEY: 'ab'.repeat(32),
  };
  const config = readConfig({ ...defaults, ...(database ? { DATABASE_URL: database.url } : {}), ...env });
  const cleanUp = async (): Promise<void> => {
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const running = await createApp(config, overrides).catch(async (error: unknown) => {
    await cleanUp();
    throw error;
  });
  return {
    app: running.app,
    url: running.url,
    databaseUrl: running.databaseUrl,
    dataDir,
    get: (token) => running.app.get(token, { strict: false }),
    fetch: (path, init) => fetch(`${running.url}${path}`, { redirect: 'manual', ...init }),
    close: async () => {
      await running.close();
      await cleanUp();
    },
  };
}
