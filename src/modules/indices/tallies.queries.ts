import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type IndexDefinition } from '../../method/index-definition.js';
import { Database, type DatabaseClient } from '../../platform/database/database.js';
import { type QuestionnaireDefinition } from '../questionnaires/domain/questionnaire.js';
import { type RawResponse } from './domain/recount.js';
import { type Tally, type TallyKey } from './domain/tally.js';
import { type TallyShape, tallyShapeOf } from './domain/tally-shape.js';
import { foldSql, recomputeSql } from './fold.queries.js';

/** Advisory locks of the tallies of a round; the first key keeps them apart from other locks. */
const LOCK_CLASS = 0x7a11;
/** Responses that the recount holds at once. */
const PAGE = 5000;

export interface TallyRow extends TallyKey, Tally {}

/** Reads and writes of `tally` and of the marks of what it does not hold yet. */
@Injectable()
export class TalliesQueries {
  constructor(private readonly database: Database) {}

  /** Ids of the rounds with batches that no tally holds, longest waiting first. */
  async roundsDue(): Promise<readonly number[]> {
    const rows = await this.database.query<{ round_id: number }>(
      `SELECT response_pending.round_id FROM response_pending
       GROUP BY response_pending.round_id ORDER BY min(response_pending.since)`,
    );
    return rows.map((row) => row.round_id);
  }

  /** Seconds since the oldest batch that is not counted was accepted; 0 when all is counted. */
  async lagSeconds(): Promise<number> {
    const row = await this.database.one<{ seconds: number }>(
      `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(response_pending.since)), 0)::float8 AS seconds
       FROM response_pending`,
    );
    return Math.max(0, row?.seconds ?? 0);
  }

  /** What the arrays of a round's tallies hold. */
  async shapeOf(roundId: number): Promise<TallyShape> {
    const [row] = await this.database.query<{
      questionnaire: QuestionnaireDefinition;
      index: IndexDefinition;
    }>(
      `SELECT questionnaire_version.definition AS questionnaire, index_definition.definition AS index
       FROM round
       JOIN questionnaire_version ON questionnaire_version.id = round.questionnaire_version_id
       JOIN index_definition ON index_definition.id = round.index_definition_id
       WHERE round.id = $1`,
      [roundId],
    );
    if (row === undefined) throw new Error(`There is no round with the id ${roundId}`);
    return tallyShapeOf(row.questionnaire, row.index);
  }

  /** Runs `work` in a transaction beside which nobody else writes the tallies of the round. */
  exclusively<T>(roundId: number, work: (connection: DatabaseClient) => Promise<T>): Promise<T> {
    return this.database.transaction(async (connection) => {
      await connection.query(`SELECT pg_advisory_xact_lock(${LOCK_CLASS}, $1::int)`, [roundId]);
      return work(connection);
    });
  }

