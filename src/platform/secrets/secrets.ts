import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';

/** Keys by purpose, all derived (HKDF-SHA-256, RFC 5869) from the one secret of the installation. */
@Injectable()
export class Secrets {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: Buffer) {}

  /** The key for a purpose such as `receipt`; the same purpose and length give the same key in every process. */
  key(purpose: string, bytes = 32): Buffer {
    const name = `${purpose}/${bytes}`;
    const known = this.keys.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.secret, 'sipas-platform', name, bytes));
    this.keys.set(name, key);
    return key;
  }
}

/** The secret of the installation: SECRET_KEY, else `DATA_DIR/secret.key`, which is made once with mode 0600. */
export function readSecret(secretKey: string | undefined, dataDir: string): Buffer {
  if (secretKey !== undefined) return decodeSecret(secretKey);
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secret.key');
  try {
    return decodeSecret(readFileSync(file, 'utf8').trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  makeSecretFile(file);
  return decodeSecret(readFileSync(file, 'utf8').trim());
}

/** Written whole under another name first: two processes that start together must agree on one secret. */
function makeSecretFile(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function decodeSecret(text: string): Buffer {
  const secret = /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (secret.length !== 32) throw new Error('The secret key must be 32 bytes');
  return secret;
}
