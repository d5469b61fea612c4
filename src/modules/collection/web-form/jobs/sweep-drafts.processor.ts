import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../../platform/config/config.js';
import { HandlesJob, type JobHandler } from '../../../../platform/queue/job.js';
import { JobQueue } from '../../../../platform/queue/job-queue.js';
import { DraftsQueries } from '../drafts.queries.js';
import { sweepDraftsJob } from './sweep-drafts.job.js';

const quarterOfAnHour = 15 * 60_000;

@Injectable()
@HandlesJob(sweepDraftsJob)
export class SweepDraftsProcessor
  implements JobHandler<Record<string, never>>, OnApplicationBootstrap, BeforeApplicationShutdown
{
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly drafts: DraftsQueries,
    private readonly queue: JobQueue,
  ) {}

  /** The queue may be away at the start, or lose the schedule later: workers state it again and again. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ROLE === 'web') return;
    this.timer = setInterval(() => void this.schedule(), quarterOfAnHour);
    await this.schedule();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  handle(): Promise<void> {
    return this.drafts.sweep();
  }

  private async schedule(): Promise<void> {
    await this.queue.schedule(sweepDraftsJob, quarterOfAnHour, {});
  }
}
