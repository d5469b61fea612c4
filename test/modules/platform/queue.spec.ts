import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { type INestApplicationContext } from '@nestjs/common';
import { Config, readConfig } from '../../../src/platform/config/config.js';
import { defineJob, HandlesJob, type JobHandler } from '../../../src/platform/queue/job.js';
import { JobQueue } from '../../../src/platform/queue/job-queue.js';
import { JobWorkers } from '../../../src/platform/queue/job-workers.js';
import { QueueBackend } from '../../../src/platform/queue/queue-backend.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { exhaust } from '../../support/exhaust.js';
import { startRedis, type TestRedis } from '../../support/redis.js';

type RoundPayload = { readonly round: string };

const isRound = (value: unknown): value is RoundPayload =>
  typeof (value as RoundPayload | null)?.round === 'string';

const countRound = defineJob<RoundPayload>({
  queue: 'tally',
  name: 'count-round',
  id: ({ round }) => round,
  isPayload: isRound,
  options: { attempts: 3, backoff: 20 },
});
const sweep = defineJob<RoundPayload>({ queue: 'tally', name: 'sweep' });
const print = defineJob<RoundPayload>({
  queue: 'reports',
  name: 'print',
  options: { attempts: 3, backoff: 20 },
});

@HandlesJob(countRound)
@Injectable()
class CountRoundProcessor implements JobHandler<RoundPayload> {
  readonly seen: string[] = [];
  running = 0;
  mostAtOnce = 0;
  gate: Promise<void> = Promise.resolve();

  async handle({ round }: RoundPayload): Promise<void> {
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    await this.gate;
    this.seen.push(round);
    this.running -= 1;
  }
}

@HandlesJob(sweep)
@Injectable()
class SweepProcessor implements JobHandler<RoundPayload> {
  runs = 0;

  handle(): Promise<void> {
    this.runs += 1;
    return Promise.resolve();
  }
}

@HandlesJob(print)
@Injectable()
class PrintProcessor implements JobHandler<RoundPayload> {
  failuresLeft = 0;
  printed = 0;

  handle(): Promise<void> {
    if (this.failuresLeft > 0) {
      this.failuresLeft -= 1;
      return Promise.reject(new Error('The printer is out of paper'));
    }
    this.printed += 1;
    return Promise.resolve();
  }
}

const handlers = [CountRoundProcessor, SweepProcessor, PrintProcessor];

async function startQueue(
  databaseUrl: string,
  redisUrl: string | undefined,
  role: string,
  providers: object[] = handlers,
): Promise<INestApplicationContext> {
  const config = readConfig({ ROLE: role });
  @Module({
    imports: [DiscoveryModule],
    providers: [
      { provide: Config, useValue: config },
      { provide: QueueBackend, useFactory: () => new QueueBackend(databaseUrl, redisUrl) },
      JobQueue,
      JobWorkers,
      ...(providers as (typeof handlers)[number][]),
    ],
  })
  class QueueOnlyModule {}
  return NestFactory.createApplicationContext(QueueOnlyModule, { logger: false, abortOnError: false });
}

describe.each(['postgres', 'redis'] as const)('the queue on %s', (kind) => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let app: INestApplicationContext;
  let queue: JobQueue;

  beforeAll(async () => {
    database = await freshDatabase();
    redis = kind === 'redis' ? await startRedis() : undefined;
    app = await startQueue(database.url, redis?.url, 'all');
    queue = app.get(JobQueue);
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await redis?.stop();
    await database.drop();
  });

  it('uses the backend that the configuration asks for', () => {
    expect(app.get(QueueBackend).kind).toBe(kind);
  });

  it('hands a job to its processor', async () => {
    expect(await queue.add(countRound, { round: 'R1' })).toBe(true);
    await exhaust(app);
    expect(app.get(CountRoundProcessor).seen).toEqual(['R1']);
  });

  it('thins a burst, but never swallows what came while the job was running', async () => {
    const processor = app.get(CountRoundProcessor);
    processor.seen.length = 0;
    let open = (): void => undefined;
    processor.gate = new Promise((resolve) => (open = resolve));
    await queue.add(countRound, { round: 'R2' });
    await until(() => processor.running === 1);
    await Promise.all(Array.from({ length: 20 }, () => queue.add(countRound, { round: 'R2' })));
    open();
    await until(() => processor.seen.length === 2);
    await exhaust(app);
    expect(processor.seen).toEqual(['R2', 'R2']);
    expect(processor.mostAtOnce).toBe(1);
  });

  it('tries a failing job again with back-off', async () => {
    const processor = app.get(PrintProcessor);
    processor.failuresLeft = 2;
    await queue.add(print, { round: 'R1' });
    await until(() => processor.printed > 0);
    expect(processor.printed).toBe(1);
    expect(processor.failuresLeft).toBe(0);
  });

  it('keeps a job that failed for good where a person finds it', async () => {
    const processor = app.get(PrintProcessor);
    processor.failuresLeft = 3;
    await queue.add(print, { round: 'R1' });
    await until(async () => (await failed('reports')) > 0);
    expect(await failed('reports')).toBe(1);
    expect(processor.failuresLeft).toBe(0);
  });

  it('refuses a payload of another shape without trying again', async () => {
    const processor = app.get(CountRoundProcessor);
    processor.seen.length = 0;
    await queue.add(countRound, { round: 5 } as unknown as RoundPayload);
    await until(async () => (await failed('tally')) > 0);
    expect(await failed('tally')).toBe(1);
    expect(processor.seen).toEqual([]);
  });

  it('runs a scheduled job at its interval', async () => {
    const processor = app.get(SweepProcessor);
    expect(await queue.schedule(sweep, 200, { round: 'all' })).toBe(true);
    await queue.schedule(sweep, 200, { round: 'all' });
    await until(() => processor.runs >= 3);
    expect(processor.runs).toBeGreaterThanOrEqual(3);
    await queue.queue('tally').removeJobScheduler('tally-sweep');
  });

  it('does not work in a process that only serves pages', async () => {
    await app.close();
    const web = await startQueue(database.url, redis?.url, 'web');
    await web.get(JobQueue).add(countRound, { round: 'R9' });
    await sleep(300);
    const [stats] = await web.get(JobQueue).stats(['tally']);
    expect(stats).toMatchObject({ waiting: 1, active: 0 });
    expect(stats?.oldestAge).toBeGreaterThan(0);
    await web.close();
    app = await startQueue(database.url, redis?.url, 'worker');
    queue = app.get(JobQueue);
    const processor = app.get(CountRoundProcessor);
    await until(() => processor.seen.length > 0);
    expect(processor.seen).toEqual(['R9']);
  });

  it('does not start when a declared job has no processor, or two', async () => {
    await expect(startQueue(database.url, redis?.url, 'web', handlers.slice(1))).rejects.toThrow(
      'Jobs without a processor: tally/count-round',
    );
    @HandlesJob(sweep)
    @Injectable()
    class SecondSweepProcessor extends SweepProcessor {}
    await expect(
      startQueue(database.url, redis?.url, 'web', [...handlers, SecondSweepProcessor]),
    ).rejects.toThrow('The job tally/sweep has two processors');
  });

  async function failed(name: string): Promise<number> {
    const [stats] = await queue.stats([name]);
    return stats?.failed ?? 0;
  }
});

async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await happened()); waited += 20) {
    if (waited > 10_000) throw new Error(`Waited in vain for ${happened.toString()}`);
    await sleep(20);
  }
}
