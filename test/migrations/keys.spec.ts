import { Database } from '../../src/platform/database/database.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { tablesOf, type UniqueKey, uniqueKeysOf } from '../support/schema.js';

/** Tables that grow with the answers: they are cut into parts, or spread over machines, by round. */
const distributed = ['response', 'response_pending', 'tally'];

describe('the keys of the schema', () => {
  let fresh: TestDatabase;
  let database: Database;
  let keys: readonly UniqueKey[];

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url, 1);
    keys = await uniqueKeysOf(database);
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await fresh.drop();
  });

  it('give every table a primary key', async () => {
    const withKey = new Set(keys.filter(({ isPrimary }) => isPrimary).map(({ table }) => table));
    const tables = await tablesOf(database);
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => !withKey.has(table))).toEqual([]);
  });

  it.each(distributed)('contain the round in %s, without which it could not be distributed', (table) => {
    const own = keys.filter((key) => key.table === table);
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ columns }) => !columns.includes('round_id'))).toEqual([]);
  });
});
