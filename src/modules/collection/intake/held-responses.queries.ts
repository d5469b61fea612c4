import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { type HeldReason } from '../domain/submission.js';

/** A submission that a person has to decide on. `payload` holds what was sent, without exact times. */
export interface HeldRow {
  readonly id: string;
  readonly roundId: number;
  readonly roundCode: string;
  readonly reason: HeldReason;
  readonly contentHash: string;
  readonly payload: object;
}

/** `duplicate` when the same content is counted already, `conflict` when other content has the id. */
export type HeldResult = 'held' | 'duplicate' | 'conflict';

const INCOMING = `unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
  WITH ORDINALITY AS incoming (id, round_id, round_code, reason, content_hash, payload, place)`;

const KEEP = `
  INSERT INTO held_response (response_id, round_code, reason, content_hash, payload)
  SELECT incoming.id, incoming.round_code, CASE WHEN counted.id IS NULL THEN incoming.reason ELSE 'conflict' END,
    decode(incoming.content_hash, 'hex'), incoming.payload::jsonb
  FROM ${INCOMING}
  LEFT JOIN response AS counted ON counted.round_id = incoming.round_id AND counted.id = incoming.id
  WHERE counted.content_hash IS DISTINCT FROM decode(incoming.content_hash, 'hex')
  ORDER BY incoming.id, incoming.place
  ON CONFLICT (response_id, round_code, content_hash) DO NOTHING`;

/** Whoever came first has the id: a counted response, else the held one that was kept first. */
const JUDGE = `
  SELECT CASE
    WHEN counted.content_hash = decode(incoming.content_hash, 'hex') THEN 'duplicate'
    WHEN counted.id IS NOT NULL THEN 'conflict'
    WHEN first.content_hash = decode(incoming.content_hash, 'hex') THEN 'held'
    ELSE 'conflict' END AS result
  FROM ${INCOMING}
  LEFT JOIN response AS counted ON counted.round_id = incoming.round_id AND counted.id = incoming.id
  LEFT JOIN LATERAL (
    SELECT held_response.content_hash FROM held_response
    WHERE held_response.response_id = incoming.id AND held_response.round_code = incoming.round_code
    ORDER BY held_response.id LIMIT 1
  ) AS first ON true
  ORDER BY incoming.place`;

/** SQL of held responses. */
@Injectable()
export class HeldResponsesQueries {
  constructor(private readonly database: Database) {}

  /** Keeps rows that are new and says what each is, in order. Twice the same changes nothing. */
  async keep(rows: readonly HeldRow[]): Promise<readonly HeldResult[]> {
    const values = [
      rows.map(({ id }) => id),
      rows.map(({ roundId }) => roundId),
      rows.map(({ roundCode }) => roundCode),
      rows.map(({ reason }) => reason),
      rows.map(({ contentHash }) => contentHash),
      rows.map(({ payload }) => JSON.stringify(payload)),
    ];
    await this.database.query(KEEP, values);
    const judged = await this.database.query<{ result: HeldResult }>(JUDGE, values);
    return judged.map(({ result }) => result);
  }

  /** Codes of the rounds in which a response with this id waits for a decision. */
  async roundsOf(id: string): Promise<readonly string[]> {
    const rows = await this.database.query<{ code: string }>(
      `SELECT held_response.round_code AS code FROM held_response
       WHERE held_response.response_id = $1 ORDER BY held_response.id`,
      [id],
    );
    return rows.map(({ code }) => code);
  }
}
