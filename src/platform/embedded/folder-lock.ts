import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './process-identity.js';

/** Runs `work` while no other process of this machine runs work under the same lock file. */
export async function withFolderLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const me = processIdentity(process.pid) ?? String(process.pid);
  for (;;) {
    if (take(file, me)) break;
    await sleep(40);
  }
  try {
    return await work();
  } finally {
    unlinkSync(file);
  }
}

function take(file: string, me: string): boolean {
  try {
    writeFileSync(file, me, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (holderIsGone(file)) removeQuietly(file);
  return false;
}

/** A holder that was killed leaves its file behind; an empty one is just being written. */
function holderIsGone(file: string): boolean {
  try {
    const holder = readFileSync(file, 'utf8');
    return holder !== '' && processIdentity(Number.parseInt(holder, 10)) !== holder;
  } catch {
    return false;
  }
}

function removeQuietly(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // Somebody else removed the stale lock first.
  }
}
