import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { createApp, type RunningApp } from '../app.js';
import { seededRandom } from '../method/seeded-random.js';
import { AccountsService } from '../modules/accounts/accounts.service.js';
import { type IndexFigures, type IndexRow } from '../modules/indices/domain/index-row.js';
import { TalliesService } from '../modules/indices/tallies.service.js';
import { OrganisationService } from '../modules/organisation/organisation.service.js';
import { OrganisationQueries } from '../modules/organisation/organisation.queries.js';
import { QuestionnairesService } from '../modules/questionnaires/questionnaires.service.js';
import { PublicationsService } from '../modules/rounds/publications.service.js';
import { type RoundFile } from '../modules/rounds/domain/round-file.js';
import { type RoundDetail, RoundsQueries } from '../modules/rounds/rounds.queries.js';
import { RoundsService } from '../modules/rounds/rounds.service.js';
import { type Config } from '../platform/config/config.js';
import { readDataFile } from '../platform/config/package-root.js';
import { planTruths } from './citizens.js';
import { demonstrationProvince } from './province.js';
import { DEMONSTRATION_ROUND, demonstrationRound, TRIAL_ROUND, trialRound } from './rounds.js';
import { sendSubmissions } from './sender.js';
import { simulatedSubmissions } from './submissions.js';

/** What the demonstration ends with; the fields that outside checks rely on are named in the contract. */
export interface DemoResult {
  readonly round: string;
  readonly accepted: number;
  readonly index: number | null;
  readonly interval: IndexFigures['interval'];
  readonly verdict: string | null;
  readonly agencies: number;
  readonly files: Readonly<Record<ReportFormat, string>>;
}

const FORMATS = ['html', 'pdf', 'docx', 'xlsx'] as const;
type ReportFormat = (typeof FORMATS)[number];

const CITIZENS = 20_000;
const SEED = 'demonstration';
/** Longest time to wait for the worker to have counted everything, in milliseconds. */
const PATIENCE = 120_000;

/** Tells the person at the terminal what happens; `progress` may be called often. */
export interface DemoOutput {
  step(text: string): void;
  progress(done: number, of: number): void;
}

/**
 * The main job from start to end: province, questionnaire, round, simulated citizens over HTTP, counting, report.
 * A second run on the same data sends nothing again and only makes the report anew.
 * @returns the running application, still serving, and what came out
 */
