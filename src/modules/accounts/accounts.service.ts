import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan, MoreThan, QueryFailedError } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { organisationErrors } from '../organisation/organisation.errors.js';
import { OrganisationQueries } from '../organisation/organisation.queries.js';
import { accountErrors } from './account.errors.js';
import { Account } from './account.entity.js';
import { AccountsQueries } from './accounts.queries.js';
import { ApiKey } from './api-key.entity.js';
import { LINK_LIFE_MS, SESSION_LIFE_MS } from './domain/principal.js';
import { asRole, type Role, ROLES } from './domain/rights.js';
import { hashOf, newToken } from './secret-token.js';
import { Session } from './session.entity.js';
import { SignInLink } from './sign-in-link.entity.js';

/** Told once; afterwards only its hash is known. */
export interface IssuedLink {
  readonly email: string;
  readonly role: Role;
  readonly token: string;
  readonly expiresAt: Date;
}

export const KEY_PREFIX = 'sipas_';

/** What is done to accounts, keys and sessions. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: DataSource,
    private readonly accounts: AccountsQueries,
    private readonly organisation: OrganisationQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a key for another system.
   * @returns the key, which nobody can read again: only its hash is stored
   * @throws AppError `role-unknown`, `agency-not-found`, `key-exists`
   */
  async addKey(wish: {
    readonly name: string;
    readonly role: string;
    readonly agency?: string | undefined;
  }): Promise<{ readonly name: string; readonly key: string }> {
    const role = roleOf(wish.role);
    const agencyId = await this.agencyIdOf(wish.agency);
    const key = newToken(KEY_PREFIX);
    try {
      await this.database.manager.insert(ApiKey, { name: wish.name, keyHash: hashOf(key), role, agencyId });
    } catch (error) {
      if (isRepeated(error)) throw accountErrors['key-exists']({ name: wish.name });
      throw error;
    }
    return { name: wish.name, key };
  }

  /** Ends the use of a key, within two seconds everywhere. @throws AppError `key-not-found` */
  async revokeKey(name: string): Promise<void> {
    const change = { revokedAt: this.clock.now() };
    const { affected } = await this.database.manager.update(ApiKey, { name, revokedAt: IsNull() }, change);
    if (affected !== 1) throw accountErrors['key-not-found']({ name });
  }

  /**
   * Adds a person and makes a sign-in link for them; for a person who is there already, a new link.
   * @throws AppError `email-invalid`, `role-unknown`, `agency-not-found`, and `account-exists` when the person has
   *   another role or agency
   */
  async addAccount(wish: {
    readonly email: string;
    readonly role: string;
    readonly agency?: string | undefined;
  }): Promise<IssuedLink> {
    const email = wish.email.trim().toLowerCase();
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw accountErrors['email-invalid']({ email: wish.email });
    const role = roleOf(wish.role);
    const agencyId = await this.agencyIdOf(wish.agency);
    await this.database
      .createQueryBuilder()
      .insert()
      .into(Account)
      .values({ email, role, agencyId })
      .orIgnore()
      .execute();
    const account = await this.accounts.accountByEmail(email);
    if (account?.role !== role || account.agencyId !== agencyId)
      throw accountErrors['account-exists']({ email });
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + LINK_LIFE_MS);
    await this.database.manager.insert(SignInLink, {
      tokenHash: hashOf(token),
      accountId: account.id,
      expiresAt,
    });
    return { email, role, token, expiresAt };
  }

  /**
   * Uses up a link and begins a session.
   * @returns the token of the session, for the cookie
   * @throws AppError `sign-in-link-spent`
   */
  async signInWithLink(token: string): Promise<string> {
    const now = this.clock.now();
    const link = { tokenHash: hashOf(token) };
    return this.database.transaction(async (manager) => {
      // One statement decides: of two uses at once, one finds the link unused.
      const usable = { ...link, usedAt: IsNull(), expiresAt: MoreThan(now) };
      const { affected } = await manager.update(SignInLink, usable, { usedAt: now });
      if (affected !== 1) throw accountErrors['sign-in-link-spent']();
      const { accountId } = await manager.findOneByOrFail(SignInLink, link);
      await manager.delete(Session, {
        accountId,
        createdAt: LessThan(new Date(now.getTime() - SESSION_LIFE_MS)),
      });
      const session = newToken();
      await manager.insert(Session, { tokenHash: hashOf(session), accountId, createdAt: now, seenAt: now });
      return session;
    });
  }

  /** Ends a session; one that is over already stays so. */
  async signOut(session: string): Promise<void> {
    await this.database.manager.delete(Session, { tokenHash: hashOf(session) });
  }

  private async agencyIdOf(code: string | undefined): Promise<number | null> {
    if (code === undefined || code === '') return null;
    const id = (await this.organisation.agencyIds([code])).get(code);
    if (id === undefined) throw organisationErrors['agency-not-found']({ agency: code });
    return id;
  }
}

function roleOf(word: string): Role {
  const role = asRole(word);
  if (role === undefined) throw accountErrors['role-unknown']({ role: word, roles: ROLES.join(', ') });
  return role;
}

function isRepeated(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505';
}
