import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { type DraftState } from './domain/draft-state.js';

export interface DraftRow {
  readonly responseId: string;
  readonly state: DraftState;
}

/**
 * Half-filled forms by the digest of their token. Plain SQL for writing too: every page of every
 * citizen comes through here. Times are cut to the hour, so that a row never tells when somebody answered.
 */
@Injectable()
export class DraftsQueries {
  constructor(private readonly database: Database) {}

  find(tokenHash: Buffer, roundId: number): Promise<DraftRow | undefined> {
    return this.database.one<DraftRow>(
      `SELECT draft.response_id AS "responseId", draft.state FROM draft
       WHERE draft.token_hash = $1 AND draft.round_id = $2`,
      [tokenHash, roundId],
    );
  }

  async insert(tokenHash: Buffer, roundId: number, responseId: string, state: DraftState): Promise<void> {
    await this.database.query(
      `INSERT INTO draft (token_hash, round_id, response_id, state, created_at, updated_at)
       VALUES ($1, $2, $3, $4, date_trunc('hour', now()), date_trunc('hour', now()))`,
      [tokenHash, roundId, responseId, state],
    );
  }

  /**
   * Changes a draft under its row lock, so that two tabs do not undo each other.
   * @returns the draft as it now is, or undefined when it is gone
   */
  change(
    tokenHash: Buffer,
    roundId: number,
    change: (state: DraftState) => DraftState,
  ): Promise<DraftRow | undefined> {
    return this.database.transaction(async (client) => {
      const draft = await client.one<DraftRow>(
        `SELECT draft.response_id AS "responseId", draft.state FROM draft
         WHERE draft.token_hash = $1 AND draft.round_id = $2 FOR UPDATE`,
        [tokenHash, roundId],
      );
      if (draft === undefined) return undefined;
      const state = change(draft.state);
      await client.query(
        `UPDATE draft SET state = $2, updated_at = date_trunc('hour', now()) WHERE token_hash = $1`,
        [tokenHash, state],
      );
      return { ...draft, state };
    });
  }

  /** Leaves nothing of a sent form but what the thank-you page shows: neither answers nor the response's id. */
  async finish(tokenHash: Buffer, state: DraftState): Promise<void> {
    await this.database.query(
      `UPDATE draft SET state = $2, response_id = gen_random_uuid(), updated_at = date_trunc('hour', now())
       WHERE token_hash = $1`,
      [tokenHash, state],
    );
  }

  async remove(tokenHash: Buffer): Promise<void> {
    await this.database.query(`DELETE FROM draft WHERE token_hash = $1`, [tokenHash]);
  }

  /** Deletes forms that nobody touched for a day, and sent ones after an hour or two. */
  async sweep(): Promise<void> {
    await this.database.query(
      `DELETE FROM draft WHERE draft.updated_at < now() - interval '25 hours'
       OR (draft.state ? 'receipt' AND draft.updated_at < now() - interval '2 hours')`,
    );
  }
}
