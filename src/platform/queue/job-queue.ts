import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type JobsOptions, type Queue } from 'bullmq';
import { type Job, type JobOptions, type JobPayload, jobKey } from './job.js';
import { QueueBackend } from './queue-backend.js';

export interface QueueStats {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  /** Seconds since the oldest waiting job was added; 0 when none waits. */
  readonly oldestAge: number;
}

/** Longer than any healthy answer, shorter than a person's patience. */
const addTimeout = 2000;

/** Where jobs are handed in. The queue is derived from PostgreSQL: what it loses, a sweep hands in again. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly logger = new Logger('queue');
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly backend: QueueBackend) {}

  /**
   * Hands in a job. Never throws and never waits longer than two seconds: a request must not fail because the
   * queue is away.
   * @returns whether the queue took the job; when not, the reason is in the log and a sweep picks the work up
   */
  async add<Payload extends JobPayload>(job: Job<Payload>, payload: Payload): Promise<boolean> {
    try {
      await withTimeout(
        this.queue(job.queue).add(job.name, payload, toBullOptions(job.options, job.id?.(payload))),
      );
      return true;
    } catch (error) {
      this.logger.warn(
        `Could not add ${jobKey(job)}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return false;
    }
  }

  /**
   * Runs a job at an interval, once among all processes. Calling it again changes the interval.
   * @param every milliseconds between two runs
   */
  async schedule<Payload extends JobPayload>(
    job: Job<Payload>,
    every: number,
    payload: Payload,
  ): Promise<boolean> {
    try {
      const template = { name: job.name, data: payload, opts: toBullOptions({ ...job.options, delay: 0 }) };
      await withTimeout(
        this.queue(job.queue).upsertJobScheduler(jobKey(job).replace('/', '-'), { every }, template),
      );
      return true;
    } catch (error) {
      this.logger.warn(
        `Could not schedule ${jobKey(job)}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return false;
    }
  }

  /** Depth and age per queue. Throws when the queue does not answer in two seconds. */
  async stats(names: readonly string[]): Promise<readonly QueueStats[]> {
    return Promise.all(names.map((name) => withTimeout(this.statsOf(name))));
  }

  /** The BullMQ queue of a name, made on first use. */
  queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = this.backend.queue(name);
    this.queues.set(name, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
  }

  private async statsOf(name: string): Promise<QueueStats> {
    const queue = this.queue(name);
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
    const [oldest] = await queue.getJobs(['waiting', 'prioritized'], 0, 0, true);
    return {
      queue: name,
      waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
      active: counts['active'] ?? 0,
      delayed: counts['delayed'] ?? 0,
      failed: counts['failed'] ?? 0,
      oldestAge: oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest.timestamp) / 1000),
    };
  }
}

/** Finished jobs leave at once; failed ones stay for a person to look at, up to a thousand for a week. */
function toBullOptions(options: JobOptions, id?: string): JobsOptions {
  return {
    attempts: options.attempts,
    backoff: { type: 'exponential', delay: options.backoff, jitter: 0.2 },
    delay: options.delay,
    removeOnComplete: true,
    removeOnFail: { age: 7 * 24 * 3600, count: 1000 },
    // A job that is already running may have read before this news: keep one more behind it.
    ...(id === undefined ? {} : { deduplication: { id, keepLastIfActive: true } }),
  };
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${addTimeout} ms`));
    }, addTimeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
