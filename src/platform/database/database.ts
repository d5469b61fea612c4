import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { platformErrors } from '../platform.errors.js';

/** Values of a query: node-postgres sends arrays as PostgreSQL arrays and objects as JSON. */
export type QueryParams = readonly unknown[];

/** What `transaction` hands to its work: the same questions as `Database`, on one connection. */
export interface DatabaseClient {
  query<Row extends object>(sql: string, params?: QueryParams): Promise<readonly Row[]>;
  one<Row extends object>(sql: string, params?: QueryParams): Promise<Row | undefined>;
}

/** Connections for reading and for the busy paths; entities are written through TypeORM. */
@Injectable()
export class Database implements DatabaseClient, OnApplicationShutdown {
  readonly pool: pg.Pool;

  constructor(url: string, connections = 10) {
    const logger = new Logger('database');
    this.pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      application_name: 'sipas',
    });
    // An idle connection that the server cuts must not end the process: the pool makes a new one.
    this.pool.on('error', (error) => {
      logger.warn(`Lost a connection: ${error.message}`);
    });
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs one statement and returns its rows. Column names are the caller's to match. */
  async query<Row extends object>(sql: string, params: QueryParams = []): Promise<readonly Row[]> {
    const result = await this.pool.query<Row>(sql, [...params]);
    return result.rows;
  }

  /** The only row, or undefined when there is none. */
  async one<Row extends object>(sql: string, params: QueryParams = []): Promise<Row | undefined> {
    return onlyRow(await this.query<Row>(sql, params));
  }

  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  async transaction<T>(
    work: (client: DatabaseClient & { readonly raw: pg.PoolClient }) => Promise<T>,
  ): Promise<T> {
    const raw = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await raw.query('BEGIN');
      const result = await work(onConnection(raw));
      await raw.query('COMMIT');
      return result;
    } catch (error) {
      await raw.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
      throw error;
    } finally {
      // A connection that could not even roll back is thrown away instead of handed to the next one.
      raw.release(broken);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

function onConnection(raw: pg.PoolClient): DatabaseClient & { readonly raw: pg.PoolClient } {
  const query = async <Row extends object>(
    sql: string,
    params: QueryParams = [],
  ): Promise<readonly Row[]> => {
    const result = await raw.query<Row>(sql, [...params]);
    return result.rows;
  };
  return { raw, query, one: async (sql, params) => onlyRow(await query(sql, params)) };
}

function onlyRow<Row>(rows: readonly Row[]): Row | undefined {
  if (rows.length > 1)
    throw platformErrors['internal-error']({}, undefined, {
      cause: new Error(`Expected one row, got ${rows.length}`),
    });
  return rows[0];
}
