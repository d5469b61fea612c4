import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { type Channel } from '../../rounds/domain/round-file.js';

/** A row of `response` before it has a batch. Times in milliseconds since 1970, the digest in hexadecimal. */
export interface ResponseRow {
  readonly id: string;
  readonly roundId: number;
  readonly hour: number;
  readonly agencyVersionId: number;
  readonly serviceFieldId: number;
  readonly decidedByVersionId: number | null;
  readonly channel: Channel;
  /** Null where nobody measured how long the citizen took. */
  readonly seconds: number | null;
  readonly flags: number;
  readonly locale: string;
  readonly contentHash: string;
  readonly levels: readonly number[];
  readonly choices: readonly number[];
  readonly others: object | null;
}

export interface ResponseKey {
  readonly roundId: number;
  readonly id: string;
}

/** What is stored under a key. `batch` is the number of the statement that stored it. */
export interface StoredContent extends ResponseKey {
  readonly batch: string;
  readonly contentHash: string;
}

/**
 * One statement, so one round trip and one commit: the batch gets its number, the rows go in, and the
 * batch is entered as not yet counted. `set_config` holds until the commit of this statement, so that the
 * answer is durable whatever the server's default is.
 */
const INSERT = `
  WITH batch AS MATERIALIZED (
    SELECT nextval('response_batch') AS number, set_config('synchronous_commit', 'on', true)
  ), inserted AS (
    INSERT INTO response (id, batch, submitted_hour, round_id, agency_version_id, service_field_id,
      decided_by_version_id, channel, seconds, flags, locale, content_hash, levels, choices, others)
    SELECT incoming.id, batch.number, to_timestamp(incoming.hour), incoming.round_id, incoming.agency_version_id,
      incoming.service_field_id, incoming.decided_by_version_id, incoming.channel, incoming.seconds, incoming.flags,
      incoming.locale, decode(incoming.content_hash, 'hex'), incoming.levels::smallint[], incoming.choices::int[],
      incoming.others::jsonb
    FROM batch CROSS JOIN unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::int[], $6::int[], $7::channel[],
      $8::smallint[], $9::smallint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
      AS incoming (id, hour, round_id, agency_version_id, service_field_id, decided_by_version_id, channel, seconds,
        flags, locale, content_hash, levels, choices, others)
    ON CONFLICT (round_id, id) DO NOTHING
    RETURNING response.round_id
  ), pending AS (
    INSERT INTO response_pending (round_id, batch)
    SELECT DISTINCT inserted.round_id, batch.number FROM inserted CROSS JOIN batch
  )
  SELECT batch.number, (SELECT count(*)::int FROM inserted) FROM batch`;

/** SQL of stored responses. */
@Injectable()
export class ResponsesQueries {
  constructor(private readonly database: Database) {}

  /**
   * Stores rows whose key is new and leaves the others alone.
   * @returns the number of the batch and how many rows it has
   */
  async insert(rows: readonly ResponseRow[]): Promise<{ batch: string; inserted: number }> {
    const result = await this.database.pool.query<[string, number]>({
      name: 'insert-responses',
      text: INSERT,
      rowMode: 'array',
      values: [
        literal(rows, ({ id }) => id),
        literal(rows, ({ hour }) => hour / 1000),
        literal(rows, ({ roundId }) => roundId),
        literal(rows, ({ agencyVersionId }) => agencyVersionId),
        literal(rows, ({ serviceFieldId }) => serviceFieldId),
        literal(rows, ({ decidedByVersionId }) => decidedByVersionId),
        literal(rows, ({ channel }) => channel),
        literal(rows, ({ seconds }) => seconds),
        literal(rows, ({ flags }) => flags),
        rows.map(({ locale }) => locale),
        literal(rows, ({ contentHash }) => contentHash),
        literal(rows, ({ levels }) => `"{${levels.join(',')}}"`),
        literal(rows, ({ choices }) => `"{${choices.join(',')}}"`),
        rows.map(({ others }) => (others === null ? null : JSON.stringify(others))),
      ],
    });
    const [batch = '', inserted = 0] = result.rows[0] ?? [];
    return { batch, inserted };
  }

  /** What is stored under the keys; a key without a row is absent. */
  async stored(keys: readonly ResponseKey[]): Promise<readonly StoredContent[]> {
    return this.database.query<StoredContent>(
      `SELECT response.round_id AS "roundId", response.id, response.batch,
         encode(response.content_hash, 'hex') AS "contentHash"
       FROM unnest($1::int[], $2::uuid[]) AS wanted (round_id, id)
       JOIN response ON response.round_id = wanted.round_id AND response.id = wanted.id`,
      [keys.map(({ roundId }) => roundId), keys.map(({ id }) => id)],
    );
  }

  /** Codes of the rounds in which a response with this id is stored. */
  async roundsOf(id: string): Promise<readonly string[]> {
    // By the key of each round, since there is no index on the id alone.
    const rows = await this.database.query<{ code: string }>(
      `SELECT round.code FROM round
       CROSS JOIN LATERAL (
         SELECT FROM response WHERE response.round_id = round.id AND response.id = $1 OFFSET 0
       ) AS found
       ORDER BY round.id DESC`,
      [id],
    );
    return rows.map(({ code }) => code);
  }
}

/** An array as PostgreSQL reads it. For values without quotes and commas of their own; null becomes NULL. */
function literal(rows: readonly ResponseRow[], value: (row: ResponseRow) => string | number | null): string {
  let text = '{';
  for (const row of rows) text += `${text.length > 1 ? ',' : ''}${value(row) ?? 'NULL'}`;
  return `${text}}`;
}
