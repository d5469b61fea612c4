import { setTimeout as sleep } from 'node:timers/promises';
import { TalliesService } from '../../src/modules/indices/tallies.service.js';
import { Database } from '../../src/platform/database/database.js';
import { freePort } from '../../src/platform/embedded/cluster.js';
import { open, province } from '../factories/rounds.js';
import { submission } from '../factories/submissions.js';
import { startApp, type TestApp } from '../support/app.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { type Program, startProgram } from '../support/program.js';
import { startRedis, type TestRedis } from '../support/redis.js';

const POSTS = 10_000;
const CLIENTS = 32;

interface Acknowledged {
  readonly id: string;
  readonly receipt: string;
}

describe.each(['PostgreSQL', 'Redis'] as const)(
  'kill -9 of server and worker in the middle of 10,000 posts, the queue in %s',
  (backend) => {
    let database: TestDatabase;
    let redis: TestRedis | undefined;
    let env: Record<string, string>;
    let looker: TestApp;
    let server: Program;
    let worker: Program;
    const running: Program[] = [];

    beforeAll(async () => {
      database = await freshDatabase();
      redis = backend === 'Redis' ? await startRedis() : undefined;
      const queue = redis === undefined ? {} : { REDIS_URL: redis.url };
      env = { DATABASE_URL: database.url, SECRET_KEY: 'ab'.repeat(32), LOG_LEVEL: 'info', ...queue };
      looker = await startApp({ env: { ...env, ROLE: 'web', LOG_LEVEL: 'silent' } });
      await province(looker);
      await open(looker);
      const port = String(await freePort());
      env = { ...env, DATA_DIR: looker.dataDir };
      server = await start({ ROLE: 'web', PORT: port });
      worker = await start({ ROLE: 'worker' });
    }, 300_000);
    afterAll(async () => {
      for (const program of running) await program.end('SIGKILL');
      await looker.close();
      await redis?.stop();
      await database.drop();
    });

    const start = async (own: Readonly<Record<string, string>>): Promise<Program> => {
      const program = await startProgram({ ...env, ...own });
      running.push(program);
      return program;
    };

    /** Sends until it is acknowledged, as a kiosk does; gives up only when the server is plainly wrong. */
    const sendUntilAcknowledged = async (): Promise<Acknowledged> => {
      const body = JSON.stringify(submission());
      for (;;) {
        const response = await fetch(`${server.url}/api/v1/responses`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }).catch(() => undefined);
        if (response?.status === 201 || response?.status === 200) {
          const answer: unknown = await response.json().catch(() => undefined);
          if (answer !== undefined) return answer as Acknowledged;
        } else if (response !== undefined && response.status < 500) {
          throw new Error(`Refused with ${response.status}: ${await response.text()}`);
        }
        await sleep(20);
      }
    };

    const restartServer = async (): Promise<void> => {
      const { port } = new URL(server.url);
      await server.end('SIGKILL');
      server = await start({ ROLE: 'web', PORT: port });
    };
    const restartWorker = async (): Promise<void> => {
      await worker.end('SIGKILL');
      worker = await start({ ROLE: 'worker' });
    };

    it('loses nothing, stores and counts nothing twice', async () => {
      const acknowledged: Acknowledged[] = [];
      let left = POSTS;
      const client = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          acknowledged.push(await sendUntilAcknowledged());
        }
      };
      const clients = Promise.all(Array.from({ length: CLIENTS }, client));
      const kills: [number, () => Promise<void>][] = [
        [0.2, restartServer],
        [0.35, restartWorker],
        [0.5, restartServer],
        [0.65, restartWorker],
        [
          0.8,
          async () => {
            await Promise.all([restartServer(), restartWorker()]);
          },
        ],
      ];
      for (const [share, kill] of kills) {
        while (acknowledged.length < share * POSTS) await sleep(5);
        await kill();
      }
      await clients;

      const ids = acknowledged.map(({ id }) => id);
      expect(new Set(ids).size).toBe(POSTS);
      expect(await storedOf(ids)).toEqual({ rows: POSTS, ids: POSTS, acknowledged: POSTS });
      await untilCounted();
      expect(await looker.get(TalliesService).check('BD-2025-Q2')).toEqual({
        equal: true,
        differences: [],
        counted: POSTS,
        pending: 0,
      });
    }, 600_000);

    it('still knows every receipt that it gave before it was killed', async () => {
      const { id, receipt } = await sendUntilAcknowledged();
      await restartServer();
      const response = await fetch(`${server.url}/api/v1/receipts/${receipt}`);
      expect(await response.json()).toMatchObject({ round: 'BD-2025-Q2', status: 'counted' });
      expect(await storedOf([id])).toMatchObject({ acknowledged: 1 });
    }, 60_000);

    const storedOf = async (ids: readonly string[]) =>
      looker.get(Database).one(
        `SELECT count(*)::int AS rows, count(DISTINCT response.id)::int AS ids,
           count(*) FILTER (WHERE response.id = ANY ($1::uuid[]))::int AS acknowledged
         FROM response`,
        [ids],
      );

    /** The worker's own lock on a killed job lasts half a minute at most; the sweep comes sooner. */
    const untilCounted = async (): Promise<void> => {
      for (let attempt = 0; attempt < 1200; attempt += 1) {
        const pending = await looker.get(Database).query('SELECT FROM response_pending LIMIT 1');
        if (pending.length === 0) return;
        await sleep(100);
      }
    };
  },
);
