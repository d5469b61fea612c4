import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecret, Secrets } from './secrets.js';

describe('secrets', () => {
  const secret = readSecret('00'.repeat(32), '');

  it('derives the same key for a purpose and another one for every other purpose or length', () => {
    const receipt = new Secrets(secret).key('receipt', 16);
    expect(new Secrets(secret).key('receipt', 16)).toEqual(receipt);
    expect(receipt).toHaveLength(16);
    expect(new Secrets(secret).key('ticket', 16)).not.toEqual(receipt);
    expect(new Secrets(secret).key('receipt', 32).subarray(0, 16)).not.toEqual(receipt);
  });

  it('reads 32 bytes in hex or base64', () => {
    const bytes = Buffer.alloc(32, 7);
    expect(readSecret(bytes.toString('hex'), '')).toEqual(bytes);
    expect(readSecret(bytes.toString('base64'), '')).toEqual(bytes);
    expect(readSecret(bytes.toString('base64url'), '')).toEqual(bytes);
  });

  it('makes a secret once, which only its owner can read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sipas-secret-'));
    const made = readSecret(undefined, folder);
    expect(made).toHaveLength(32);
    expect(readSecret(undefined, folder)).toEqual(made);
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});
