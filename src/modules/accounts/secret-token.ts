import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a key, a session or a link: too many to guess, so a plain hash is enough to store. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** SHA-256, the only form in which a token is stored. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
