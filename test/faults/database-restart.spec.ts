import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { startOrJoinPostgres, type EmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres.js';
import { startApp, type TestApp } from '../support/app.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

describe('when PostgreSQL dies under a running application', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let app: TestApp;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sipas-restart-'));
    server = await startOrJoinPostgres(folder, () => undefined);
    app = await startApp({ env: { DATABASE_URL: server.url, LOG_LEVEL: 'silent' } });
  });
  afterAll(async () => {
    await app.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says not ready and names the database, and serves again once it is back, without a restart', async () => {
    const running = app
      .get(Database)
      .query('SELECT pg_sleep(30)')
      .catch((error: unknown) => error);
    await sleep(200);
    process.kill(
      Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10),
      'SIGKILL',
    );
    expect(await running).toBeInstanceOf(Error);

    const answers = await answersUntilReady(app);
    const away = answers.filter(({ status }) => status === 503);
    expect(away.length).toBeGreaterThan(0);
    expect(away.map(({ down }) => down).flat()).toContain('database');
    expect(answers.at(-1)).toEqual({ status: 200, down: [] });
  });

  it('serves again after all its connections were cut', async () => {
    await app
      .get(Database)
      .query('SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity AS a WHERE a.pid <> pg_backend_pid()')
      .catch(() => []);
    expect((await answersUntilReady(app)).at(-1)).toEqual({ status: 200, down: [] });
  });
});

async function answersUntilReady(app: TestApp): Promise<{ status: number; down: string[] }[]> {
  const answers: { status: number; down: string[] }[] = [];
  for (let attempt = 0; attempt < 200 && answers.at(-1)?.status !== 200; attempt += 1) {
    const answer = await app.fetch('/health/ready');
    const { down } = (await answer.json()) as { down: string[] };
    answers.push({ status: answer.status, down });
    await sleep(100);
  }
  return answers;
}
