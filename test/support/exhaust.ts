import { setTimeout as sleep } from 'node:timers/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { declaredJobs } from '../../src/platform/queue/job.js';
import { JobQueue } from '../../src/platform/queue/job-queue.js';

/**
 * Waits until no job waits or runs. Jobs that a scheduler keeps for later do not count.
 * @throws Error after `patience` milliseconds, naming what is left, or when a job has failed for good
 */
export async function exhaust(app: INestApplicationContext, patience = 20_000): Promise<void> {
  const queue = app.get(JobQueue, { strict: false });
  const names = [...new Set(declaredJobs().map((job) => job.queue))];
  const deadline = Date.now() + patience;
  for (;;) {
    const stats = await queue.stats(names);
    const failed = stats.filter((one) => one.failed > 0);
    if (failed.length > 0) throw new Error(`Jobs failed: ${JSON.stringify(failed)}`);
    if (stats.every((one) => one.waiting + one.active === 0)) return;
    if (Date.now() > deadline)
      throw new Error(`Jobs are left after ${patience} ms: ${JSON.stringify(stats)}`);
    await sleep(20);
  }
}
