import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../src/platform/database/migrate.js';

const template = 'sipas_test_template';
const templateLock = 20_251_231;

export interface TestDatabase {
  readonly url: string;
  /** Drops the database, cutting whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A database of its own for one spec file, cloned from a migrated template, on the server of this test run
 * (DATABASE_URL_TEST, else an embedded one that the run started).
 */
export async function freshDatabase(): Promise<TestDatabase> {
  await ensureTemplate();
  return createDatabase(`TEMPLATE ${template}`);
}

/** A database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('');
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const name = `sipas_test_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    // Nobody may be in the template while it is copied: whoever brings it up to date holds the same lock.
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    await createWhenFree(client, `CREATE DATABASE ${name} ${options} STRATEGY FILE_COPY`);
    await client.query('SELECT pg_advisory_unlock($1)', [templateLock]);
  });
  return {
    url: urlOf(name),
    drop: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** A connection that was closed a moment ago may still be counted by the server. */
async function createWhenFree(client: pg.Client, sql: string, attempts = 50): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    const inUse = error instanceof pg.DatabaseError && error.code === '55006';
    if (!inUse || attempts === 0) throw error;
    await pause(100);
    await createWhenFree(client, sql, attempts - 1);
  }
}

let templateIsReady = false;

/** Made by the first spec that asks; the others wait for its lock. */
async function ensureTemplate(): Promise<void> {
  if (templateIsReady) return;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const found = await client.query('SELECT 1 FROM pg_catalog.pg_database AS d WHERE d.datname = $1', [
      template,
    ]);
    // On a server that is kept between runs the template may be older than the migrations: bring it up to date.
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${template}`);
    await migrate(urlOf(template));
    await client.query('SELECT pg_advisory_unlock($1)', [templateLock]);
  });
  templateIsReady = true;
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['DATABASE_URL_TEST'];
  if (url === undefined)
    throw new Error('No test database: run jest with .config/jest.config.js or set DATABASE_URL_TEST');
  return url;
}
