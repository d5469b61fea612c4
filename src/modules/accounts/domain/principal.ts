import { type Right, RIGHTS_OF, type Role } from './rights.js';

/** On whose behalf a request comes. */
export interface Principal {
  readonly kind: 'nobody' | 'account' | 'key';
  /** E-mail of the account or name of the key; null for nobody. */
  readonly name: string | null;
  readonly role: Role | null;
  /** Results and cases are seen for this agency and what is beneath it; null = the whole province. */
  readonly agencyId: number | null;
  readonly rights: ReadonlySet<Right>;
}

/** A citizen, the press, a search engine: anybody who shows neither session nor key. */
export const NOBODY: Principal = {
  kind: 'nobody',
  name: null,
  role: null,
  agencyId: null,
  rights: new Set(),
};

/** The principal of an account or key with the rights of its role. */
export function principal(
  kind: 'account' | 'key',
  name: string,
  role: Role,
  agencyId: number | null,
): Principal {
  return { kind, name, role, agencyId, rights: new Set(RIGHTS_OF[role]) };
}

/** The principal that the access check has found for a request. */
export function principalOf(request: object): Principal {
  return (request as { readonly principal?: Principal }).principal ?? NOBODY;
}

/** A session ends after 30 minutes without a request and after 12 hours in any case (promises: sign-in). */
export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_LIFE_MS = 12 * 3_600_000;
/** A sign-in link works once, within a day. */
export const LINK_LIFE_MS = 24 * 3_600_000;
