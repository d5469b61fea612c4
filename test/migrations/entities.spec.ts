import { readFileSync } from 'node:fs';
import { DataSource, type EntityMetadata, TableColumn } from 'typeorm';
import { type ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { Database } from '../../src/platform/database/database.js';
import { sourceFiles, sourceRoot } from '../../src/web/source-files.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { columnsOf, type SchemaColumn } from '../support/schema.js';

type EntityClass = new () => object;

async function entityClasses(): Promise<readonly EntityClass[]> {
  const classes: EntityClass[] = [];
  // One after the other: jest's loader stumbles over modules that are linked side by side.
  for (const file of sourceFiles('.entity.ts')) {
    const exports = (await import(`${sourceRoot}/${file}`)) as Record<string, unknown>;
    classes.push(
      ...Object.values(exports).filter((value): value is EntityClass => typeof value === 'function'),
    );
  }
  return classes;
}

describe('the entities', () => {
  let fresh: TestDatabase;
  let source: DataSource;
  let database: Database;
  let schema: readonly SchemaColumn[];
  let entities: readonly EntityMetadata[];

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url, 1);
    source = new DataSource({ type: 'postgres', url: fresh.url, entities: [...(await entityClasses())] });
    await source.initialize();
    entities = source.entityMetadatas;
    schema = await columnsOf(database);
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await source.destroy();
    await fresh.drop();
  });

  /** The type of a column as PostgreSQL writes it. */
  const typeOf = (column: ColumnMetadata): string => {
    if (column.type === 'enum') return `${column.enumName ?? ''}${column.isArray ? '[]' : ''}`;
    const { databaseName: name, length, precision, scale, isArray } = column;
    const type = source.driver.normalizeType(column);
    const described = Object.assign(new TableColumn({ name, type }), { length, precision, scale, isArray });
    return source.driver.createFullType(described).toLowerCase();
  };

  const declaredBy = ({ tableName, columns }: EntityMetadata): readonly Omit<SchemaColumn, 'fillsItself'>[] =>
    columns.map((column) => ({
      table: tableName,
      column: column.databaseName,
      type: typeOf(column),
      nullable: column.isNullable,
    }));

  it('are all known', () => {
    const declarations = sourceFiles('.entity.ts').filter((file) =>
      readFileSync(`${sourceRoot}/${file}`, 'utf8').includes('@Entity('),
    );
    expect(entities).toHaveLength(declarations.length);
    expect(entities.length).toBeGreaterThan(10);
  });

  it('declare columns that exist, with their type, and null only where the schema lets it be', () => {
    const found = entities.flatMap(declaredBy).map(({ table, column }) => {
      const one = schema.find((each) => each.table === table && each.column === column);
      return one && { table, column, type: one.type, nullable: one.nullable };
    });
    expect(found).toEqual(entities.flatMap(declaredBy));
  });

  it('leave out only columns that fill themselves', () => {
    const declared = new Set(entities.flatMap(declaredBy).map(({ table, column }) => `${table}.${column}`));
    const tables = new Set(entities.map(({ tableName }) => tableName));
    const forgotten = schema.filter(
      ({ table, column, nullable, fillsItself }) =>
        tables.has(table) && !declared.has(`${table}.${column}`) && !nullable && !fillsItself,
    );
    expect(forgotten).toEqual([]);
  });

  it('name constraints and indexes as the schema does', async () => {
    const rows = await database.query<{ name: string }>(
      `SELECT con.conname AS name FROM pg_constraint AS con UNION ALL SELECT ix.indexname FROM pg_indexes AS ix`,
    );
    const names = new Set(rows.map(({ name }) => name));
    const declared = entities.flatMap(({ uniques, foreignKeys, indices }) =>
      [...uniques, ...foreignKeys, ...indices].map(({ name }) => name),
    );
    expect(declared.filter((name) => !names.has(name))).toEqual([]);
  });
});
