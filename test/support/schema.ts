import { type Database } from '../../src/platform/database/database.js';

/** Everything that our migrations make, one line per object, so that two states can be compared and read. */
export async function schemaOf(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ line: string }>(`
    SELECT format('column %s.%s %s%s default %s', cl.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, pg_get_expr(d.adbin, d.adrelid)) AS line
      FROM pg_class AS cl
      JOIN pg_attribute AS a ON a.attrelid = cl.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef AS d ON d.adrelid = cl.oid AND d.adnum = a.attnum
      WHERE cl.relkind IN ('r', 'p') AND ${ours('cl.relnamespace')}
    UNION ALL
    SELECT format('constraint %s.%s %s', con.conrelid::regclass, con.conname, pg_get_constraintdef(con.oid))
      FROM pg_constraint AS con WHERE ${ours('con.connamespace')}
    UNION ALL
    SELECT format('index %s', pg_get_indexdef(i.indexrelid))
      FROM pg_index AS i JOIN pg_class AS cl ON cl.oid = i.indexrelid WHERE ${ours('cl.relnamespace')}
    UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(t.oid))
      FROM pg_trigger AS t JOIN pg_class AS cl ON cl.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND ${ours('cl.relnamespace')}
    UNION ALL
    SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc AS p WHERE ${ours('p.pronamespace')}
    UNION ALL
    SELECT format('sequence %s', cl.relname)
      FROM pg_class AS cl WHERE cl.relkind = 'S' AND ${ours('cl.relnamespace')}
    UNION ALL
    SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
      FROM pg_type AS t JOIN pg_enum AS e ON e.enumtypid = t.oid WHERE ${ours('t.typnamespace')}
      GROUP BY t.oid, t.typname
    ORDER BY line`);
  return rows.map(({ line }) => line);
}

/** A key of a table: the primary key or another unique one. */
export interface UniqueKey {
  readonly table: string;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly columns: readonly string[];
}

/** Every unique key of our tables. */
export async function uniqueKeysOf(database: Database): Promise<readonly UniqueKey[]> {
  return database.query<UniqueKey>(`
    SELECT cl.relname AS table, ix.relname AS name, i.indisprimary AS "isPrimary",
           array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_index AS i
    JOIN pg_class AS cl ON cl.oid = i.indrelid
    JOIN pg_class AS ix ON ix.oid = i.indexrelid
    JOIN pg_attribute AS a ON a.attrelid = cl.oid AND a.attnum = ANY (i.indkey)
    WHERE i.indisunique AND ${ours('cl.relnamespace')}
    GROUP BY cl.relname, ix.relname, i.indisprimary`);
}

/** Names of our tables, sorted. */
export async function tablesOf(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(`
    SELECT cl.relname AS name FROM pg_class AS cl
    WHERE cl.relkind IN ('r', 'p') AND ${ours('cl.relnamespace')} ORDER BY cl.relname`);
  return rows.map(({ name }) => name);
}

/** A column as PostgreSQL describes it: `numeric(5,2)`, `channel[]`. */
export interface SchemaColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  /** By a default, as identity or generated. */
  readonly fillsItself: boolean;
}

/** Every column of our tables. */
export async function columnsOf(database: Database): Promise<readonly SchemaColumn[]> {
  return database.query<SchemaColumn>(`
    SELECT cl.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
           NOT a.attnotnull AS nullable,
           a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '' AS "fillsItself"
    FROM pg_class AS cl
    JOIN pg_attribute AS a ON a.attrelid = cl.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE cl.relkind IN ('r', 'p') AND ${ours('cl.relnamespace')}`);
}

/** The tables of the queue stand in the same database; they are the queue's own business. */
function ours(namespace: string): string {
  return `${namespace} = 'public'::regnamespace`;
}
