import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity } from './process-identity.js';

/** What a second process must know to join: kept in `postgres.json`, readable by its owner only. */
export interface ServerState {
  readonly password: string;
  readonly port: number;
  /** Identity of the server's process, see `processIdentity`. */
  readonly server: string;
}

export function readState(dataDir: string): ServerState | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8')) as ServerState;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step, so that a crash leaves the old or the new one. */
export function writeState(dataDir: string, state: ServerState): void {
  const file = join(dataDir, 'postgres.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

/** The process id of a server that still runs, or undefined. */
export function runningServer(state: ServerState | undefined): number | undefined {
  const pid = Number.parseInt(state?.server ?? '', 10);
  return Number.isNaN(pid) || processIdentity(pid) !== state?.server ? undefined : pid;
}

/** Notes that this process uses the server. The last one that leaves stops it. */
export function enter(dataDir: string): void {
  mkdirSync(join(dataDir, 'postgres-users'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres-users', String(process.pid)), processIdentity(process.pid) ?? '');
}

/** Forgets this process and answers whether any other one still uses the server. */
export function leave(dataDir: string): { readonly othersRemain: boolean } {
  const folder = join(dataDir, 'postgres-users');
  rmSync(join(folder, String(process.pid)), { force: true });
  let othersRemain = false;
  for (const name of readdirSync(folder)) {
    if (processIdentity(Number(name)) === readFileSync(join(folder, name), 'utf8')) othersRemain = true;
    else rmSync(join(folder, name), { force: true });
  }
  return { othersRemain };
}
