import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { JobQueue } from '../../../platform/queue/job-queue.js';
import { responsesAcceptedJob } from '../jobs/responses-accepted.job.js';

/** At most one job per round in this time, in milliseconds: the dashboard may lag two seconds in all. */
const INTERVAL = 250;

/** Tells the workers that a round has new responses: after the first batch at once, then at intervals. */
@Injectable()
export class AcceptedNews implements OnModuleDestroy {
  private readonly quiet = new Map<number, { readonly timer: NodeJS.Timeout; hasMore: boolean }>();

  constructor(private readonly queue: JobQueue) {}

  /** Call after the commit. Never throws and keeps nobody waiting. */
  announce(roundIds: Iterable<number>): void {
    for (const roundId of roundIds) {
      const running = this.quiet.get(roundId);
      if (running === undefined) this.send(roundId);
      else running.hasMore = true;
    }
  }

  onModuleDestroy(): void {
    for (const { timer } of this.quiet.values()) clearTimeout(timer);
  }

  private send(roundId: number): void {
    // Resolves to false when the queue is away, which it has logged: the sweep finds the batch.
    void this.queue.add(responsesAcceptedJob, { roundId });
    const timer = setTimeout(() => {
      const hasMore = this.quiet.get(roundId)?.hasMore ?? false;
      this.quiet.delete(roundId);
      if (hasMore) this.send(roundId);
    }, INTERVAL);
    timer.unref();
    this.quiet.set(roundId, { timer, hasMore: false });
  }
}
