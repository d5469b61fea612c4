import { readdir } from 'node:fs/promises';
import { runMigrations as runQueueMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

/** Any number that no other program of the database uses for its advisory locks. */
const lockKey = 734_902_115;

export const migrationsTable = 'migration';

/**
 * Brings the schema up to date: our migrations, each in its transaction, and the tables of the queue. Processes
 * that start together take turns.
 * @returns names of the migrations that ran
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const guard = new pg.Client({ connectionString: url });
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [lockKey]);
    await runQueueMigrations(guard);
    const source = await openMigrationSource(url);
    try {
      return (await source.runMigrations({ transaction: 'each' })).map(({ name }) => name);
    } finally {
      await source.destroy();
    }
  } finally {
    await guard.end();
  }
}

/** A data source that knows the migrations and no entity, for `migrate` and the tests that go down and up. */
export async function openMigrationSource(url: string): Promise<DataSource> {
  const migrations = await loadMigrations();
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: migrationsTable,
    extra: { max: 2 },
  });
  return source.initialize();
}

/** All migration classes of `migrations/`, in the order of their dates. Works compiled and under the test runner. */
export async function loadMigrations(): Promise<readonly MigrationClass[]> {
  const folder = new URL('../../../migrations/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => /^\d{14}-[\w-]+\.(js|ts)$/.test(name)).sort();
  const loaded = await Promise.all(
    names.map((name) => import(new URL(name, folder).href) as Promise<Record<string, unknown>>),
  );
  return loaded.flatMap((exports) =>
    Object.values(exports).filter((value): value is MigrationClass => typeof value === 'function'),
  );
}
