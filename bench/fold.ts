import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApp } from '../src/app.js';
import { demonstrationProvince } from '../src/demo/province.js';
import { CollectionModule } from '../src/modules/collection/collection.module.js';
import { type ResponseRow, ResponsesQueries } from '../src/modules/collection/intake/responses.queries.js';
import { IndicesModule } from '../src/modules/indices/indices.module.js';
import { TalliesService } from '../src/modules/indices/tallies.service.js';
import { OrganisationService } from '../src/modules/organisation/organisation.service.js';
import { choiceColumnsOf } from '../src/modules/questionnaires/domain/answer-encoding.js';
import { criteriaOf } from '../src/modules/questionnaires/domain/questionnaire.js';
import { QuestionnairesService } from '../src/modules/questionnaires/questionnaires.service.js';
import { type RoundDetail, RoundsQueries } from '../src/modules/rounds/rounds.queries.js';
import { RoundsService } from '../src/modules/rounds/rounds.service.js';
import { readConfig } from '../src/platform/config/config.js';
import { packageRoot } from '../src/platform/config/package-root.js';
import { startOrJoinPostgres } from '../src/platform/embedded/embedded-postgres.js';

/**
 * Counts responses by the fold (batches of a hundred, as the intake writes them) and by `recompute`, and compares with the plain
 * SQL GROUP BY of the levels alone over the same rows in the same run.
 */
const RESPONSES = Number(process.env['BENCH_RESPONSES'] ?? 200_000);
const TURNS = Number(process.env['BENCH_TURNS'] ?? 3);
const BATCH = 100;
const ROUND = 'BENCH';

/** One row per cell, criterion and level: what one would write by hand. */
const PLAIN_GROUP_BY = `
  SELECT agency_version.agency_id, response.service_field_id, response.channel,
    date_trunc('month', response.submitted_hour AT TIME ZONE 'Asia/Ho_Chi_Minh'), response.flags <> 0,
    answer.criterion, answer.level, count(*)
  FROM response JOIN agency_version ON agency_version.id = response.agency_version_id
  CROSS JOIN unnest(response.levels) WITH ORDINALITY AS answer (level, criterion)
  WHERE response.round_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7`;

