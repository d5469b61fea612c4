import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { locateBinaries } from './binaries.js';
import {
  answers,
  checkVersion,
  type Cluster,
  freePort,
  initialise,
  signal,
  startServer,
  stopServer,
  urlOf,
} from './cluster.js';
import { withFolderLock } from './folder-lock.js';
import { processIdentity } from './process-identity.js';
import { enter, leave, readState, runningServer, type ServerState, writeState } from './server-state.js';
import { chooseServerUser } from './system-user.js';

const databaseName = 'sipas';

export interface EmbeddedPostgres {
  readonly url: string;
  /** False when another process started the server and this one joined it. */
  readonly owner: boolean;
  /** Leaves the server; the last process that leaves stops it. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts the bundled PostgreSQL on a data folder, or joins the one that already runs there. The server is
 * watched and started again when it dies, at the same address.
 * @param dataDir holds the cluster, its log, its password and the list of processes that use it
 * @param settings extra `name=value` server settings
 */
export async function startOrJoinPostgres(
  dataDir: string,
  log: (message: string) => void,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true });
  const lock = join(root, 'postgres.lock');
  const { state, owner } = await withFolderLock(lock, async () => {
    const started = await ensureServer(root, log, settings);
    enter(root);
    return started;
  });
  const url = urlOf(state.port, state.password, databaseName);
  const watch = setInterval(() => {
    void revive(root, lock, log, settings);
  }, 500);
  watch.unref();
  return { url, owner, stop: leaveOnce(root, lock, log, watch) };
}

async function ensureServer(
  root: string,
  log: (message: string) => void,
  settings: readonly string[],
): Promise<{ state: ServerState; owner: boolean }> {
  const known = readState(root);
  if (
    known &&
    runningServer(known) !== undefined &&
    (await answers(urlOf(known.port, known.password, databaseName), 10_000))
  ) {
    log(`Joined the PostgreSQL that already runs on ${root}`);
    return { state: known, owner: false };
  }
  const folder = join(root, 'postgres');
  const user = chooseServerUser(folder);
  const binaries = locateBinaries(user, log);
  checkVersion(folder, binaries.major);
  const cluster: Cluster = { folder, logFile: join(root, 'postgres.log'), user, binaries, settings };
  const password = known?.password ?? randomBytes(24).toString('base64url');
  // The password must outlive a crash between making the cluster and starting it.
  if (!known) writeState(root, { password, port: 0, server: '' });
  initialise(cluster, password);
  const state = await startOnFreePort(cluster, password, known?.port ?? 0);
  writeState(root, state);
  await ensureDatabase(state);
  log(`Started PostgreSQL ${binaries.major} on ${root}, port ${state.port}`);
  return { state, owner: true };
}

/** Keeps the port of the last run, so that connections of a process that survived find the server again. */
async function startOnFreePort(cluster: Cluster, password: string, lastPort: number): Promise<ServerState> {
  const ports = [...(lastPort > 0 ? [lastPort, lastPort] : []), await freePort(), await freePort()];
  for (let attempt = 0; ; attempt += 1) {
    const port = ports[attempt] ?? 0;
    try {
      const pid = await startServer(cluster, port, password);
      return { password, port, server: processIdentity(pid) ?? '' };
    } catch (error) {
      if (attempt >= ports.length - 1) throw error;
    }
  }
}

async function ensureDatabase({ port, password }: ServerState): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_catalog.pg_database AS d WHERE d.datname = $1', [
      databaseName,
    ]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** Starts a server that died under us; whoever takes the lock first does it. */
async function revive(
  root: string,
  lock: string,
  log: (message: string) => void,
  settings: readonly string[],
): Promise<void> {
  if (runningServer(readState(root)) !== undefined || reviving.has(root)) return;
  reviving.add(root);
  try {
    await withFolderLock(lock, async () => {
      if (runningServer(readState(root)) !== undefined) return;
      log(`PostgreSQL on ${root} has died: starting it again`);
      await ensureServer(root, log, settings);
    });
  } catch (error) {
    log(String(error));
  } finally {
    reviving.delete(root);
  }
}

const reviving = new Set<string>();

function leaveOnce(
  root: string,
  lock: string,
  log: (message: string) => void,
  watch: NodeJS.Timeout,
): () => Promise<void> {
  let left: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    clearInterval(watch);
    await withFolderLock(lock, async () => {
      process.off('exit', atExit);
      signals.forEach((name) => process.off(name, onSignal));
      const pid = runningServer(readState(root));
      if (leave(root).othersRemain || pid === undefined) return;
      await stopServer(pid);
      log(`Stopped PostgreSQL on ${root}`);
    });
  };
  const stopOnce = (): Promise<void> => (left ??= stop());
  const atExit = (): void => {
    const pid = runningServer(readState(root));
    if (!leave(root).othersRemain && pid !== undefined) signal(pid, 'SIGINT');
  };
  /** Only for programs that do not care for the signal themselves, such as a short command. */
  const onSignal = (name: NodeJS.Signals): void => {
    if (process.listenerCount(name) > 1) return;
    void stopOnce().finally(() => process.kill(process.pid, name));
  };
  process.on('exit', atExit);
  signals.forEach((name) => process.on(name, onSignal));
  return stopOnce;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
