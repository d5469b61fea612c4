import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { UnrecoverableError, type Worker } from 'bullmq';
import { Config } from '../config/config.js';
import { declaredJobs, HANDLES_JOB, type Job, type JobHandler, jobKey, type JobPayload } from './job.js';
import { QueueBackend } from './queue-backend.js';

interface Processor {
  readonly job: Job<JobPayload>;
  readonly handler: JobHandler<JobPayload>;
}

/** Connects every declared job to its processor, and works in processes whose ROLE says so. */
@Injectable()
export class JobWorkers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('worker');
  private workers: readonly Worker[] = [];

  constructor(
    private readonly config: Config,
    private readonly backend: QueueBackend,
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const processors = this.findProcessors();
    if (this.config.ROLE === 'web') return;
    const queues = new Set([...processors.values()].map(({ job }) => job.queue));
    this.workers = [...queues].map((queue) =>
      this.backend.worker(
        queue,
        (name, payload) => this.run(processors.get(jobKey({ queue, name })), payload),
        workerOptions,
      ),
    );
  }

  /** Running jobs finish; after `patience` milliseconds they are left to whoever takes them over. */
  async stop(patience: number): Promise<void> {
    const finished = Promise.allSettled(this.workers.map((worker) => worker.close()));
    const abort = new AbortController();
    await Promise.race([
      finished,
      sleep(patience, undefined, { signal: abort.signal }).catch(() => undefined),
    ]);
    abort.abort();
  }

  /** For applications that are closed without having been drained. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.stop(2000);
  }

  private async run(processor: Processor | undefined, payload: unknown): Promise<void> {
    if (!processor) throw new UnrecoverableError('No processor for this job');
    const { job, handler } = processor;
    if (!isPlainObject(payload) || (job.isPayload && !job.isPayload(payload))) {
      throw new UnrecoverableError(`${jobKey(job)} was given a payload of another shape`);
    }
    try {
      await handler.handle(payload as JobPayload);
    } catch (error) {
      this.logger.error(error, undefined, jobKey(job));
      throw error;
    }
  }

  /** @throws Error when a declared job has no processor, or two */
  private findProcessors(): ReadonlyMap<string, Processor> {
    const processors = new Map<string, Processor>();
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function') continue;
      const job = this.reflector.get<Job<JobPayload> | undefined>(HANDLES_JOB, metatype);
      if (job === undefined) continue;
      const key = jobKey(job);
      if (processors.has(key)) throw new Error(`The job ${key} has two processors`);
      processors.set(key, { job, handler: instance as JobHandler<JobPayload> });
    }
    const orphans = declaredJobs()
      .map(jobKey)
      .filter((key) => !processors.has(key));
    if (orphans.length > 0) throw new Error(`Jobs without a processor: ${orphans.join(', ')}`);
    return processors;
  }
}

/** A killed worker's job is taken over after at most half a minute. */
const workerOptions = {
  concurrency: 2,
  lockDuration: 30_000,
  stalledInterval: 15_000,
  maxStalledCount: 5,
} as const;

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
