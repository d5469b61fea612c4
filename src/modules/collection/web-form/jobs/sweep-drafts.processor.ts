import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../../platform/queue/job.js';
import { JobQueue } from '../../../../platform/queue/job-queue.js';
import { DraftsQueries } from '../drafts.queries.js';
import { sweepDraftsJob } from './sweep-drafts.job.js';

const quarterOfAnHour = 15 * 60_000;

@Injectable()
@HandlesJob(sweepDraftsJob)
export class SweepDraftsProcessor implements JobHandler<Record<string, never>>, OnApplicationBootstrap {
  constructor(
    private readonly drafts: DraftsQueries,
    private readonly queue: JobQueue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.schedule(sweepDraftsJob, quarterOfAnHour, {});
  }

  handle(): Promise<void> {
    return this.drafts.sweep();
  }
}
