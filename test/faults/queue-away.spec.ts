import { JobQueue } from '../../src/platform/queue/job-queue.js';
import { defineJob, HandlesJob, type JobHandler } from '../../src/platform/queue/job.js';
import { Injectable, Module } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, type TestApp } from '../support/app.js';
import { startRedis, type TestRedis } from '../support/redis.js';

const wake = defineJob<{ round: string }>({ queue: 'probe', name: 'wake', id: ({ round }) => round });

@HandlesJob(wake)
@Injectable()
class WakeProcessor implements JobHandler<{ round: string }> {
  readonly seen: string[] = [];

  handle({ round }: { round: string }): Promise<void> {
    this.seen.push(round);
    return Promise.resolve();
  }
}

@Module({ providers: [WakeProcessor] })
class WakeModule {}

describe('while Redis is away', () => {
  let redis: TestRedis;
  let app: TestApp;

  beforeAll(async () => {
    redis = await startRedis();
    app = await startApp({ modules: [WakeModule], env: { REDIS_URL: redis.url, LOG_LEVEL: 'silent' } });
  });
  afterAll(async () => {
    await app.close();
    await redis.stop();
  });

  it('a job is refused instead of blocking or failing its caller, and pages are served', async () => {
    expect(await app.get(JobQueue).add(wake, { round: 'R1' })).toBe(true);
    await until(() => app.get(WakeProcessor).seen.length === 1);
    await redis.kill();
    expect(await app.get(JobQueue).add(wake, { round: 'R2' })).toBe(false);
    expect((await app.fetch('/health/live')).status).toBe(200);
    const ready = await app.fetch('/health/ready');
    expect([ready.status, ((await ready.json()) as { down: string[] }).down]).toEqual([503, ['queue']]);
  });

  it('workers wait, and take jobs again once it is back, without a restart', async () => {
    await redis.restart();
    await until(async () => (await app.fetch('/health/ready')).status === 200);
    await until(async () => {
      await app.get(JobQueue).add(wake, { round: 'R3' });
      return app.get(WakeProcessor).seen.includes('R3');
    });
  });
});

async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await happened()); waited += 50) {
    if (waited > 30_000) throw new Error(`Waited in vain for ${happened.toString()}`);
    await sleep(50);
  }
}
