import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { type Access, AccessPolicy } from '../../platform/http/access.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { OrganisationQueries } from '../organisation/organisation.queries.js';
import { accountErrors } from './account.errors.js';
import { AccountsQueries } from './accounts.queries.js';
import { KEY_PREFIX } from './accounts.service.js';
import { NOBODY, type Principal, principal } from './domain/principal.js';
import { type Right } from './domain/rights.js';
import { hashOf } from './secret-token.js';
import { SessionCookie } from './session-cookie.js';
import { Session } from './session.entity.js';

/** Milliseconds for which a key is believed without asking again; a revoked key works no longer than that. */
const KEY_AGE = 2000;
const MOST_KEYS_KEPT = 1000;
/** A session is marked as seen at most this often, so that a page with ten requests writes once. */
const SEEN_EVERY = 60_000;

/** Finds out who calls, and whether they may. */
@Injectable()
export class AccessService extends AccessPolicy {
  private readonly keys = new Map<string, { readonly readAt: number; readonly principal: Principal }>();

  constructor(
    private readonly accounts: AccountsQueries,
    private readonly organisation: OrganisationQueries,
    private readonly cookie: SessionCookie,
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  /**
   * Leaves the principal on the request (`principalOf`), on public routes too.
   * @throws AppError `key-refused`, `sign-in-required`, `access-denied`, `request-from-elsewhere`
   */
  async authorise(request: FastifyRequest, who: readonly Access[]): Promise<void> {
    const caller = await this.identify(request);
    Object.assign(request, { principal: caller });
    if (caller.kind === 'account') refuseForeignPages(request);
    if (who.includes('public')) return;
    if (caller.kind === 'key' && who.includes('key')) return;
    if (caller.kind === 'account' && who.includes('office')) return;
    throw caller.kind === 'nobody' ? platformErrors['sign-in-required']() : platformErrors['access-denied']();
  }

  /** @throws AppError `access-denied` when the caller has not the right */
  demand(caller: Principal, right: Right): void {
    if (caller.rights.has(right)) return;
    throw caller.kind === 'nobody' ? platformErrors['sign-in-required']() : platformErrors['access-denied']();
  }

  /**
   * Ids of the agencies whose results and cases the caller may see, in the tree of a day (`YYYY-MM-DD`).
   * @returns null when nothing is hidden from the caller
   */
  async scopeOf(caller: Principal, day: string): Promise<ReadonlySet<number> | null> {
    if (caller.kind === 'nobody') return new Set();
    if (caller.agencyId === null) return null;
    return new Set(await this.organisation.subtreeOfId(caller.agencyId, day));
  }

  private async identify(request: FastifyRequest): Promise<Principal> {
    const { authorization } = request.headers;
    // Other tokens are somebody else's business, such as that of the metrics.
    if (authorization?.startsWith(`Bearer ${KEY_PREFIX}`) === true) return this.byKey(authorization.slice(7));
    const session = this.cookie.read(request);
    return session === undefined ? NOBODY : this.bySession(session);
  }

  private async byKey(key: string): Promise<Principal> {
    const hash = hashOf(key);
    const name = hash.toString('base64');
    const now = this.clock.now().getTime();
    const known = this.keys.get(name);
    if (known !== undefined && now - known.readAt < KEY_AGE) return known.principal;
    const row = await this.accounts.keyByHash(hash);
    this.keys.delete(name);
    if (row === undefined) throw accountErrors['key-refused']();
    const found = principal('key', row.name, row.role, row.agencyId);
    if (this.keys.size >= MOST_KEYS_KEPT) this.keys.clear();
    this.keys.set(name, { readAt: now, principal: found });
    return found;
  }

  /** A session that is over makes its browser nobody again. */
  private async bySession(token: string): Promise<Principal> {
    const now = this.clock.now();
    const tokenHash = hashOf(token);
    const row = await this.accounts.sessionByHash(tokenHash, now);
    if (row === undefined) return NOBODY;
    if (now.getTime() - row.seenAt.getTime() > SEEN_EVERY) {
      await this.database.manager.update(Session, { tokenHash }, { seenAt: now });
    }
    return principal('account', row.email, row.role, row.agencyId);
  }
}

/** A page of another site may not act with the session of somebody who is signed in here (Fetch Metadata). */
function refuseForeignPages(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw accountErrors['request-from-elsewhere']();
  }
}
