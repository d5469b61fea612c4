import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createApp } from '../src/app.js';
import { demonstrationProvince } from '../src/demo/province.js';
import { OrganisationService } from '../src/modules/organisation/organisation.service.js';
import { criteriaOf } from '../src/modules/questionnaires/domain/questionnaire.js';
import { QuestionnairesService } from '../src/modules/questionnaires/questionnaires.service.js';
import { RoundsQueries } from '../src/modules/rounds/rounds.queries.js';
import { RoundsService } from '../src/modules/rounds/rounds.service.js';
import { readConfig } from '../src/platform/config/config.js';
import { packageRoot } from '../src/platform/config/package-root.js';
import { startOrJoinPostgres } from '../src/platform/embedded/embedded-postgres.js';
import { cpuTime, parentOf, withChildren } from './cpu-time.js';
import { bodyMaker, ROUND } from './intake-bodies.js';
import { type FloorSettings } from './intake-floor.js';
import { type Load, type LoadResult, postLoad } from './load.js';

/** Compares `POST /api/v1/responses` with its floor in one run: both on one embedded PostgreSQL, by turns. */
const CONNECTIONS = 64;
/** Requests that each server answers before it is measured: V8 has compiled what is hot by then. */
const WARM_UP = Number(process.env['BENCH_WARM_UP'] ?? 40_000);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
const TURNS = Number(process.env['BENCH_TURNS'] ?? 3);
const PATH = '/api/v1/responses';

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

interface Turn extends LoadResult {
  /** Microseconds of CPU of the server and of PostgreSQL per response. */
  readonly serverCpu: number;
  readonly postgresCpu: number;
}

/** What else the machine was doing before: above 0.5 the figures say little. */
const [othersLoad = 0] = loadavg();
const folder = mkdtempSync(join(tmpdir(), 'sipas-bench-'));
const postgres = await startOrJoinPostgres(folder, () => undefined);
const children: ChildProcess[] = [];
try {
  const settings = await prepare(postgres.url);
  const postmaster = await postmasterOf(postgres.url);
  const body = bodyMaker(settings.criteria, Object.keys(settings.agencies), settings.service);
  const floor = await serve([
    fileURLToPath(new URL('intake-floor.js', import.meta.url)),
    JSON.stringify(settings),
  ]);
  const app = await serve([fileURLToPath(new URL('../src/main.js', import.meta.url))], {
    ...{ DATABASE_URL: postgres.url, DATA_DIR: join(folder, 'app'), ROLE: 'web', PORT: '0' },
  });
  const run = (server: Served, load: Partial<Load> = {}) => measure(server, postmaster, body, load);

  await run(floor, { amount: WARM_UP });
  await run(app, { amount: WARM_UP });
  const turns: { floor: Turn[]; app: Turn[] } = { floor: [], app: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    turns.floor.push(await run(floor));
    turns.app.push(await run(app));
  }
  const half = await run(app, { rate: Math.round(median(turns.app, 'perSecond') / 2) });
  report(turns.floor, turns.app, half);
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map(ended));
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else
      child.once('exit', () => {
        resolve();
      });
  });
}

/** The demonstration province with an open round, made as a person makes them, and the table of the floor. */
async function prepare(databaseUrl: string): Promise<FloorSettings & { readonly service: string }> {
  const env = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(folder, 'app'),
    ROLE: 'web',
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const running = await createApp(readConfig(env));
  try {
    const { app } = running;
    const get = <T>(token: new (...args: never[]) => T): T => app.get<T>(token, { strict: false });
    const organisation = demonstrationProvince();
    await get(OrganisationService).importOrganisation(organisation);
    await get(QuestionnairesService).publishTemplate('sipas-2640');
    await get(QuestionnairesService).publishBuiltInIndexDefinitions();
    const service = organisation.serviceFields[0]?.code ?? '';
    await get(RoundsService).createRound(roundFile(service));
    await get(RoundsService).move(ROUND, 'open');
    const round = await get(RoundsQueries).roundByCode(ROUND);
    if (round === undefined) throw new Error('The round was not made');
    await makeFloorTable(databaseUrl);
    return {
      databaseUrl,
      roundId: round.id,
      serviceFieldId: round.services[0]?.id ?? 0,
      service,
      agencies: Object.fromEntries(round.agencies.map(({ code, versionId }) => [code, versionId])),
      criteria: criteriaOf(round.questionnaire.definition).map(({ code }) => code),
    };
  } finally {
    await running.close();
  }
}

