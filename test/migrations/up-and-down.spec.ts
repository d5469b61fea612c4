import { type DataSource } from 'typeorm';
import { Database } from '../../src/platform/database/database.js';
import { loadMigrations, migrationsTable, openMigrationSource } from '../../src/platform/database/migrate.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { schemaOf, tablesOf } from '../support/schema.js';

describe('the migrations', () => {
  let empty: TestDatabase;
  let source: DataSource;
  let database: Database;

  beforeAll(async () => {
    empty = await emptyDatabase();
    source = await openMigrationSource(empty.url);
    database = new Database(empty.url, 1);
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await source.destroy();
    await empty.drop();
  });

  it('are named after their date and file, so that they run in this order everywhere', async () => {
    const names = (await loadMigrations()).map((migration) => new migration().name ?? '');
    const dates = names.map((name) => /\d{14}$/.exec(name)?.[0] ?? name);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.every((date) => /^\d{14}$/.test(date))).toBe(true);
  });

  it('go up, leave nothing when they go down, and go up to the same schema again', async () => {
    const ran = await source.runMigrations({ transaction: 'each' });
    const first = await schemaOf(database);
    expect(await tablesOf(database)).toEqual(
      expect.arrayContaining(['agency', 'response', 'round', 'tally']),
    );
    for (let left = ran.length; left > 0; left--) await source.undoLastMigration({ transaction: 'each' });
    expect(await tablesOf(database)).toEqual([migrationsTable]);
    expect((await schemaOf(database)).filter((line) => !line.includes(migrationsTable))).toEqual([]);
    await source.runMigrations({ transaction: 'each' });
    expect(await schemaOf(database)).toEqual(first);
  });
});
