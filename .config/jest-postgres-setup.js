import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/**
 * One real PostgreSQL for a whole test run: that of DATABASE_URL_TEST, else the embedded one in a folder of this
 * run. jest cannot load TypeScript sources here, so the part that starts the server is bundled first.
 */
export default async function setup() {
  process.env.SIPAS_TEST_BUILD = join(
    import.meta.dirname,
    '../node_modules/.cache/sipas',
    `build-${process.pid}`,
  );
  mkdirSync(dirname(process.env.SIPAS_TEST_BUILD), { recursive: true });
  if (process.env.DATABASE_URL_TEST) return;
  const bundle = join(
    import.meta.dirname,
    '../node_modules/.cache/sipas',
    `embedded-postgres-${process.pid}.mjs`,
  );
  await build({
    entryPoints: [join(import.meta.dirname, '../src/platform/embedded/embedded-postgres.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'error',
  });
  const { startOrJoinPostgres } = await import(bundle);
  rmSync(bundle);
  const folder = mkdtempSync(join(tmpdir(), 'sipas-test-'));
  const log = () => undefined;
  // Nothing here outlives the run, so the server need not wait for the disk.
  const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=300', 'shared_buffers=128MB'];
  const server = await startOrJoinPostgres(folder, log, settings);
  process.env.DATABASE_URL_TEST = server.url;
  sweepAfterDeath(folder);
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Ctrl-C and `kill -9` skip the teardown: a watcher then stops the server and removes its folder. */
function sweepAfterDeath(folder) {
  const script =
    'while kill -0 "$1" 2>/dev/null; do sleep 1; done; [ -f "$2/postgres/postmaster.pid" ] && kill -INT "$(head -n 1 "$2/postgres/postmaster.pid")"; sleep 1; rm -rf "$2"';
  spawn('/bin/sh', ['-c', script, 'sh', String(process.pid), folder], {
    detached: true,
    stdio: 'ignore',
  }).unref();
}