function roundFile(service: string): object {
  const text = { vi: 'Đo tốc độ thu nhận', en: 'Intake benchmark' };
  return {
    ...{
      code: ROUND,
      title: text,
      measuringAgency: 'BD-SNV',
      population: text,
      legalBasis: 'bench/intake.ts',
    },
    questionnaire: { code: 'sipas-2640', version: 1 },
    index: { code: 'sipas-2640', version: 1 },
    ...{ from: '2025-04-01', to: '2025-06-30', channels: ['web'], services: [service] },
    agencies: { under: 'BD', levels: ['department', 'district', 'commune'] },
    ...{ simulated: true, targets: [] },
  };
}

/** The same columns, checks and indexes; references to other tables are the price of the real one. */
async function makeFloorTable(databaseUrl: string): Promise<void> {
  await onDatabase(databaseUrl, 'CREATE TABLE bench_floor_response (LIKE response INCLUDING ALL)');
}

async function postmasterOf(databaseUrl: string): Promise<number> {
  const [row] = await onDatabase(databaseUrl, 'SELECT pg_backend_pid() AS pid', (pid) => parentOf(pid));
  return row ?? 0;
}

/** Runs one statement; `use` sees each `pid` of the answer while the connection is open. */
async function onDatabase(
  url: string,
  sql: string,
  use: (pid: number) => number = (pid) => pid,
): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(sql);
    return rows.map(({ pid }) => use(pid));
  } finally {
    await client.end();
  }
}

/** Starts a server as a process of its own and waits for the line that names its address. */
async function serve(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Ready.*(http:\/\/[\d.:]+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, process: child };
  }
  throw new Error(`${args[0] ?? ''} did not start`);
}

async function measure(
  server: Served,
  postmaster: number,
  body: () => string,
  own: Partial<Load>,
): Promise<Turn> {
  const pid = server.process.pid ?? 0;
  const before = { server: cpuTime([pid]), postgres: cpuTime(withChildren(postmaster)) };
  const load = { connections: CONNECTIONS, seconds: SECONDS, path: PATH, body, status: 201, ...own };
  const result = await postLoad(server.url, load);
  return {
    ...result,
    serverCpu: (cpuTime([pid]) - before.server) / result.requests,
    postgresCpu: (cpuTime(withChildren(postmaster)) - before.postgres) / result.requests,
  };
}

function median(turns: readonly Turn[], figure: keyof Turn): number {
  const sorted = turns.map((turn) => turn[figure]).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function report(floor: readonly Turn[], app: readonly Turn[], half: Turn): void {
  const summary = (turns: readonly Turn[]) => ({
    perSecond: Math.round(median(turns, 'perSecond')),
    p50: median(turns, 'p50'),
    p99: median(turns, 'p99'),
    cpu: Math.round(median(turns, 'serverCpu') + median(turns, 'postgresCpu')),
    serverCpu: Math.round(median(turns, 'serverCpu')),
    postgresCpu: Math.round(median(turns, 'postgresCpu')),
  });
  const [a, b] = [summary(floor), summary(app)];
  const result = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, embedded PostgreSQL`,
    setting: `${CONNECTIONS} connections, ${TURNS} turns of ${SECONDS} s each by turns, 25 answers; milliseconds, µs CPU`,
    loadBefore: Math.round(othersLoad * 10) / 10,
    floor: a,
    app: b,
    ratio: Math.round((b.perSecond / a.perSecond) * 1000) / 1000,
    halfLoad: summary([half]),
  };
  for (const [name, figures] of Object.entries({ floor: a, app: b, 'app at half load': result.halfLoad })) {
    console.log(
      `${name.padEnd(17)} ${figures.perSecond}/s  p50 ${figures.p50} ms  p99 ${figures.p99} ms  ` +
        `CPU ${figures.cpu} µs (server ${figures.serverCpu}, PostgreSQL ${figures.postgresCpu})`,
    );
  }
  console.log(
    `ratio ${result.ratio} (promised at least 0.75), load of the machine before: ${result.loadBefore}`,
  );
  const results = join(packageRoot, 'bench/results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'intake.json'), `${JSON.stringify(result, null, 2)}\n`);
}
