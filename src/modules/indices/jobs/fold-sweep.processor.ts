import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { HandlesJob, type JobHandler } from '../../../platform/queue/job.js';
import { JobQueue } from '../../../platform/queue/job-queue.js';
import { TalliesService } from '../tallies.service.js';
import { foldSweepJob, SWEEP_EVERY } from './fold-sweep.job.js';

/** The queue may be away at start-up, or lose the schedule later: workers state it again and again. */
const RESCHEDULE_EVERY = 5000;

@Injectable()
@HandlesJob(foldSweepJob)
export class FoldSweepProcessor
  implements JobHandler<Readonly<Record<string, never>>>, OnApplicationBootstrap, BeforeApplicationShutdown
{
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly jobs: JobQueue,
    private readonly tallies: TalliesService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ROLE === 'web') return;
    this.timer = setInterval(() => void this.schedule(), RESCHEDULE_EVERY);
    await this.schedule();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async handle(): Promise<void> {
    await this.tallies.sweep();
  }

  private async schedule(): Promise<void> {
    await this.jobs.schedule(foldSweepJob, SWEEP_EVERY, {});
  }
}