export async function runDemo(
  config: Config,
  output: DemoOutput,
): Promise<{ readonly running: RunningApp; readonly result: DemoResult }> {
  output.step('Khởi động cơ sở dữ liệu, hàng đợi và máy chủ · Starting database, queue and server');
  const running = await createApp(config);
  try {
    const { app, url } = running;
    const round = await prepare(app, output);
    if (round.status !== 'published') await collect(app, url, round, output);
    return { running, result: await report(app, url, config, output) };
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** Everything that a round stands on; what is there already is left as it is. */
async function prepare(app: INestApplicationContext, output: DemoOutput): Promise<RoundDetail> {
  output.step('Tỉnh minh họa, phiếu khảo sát, số liệu công bố · Province, questionnaire, published figures');
  await app.get(OrganisationService).importOrganisation(demonstrationProvince());
  await app.get(QuestionnairesService).publishTemplate('sipas-2640');
  await app.get(QuestionnairesService).publishBuiltInIndexDefinitions();
  const publications = app.get(PublicationsService);
  for (const file of [
    'sipas-province-index.csv',
    'par-index.csv',
    'par-index-binh-duong.json',
    'province-own-surveys.csv',
  ]) {
    await publications.importPublications(file, readDataFile(file));
  }
  const services = async (day: string): Promise<string[]> =>
    (await app.get(OrganisationQueries).serviceFieldsOn(day)).map(({ code }) => code);
  const today = new Date();
  await openRound(app, trialRound(await services(today.toISOString().slice(0, 10)), today));
  return openRound(app, demonstrationRound(await services('2025-01-01')));
}

async function openRound(app: INestApplicationContext, file: RoundFile): Promise<RoundDetail> {
  const queries = app.get(RoundsQueries);
  if ((await queries.roundByCode(file.code)) === undefined) await app.get(RoundsService).createRound(file);
  const round = await queries.roundByCode(file.code);
  if (round?.status === 'planned') await app.get(RoundsService).move(file.code, 'open');
  const opened = await queries.roundByCode(file.code);
  if (opened === undefined) throw new Error(`The round ${file.code} could not be created`);
  return opened;
}

/** Citizens answer, the worker counts, the round is closed and published. */
async function collect(
  app: INestApplicationContext,
  url: string,
  round: RoundDetail,
  output: DemoOutput,
): Promise<void> {
  const random = seededRandom(SEED);
  const plan = planTruths(round.agencies, CITIZENS, random);
  const submissions = simulatedSubmissions(
    {
      code: round.code,
      questionnaireVersion: round.questionnaire.version,
      definition: round.questionnaire.definition,
      services: round.services.map(({ code }) => code),
      from: round.from,
      to: round.to,
    },
    plan,
    random,
  );
  output.step(
    `Người dân mô phỏng trả lời qua HTTP · ${submissions.length} simulated citizens answer over HTTP`,
  );
  const { key } = await app.get(AccountsService).addKey({ name: `demo-${Date.now()}`, role: 'integration' });
  await sendSubmissions(url, key, submissions, (sent) => {
    output.progress(sent, submissions.length);
  });
  output.step('Bộ đếm ghi nhận · The worker counts');
  await counted(app.get(TalliesService), round.code);
  for (const status of ['closing', 'closed', 'published'] as const)
    await app.get(RoundsService).move(round.code, status);
}

/** Waits until the worker has counted every accepted response, and proves the tallies by a recount. */
async function counted(tallies: TalliesService, round: string): Promise<void> {
  const since = Date.now();
  for (;;) {
    const { pending, equal } = await tallies.check(round);
    if (!equal) throw new Error('The tallies do not equal a recount');
    if (pending === 0) return;
    if (Date.now() - since > PATIENCE) throw new Error(`${pending} responses are still not counted`);
    await pause(200);
  }
}

async function report(
  app: INestApplicationContext,
  url: string,
  config: Config,
  output: DemoOutput,
): Promise<DemoResult> {
  output.step('Báo cáo HTML, PDF, DOCX, XLSX · Report as HTML, PDF, DOCX and XLSX');
  const folder = join(config.DATA_DIR, 'reports');
  await mkdir(folder, { recursive: true });
  const files: Partial<Record<ReportFormat, string>> = {};
  for (const format of FORMATS) {
    const response = await fetch(`${url}/api/v1/rounds/${DEMONSTRATION_ROUND}/reports/report.${format}`);
    if (!response.ok) throw new Error(`The report could not be made: ${await response.text()}`);
    files[format] = join(folder, `${DEMONSTRATION_ROUND}.${format}`);
    await writeFile(files[format], Buffer.from(await response.arrayBuffer()));
  }
  const answer = await fetch(
    `${url}/api/v1/rounds/${DEMONSTRATION_ROUND}/indices?by=overall&across=province`,
  );
  const { rows } = (await answer.json()) as { rows: readonly IndexRow[] };
  const overall = rows[0];
  const round = await app.get(RoundsQueries).roundByCode(DEMONSTRATION_ROUND);
  const figures = overall?.suppressed === false ? overall : undefined;
  return {
    round: DEMONSTRATION_ROUND,
    accepted: (await app.get(TalliesService).check(DEMONSTRATION_ROUND)).counted,
    index: figures?.index ?? null,
    interval: figures?.interval ?? null,
    verdict: figures?.target?.verdict ?? null,
    agencies: round?.agencies.length ?? 0,
    files: files as Record<ReportFormat, string>,
  };
}

/** Where to look, for a person. */
export function whereToLook(url: string, { files }: DemoResult): string {
  return [
    '',
    `  Trang công bố · Public results   ${url}/`,
    `  Báo cáo · Report                 ${url}/api/v1/rounds/${DEMONSTRATION_ROUND}/reports/report.html`,
    `  Phiếu khảo sát · Answer yourself ${url}/r/${TRIAL_ROUND}`,
    `  API                              ${url}/docs`,
    `  ${files.pdf}`,
    `  ${files.docx}`,
    `  ${files.xlsx}`,
    `  ${files.html}`,
    '',
  ].join('\n');
}
