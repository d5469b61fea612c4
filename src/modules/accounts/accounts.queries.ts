import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from './domain/principal.js';
import { type Role } from './domain/rights.js';

export interface KeyRow {
  readonly name: string;
  readonly role: Role;
  readonly agencyId: number | null;
}

export interface SessionRow {
  readonly email: string;
  readonly role: Role;
  readonly agencyId: number | null;
  readonly seenAt: Date;
}

export interface AccountRow {
  readonly id: number;
  readonly email: string;
  readonly role: Role;
  readonly agencyId: number | null;
}

/** Who is behind a key, a cookie or a link. Hashes are SHA-256 of the token. */
@Injectable()
export class AccountsQueries {
  constructor(private readonly database: Database) {}

  /** The key in use with this hash, or undefined. */
  keyByHash(hash: Buffer): Promise<KeyRow | undefined> {
    return this.database.one(
      `SELECT api_key.name, api_key.role, api_key.agency_id AS "agencyId" FROM api_key
       WHERE api_key.key_hash = $1 AND api_key.revoked_at IS NULL`,
      [hash],
    );
  }

  /** The session that is still alive at an instant, or undefined. */
  sessionByHash(hash: Buffer, now: Date): Promise<SessionRow | undefined> {
    return this.database.one(
      `SELECT account.email, account.role, account.agency_id AS "agencyId", session.seen_at AS "seenAt"
       FROM session JOIN account ON account.id = session.account_id
       WHERE session.token_hash = $1 AND session.seen_at > $2 AND session.created_at > $3`,
      [hash, new Date(now.getTime() - SESSION_IDLE_MS), new Date(now.getTime() - SESSION_LIFE_MS)],
    );
  }

  /** Whether a link could still be used; looking does not use it. */
  async isLinkUsable(hash: Buffer, now: Date): Promise<boolean> {
    const link = await this.database.one(
      `SELECT sign_in_link.account_id FROM sign_in_link
       WHERE sign_in_link.token_hash = $1 AND sign_in_link.used_at IS NULL AND sign_in_link.expires_at > $2`,
      [hash, now],
    );
    return link !== undefined;
  }

  accountByEmail(email: string): Promise<AccountRow | undefined> {
    return this.database.one(
      `SELECT account.id, account.email, account.role, account.agency_id AS "agencyId"
       FROM account WHERE account.email = $1`,
      [email],
    );
  }
}