const folder = mkdtempSync(join(tmpdir(), 'sipas-bench-'));
const postgres = await startOrJoinPostgres(folder, () => undefined);
const running = await createApp(
  readConfig({
    DATABASE_URL: postgres.url,
    DATA_DIR: join(folder, 'app'),
    ROLE: 'web',
    PORT: '0',
    LOG_LEVEL: 'error',
  }),
  { modules: [CollectionModule, IndicesModule] },
);
try {
  const get = <T>(token: new (...args: never[]) => T): T => running.app.get<T>(token, { strict: false });
  const round = await prepare(get);
  await fill(get(ResponsesQueries), round);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('VACUUM ANALYZE response');
  const tallies = get(TalliesService);
  const fold = await seconds(() => tallies.foldPending());
  const recompute: number[] = [];
  const plain: number[] = [];
  // Neither may use more than one core, as a worker has.
  await client.query('SET max_parallel_workers_per_gather = 0');
  for (let turn = 0; turn < TURNS; turn += 1) {
    plain.push(await seconds(() => client.query(PLAIN_GROUP_BY, [round.id])));
    recompute.push(await seconds(() => tallies.recompute(ROUND)));
  }
  const check = await tallies.check(ROUND);
  const { rows } = await client.query<{ cells: number }>('SELECT count(*)::int AS cells FROM tally');
  await client.end();
  if (!check.equal || check.counted !== RESPONSES) throw new Error('The tallies are not equal to a recount');
  report({ cells: rows[0]?.cells ?? 0, fold, recompute: median(recompute), plain: median(plain) });
} finally {
  await running.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function prepare(get: <T>(token: new (...args: never[]) => T) => T): Promise<RoundDetail> {
  await get(OrganisationService).importOrganisation(demonstrationProvince());
  await get(QuestionnairesService).publishTemplate('sipas-2640');
  await get(QuestionnairesService).publishBuiltInIndexDefinitions();
  const name = { vi: 'Đợt đo tốc độ', en: 'A benchmark' };
  await get(RoundsService).createRound({
    ...{
      code: ROUND,
      title: name,
      population: name,
      measuringAgency: 'BD-SNV',
      legalBasis: '-',
      simulated: true,
    },
    questionnaire: { code: 'sipas-2640', version: 1 },
    index: { code: 'sipas-2640', version: 1 },
    ...{
      from: '2025-04-01',
      to: '2025-06-30',
      channels: ['web', 'kiosk', 'paper'],
      services: ['BD-QSDD', 'BD-XD'],
    },
    agencies: { under: 'BD', levels: ['department', 'district', 'commune'] },
    targets: [],
  });
  const round = await get(RoundsQueries).roundByCode(ROUND);
  if (round === undefined) throw new Error('The round was not created');
  return round;
}

/** Stores the responses as the intake does, each batch of other agencies, services, channels and days. */
async function fill(responses: ResponsesQueries, round: RoundDetail): Promise<void> {
  const { definition } = round.questionnaire;
  const criteria = criteriaOf(definition).length;
  const choices = choiceColumnsOf(definition).map(({ options }) => options.length);
  const start = Date.parse('2025-04-01T08:00:00+07:00');
  const row = (): ResponseRow => ({
    ...{
      id: randomUUID(),
      roundId: round.id,
      decidedByVersionId: null,
      seconds: 120,
      locale: 'vi',
      others: null,
    },
    hour: start + below(90) * 24 * 3_600_000 + below(9) * 3_600_000,
    agencyVersionId: round.agencies[below(round.agencies.length)]?.versionId ?? 0,
    serviceFieldId: round.services[below(round.services.length)]?.id ?? 0,
    channel: round.channels[below(round.channels.length)] ?? 'web',
    flags: below(50) === 0 ? 1 : 0,
    contentHash: '00'.repeat(16),
    levels: Array.from({ length: criteria }, () => [0, 2, 3, 4, 4, 4, 5, 5, 5, 5][below(10)] ?? 0),
    choices: choices.map((options) => 2 ** below(options)),
  });
  for (let stored = 0; stored < RESPONSES; stored += BATCH) {
    await responses.insert(Array.from({ length: Math.min(BATCH, RESPONSES - stored) }, row));
  }
}

interface Measured {
  readonly cells: number;
  /** Seconds. */
  readonly fold: number;
  readonly recompute: number;
  readonly plain: number;
}

function report({ cells, fold, recompute, plain }: Measured): void {
  const result = {
    ...{ responses: RESPONSES, criteria: 22, cells, cpu: cpus()[0]?.model ?? '', cores: cpus().length },
    // Absolute figures mean little on a machine that does other work meanwhile; the ratios hold.
    loadAverage: rounded(loadavg()[0] ?? 0),
    foldPerSecond: Math.round(RESPONSES / fold),
    recomputePerSecond: Math.round(RESPONSES / recompute),
    plainGroupByPerSecond: Math.round(RESPONSES / plain),
    foldToPlain: rounded(fold / plain),
    recomputeToPlain: rounded(recompute / plain),
  };
  const file = join(packageRoot, 'bench', 'results', 'fold.json');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${RESPONSES} responses into ${cells} cells`);
  console.log(`fold       ${result.foldPerSecond}/s  (promise: 50000/s a worker)`);
  console.log(`recompute  ${result.recomputePerSecond}/s`);
  console.log(`GROUP BY   ${result.plainGroupByPerSecond}/s`);
  console.log(`time of recompute / time of GROUP BY: ${result.recomputeToPlain}  (promise: at most 1.5)`);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
