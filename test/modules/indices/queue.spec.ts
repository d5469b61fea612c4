import { setTimeout as sleep } from 'node:timers/promises';
import { CollectionModule } from '../../../src/modules/collection/collection.module.js';
import { IndicesModule } from '../../../src/modules/indices/indices.module.js';
import { TalliesService } from '../../../src/modules/indices/tallies.service.js';
import { evenSubmission, send, store } from '../../factories/responses.js';
import { open, province } from '../../factories/rounds.js';
import { startApp, type TestApp } from '../../support/app.js';
import { startRedis, type TestRedis } from '../../support/redis.js';

const PATIENCE = 60_000;

/** The road of an answer from the door to the tallies, with the real queue in between. */
describe.each(['postgres', 'redis'] as const)('a round counted over the queue on %s', (backend) => {
  let redis: TestRedis | undefined;
  let app: TestApp;

  beforeAll(async () => {
    if (backend === 'redis') redis = await startRedis();
    app = await startApp({
      modules: [CollectionModule, IndicesModule],
      env: redis === undefined ? {} : { REDIS_URL: redis.url },
    });
    await province(app);
  }, PATIENCE);
  afterAll(async () => {
    await app.close();
    await redis?.stop();
  }, PATIENCE);

  const counted = async (round: string): Promise<number> => {
    const check = await app.get(TalliesService).check(round);
    expect(check.differences).toEqual([]);
    return check.counted;
  };
  const untilCounted = async (round: string, responses: number): Promise<void> => {
    const deadline = Date.now() + PATIENCE / 2;
    while ((await counted(round)) < responses && Date.now() < deadline) await sleep(100);
    expect(await counted(round)).toBe(responses);
  };

  it(
    'holds every accepted response once',
    async () => {
      await open(app, { code: 'LIVE' });
      const agencies = ['BD-SNV', 'BD-TDM', 'BD-DA'];
      const submissions = Array.from({ length: 150 }, (_, index) =>
        evenSubmission((index % 5) + 1, { round: 'LIVE', agency: agencies[index % 3] ?? '' }),
      );
      await Promise.all(submissions.map((submission) => send(app, submission)));
      await untilCounted('LIVE', 150);
    },
    PATIENCE,
  );

  it(
    'counts in the sweep what the queue never heard of',
    async () => {
      await open(app, { code: 'LOST' });
      await store(app, 'LOST', [[{ agency: 'BD-SNV', levels: 4 }], [{ agency: 'BD-TDM', levels: 2 }]]);
      await untilCounted('LOST', 2);
    },
    PATIENCE,
  );

  it(
    'goes on sweeping although it is scheduled again and again',
    async () => {
      await open(app, { code: 'LATER' });
      await sleep(6000);
      await store(app, 'LATER', [[{ agency: 'BD-SNV', levels: 4 }]]);
      await untilCounted('LATER', 1);
    },
    PATIENCE,
  );

  it(
    'recovers when the queue has lost everything, its schedule too',
    async () => {
      await open(app, { code: 'AFTER' });
      await redis?.kill();
      await store(app, 'AFTER', [[{ agency: 'BD-SNV', levels: 4 }]]);
      await redis?.restart();
      await untilCounted('AFTER', 1);
    },
    PATIENCE,
  );
});