  /**
   * Like `exclusively`, and all statements of `work` see one moment that lies after the lock was got. The lock is
   * one of the session: a transaction that waited for it itself would go on to see the moment before.
   */
  async exclusivelyAtOneMoment<T>(
    roundId: number,
    work: (connection: DatabaseClient) => Promise<T>,
  ): Promise<T> {
    const guard = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      await guard.query(`SELECT pg_advisory_lock(${LOCK_CLASS}, $1::int)`, [roundId]);
      return await inSnapshot(guard, work);
    } finally {
      await guard
        .query(`SELECT pg_advisory_unlock(${LOCK_CLASS}, $1::int)`, [roundId])
        .catch((failure: unknown) => {
          broken = failure instanceof Error ? failure : new Error(String(failure));
        });
      // A connection that may still hold the lock is closed, which frees it.
      guard.release(broken);
    }
  }

  /** Runs reads that all see one moment. */
  atOneMoment<T>(work: (connection: DatabaseClient) => Promise<T>): Promise<T> {
    return this.database.transaction(async (connection) => {
      await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return work(connection);
    });
  }

  /** Takes at most `most` marks, oldest first. Whoever takes a mark counts its batch in the same transaction. */
  async takePending(connection: DatabaseClient, roundId: number, most: number): Promise<readonly string[]> {
    const rows = await connection.query<{ batch: string }>(
      `DELETE FROM response_pending
       WHERE response_pending.round_id = $1 AND response_pending.batch = ANY (ARRAY(
         SELECT due.batch FROM response_pending AS due WHERE due.round_id = $1 ORDER BY due.batch LIMIT $2))
       RETURNING response_pending.batch`,
      [roundId, most],
    );
    return rows.map((row) => row.batch);
  }

  /** Adds the responses of the batches to the tallies. */
  async fold(
    client: DatabaseClient,
    roundId: number,
    shape: TallyShape,
    batches: readonly string[],
  ): Promise<void> {
    await withoutCompiler(client);
    await client.query(foldSql(shape), [roundId, shape.texts, batches]);
    await client.query(RAISE_REVISION, [roundId]);
  }

  /** Removes the tallies and marks of a round that the transaction sees, and counts all its responses anew. */
  async recompute(client: DatabaseClient, roundId: number, shape: TallyShape): Promise<void> {
    await withoutCompiler(client);
    await client.query(`DELETE FROM response_pending WHERE response_pending.round_id = $1`, [roundId]);
    await client.query(`DELETE FROM tally WHERE tally.round_id = $1`, [roundId]);
    await client.query(recomputeSql(shape), [roundId, shape.texts]);
    await client.query(RAISE_REVISION, [roundId]);
  }

  /** Every tally of a round. */
  async tallies(connection: DatabaseClient, roundId: number): Promise<readonly TallyRow[]> {
    const rows = await connection.query<TallyRow & { moments: readonly string[] }>(
      `SELECT tally.agency_id AS "agencyId", tally.service_field_id AS "serviceFieldId", tally.channel::text AS channel,
         tally.month::text AS month, tally.flagged, tally.n, tally.comments, tally.respondents, tally.levels,
         tally.moments, tally.choices
       FROM tally WHERE tally.round_id = $1`,
      [roundId],
    );
    return rows.map((row) => ({ ...row, moments: row.moments.map(Number) }));
  }

  /** How many accepted responses of a round no tally holds yet. */
  async pendingResponses(connection: DatabaseClient, roundId: number): Promise<number> {
    const row = await connection.one<{ pending: number }>(
      `SELECT count(*)::int AS pending FROM response_pending JOIN response ON response.batch = response_pending.batch
       WHERE response_pending.round_id = $1 AND response.round_id = $1`,
      [roundId],
    );
    return row?.pending ?? 0;
  }

  /** The counted responses of a round, in pages. Reads raw rows: for checks only. */
  async *countedResponses(
    client: DatabaseClient,
    roundId: number,
    shape: TallyShape,
  ): AsyncGenerator<RawResponse[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await client.query<StoredResponse>(COUNTED_PAGE, [roundId, after, PAGE, shape.texts]);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
      yield rows.filter((row) => !row.pending).map((row) => ({ ...row, choices: numbersIn(row.choices) }));
    }
  }
}

type StoredResponse = Omit<RawResponse, 'choices'> & {
  readonly id: string;
  readonly choices: string;
  readonly pending: boolean;
};

const RAISE_REVISION = `
  INSERT INTO tally_state (round_id) VALUES ($1)
  ON CONFLICT (round_id) DO UPDATE SET revision = tally_state.revision + 1, counted_at = clock_timestamp()`;

/** Arrays travel as text, because the driver reads arrays ten times slower. */
const COUNTED_PAGE = `
  SELECT response.id, agency_version.agency_id AS "agencyId", response.service_field_id AS "serviceFieldId",
    response.channel::text AS channel, response.flags <> 0 AS flagged,
    to_char(response.submitted_hour AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-01') AS month,
    array_to_string(response.levels, '') AS levels, array_to_string(response.choices, ' ') AS choices,
    EXISTS (SELECT FROM unnest($4::text[]) AS text (code) WHERE response.others ->> text.code IS NOT NULL) AS commented,
    EXISTS (SELECT FROM response_pending WHERE response_pending.round_id = response.round_id
      AND response_pending.batch = response.batch) AS pending
  FROM response JOIN agency_version ON agency_version.id = response.agency_version_id
  WHERE response.round_id = $1 AND response.id > $2::uuid
  ORDER BY response.id LIMIT $3`;

function numbersIn(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number);
}

/** Compiling 150 aggregates takes longer than running them over a chunk. */
async function withoutCompiler(connection: DatabaseClient): Promise<void> {
  await connection.query(`SET LOCAL jit = off`);
}

async function inSnapshot<T>(
  raw: pg.PoolClient,
  work: (connection: DatabaseClient) => Promise<T>,
): Promise<T> {
  const query = async <Row extends object>(
    sql: string,
    params: readonly unknown[] = [],
  ): Promise<readonly Row[]> => (await raw.query<Row>(sql, [...params])).rows;
  await raw.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  try {
    const result = await work({
      query,
      one: async <Row extends object>(sql: string, params?: readonly unknown[]) =>
        (await query<Row>(sql, params))[0],
    });
    await raw.query('COMMIT');
    return result;
  } catch (error) {
    await raw.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
