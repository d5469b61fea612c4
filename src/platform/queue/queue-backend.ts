import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, setDefaultBackendFactory, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Workers listen on a connection of their own; producers share a few more. */
const connectionsForQueries = 4;
const connectionsForListening = 16;

/** The one switch: jobs live in Redis or Valkey when a URL is given, else in PostgreSQL. */
@Injectable()
export class QueueBackend implements OnApplicationShutdown {
  readonly kind: 'postgres' | 'redis';
  private readonly logger = new Logger('queue');
  private readonly connection: () => object;
  private readonly closers: (() => Promise<unknown>)[] = [];

  constructor(databaseUrl: string, redisUrl?: string) {
    this.kind = redisUrl === undefined ? 'postgres' : 'redis';
    setDefaultBackendFactory(redisUrl === undefined ? (createPostgresBackend as never) : undefined);
    this.connection = redisUrl === undefined ? this.postgres(databaseUrl) : this.redis(redisUrl);
  }

  /** A queue to add jobs to. */
  queue(name: string): Queue {
    const queue = new Queue(name, { connection: this.connection(), skipWaitingForReady: true });
    queue.on('error', (error) => {
      this.logger.warn(`${name}: ${error.message}`);
    });
    return queue;
  }

  /** A worker on a queue; it runs at once. */
  worker(
    name: string,
    work: (name: string, payload: unknown) => Promise<void>,
    options: Partial<WorkerOptions>,
  ): Worker {
    const worker = new Worker(
      name,
      async (job) => {
        await work(job.name, job.data);
      },
      {
        ...options,
        connection: this.kind === 'redis' ? this.patientRedis() : this.connection(),
      },
    );
    worker.on('error', (error) => {
      this.logger.warn(`${name}: ${error.message}`);
    });
    return worker;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.closers.map((close) => close()));
  }

  private postgres(url: string): () => object {
    const pool = new pg.Pool({
      connectionString: url,
      max: connectionsForQueries + connectionsForListening,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 10_000,
      keepAlive: true,
      options: '-c search_path=bullmq',
      application_name: 'sipas-queue',
    });
    pool.on('error', (error) => {
      this.logger.warn(`Lost a connection: ${error.message}`);
    });
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.closers.push(() => pool.end());
    return () => pool;
  }

  /** Producers fail at once while Redis is away, so that no request waits for it. */
  private redis(url: string): () => object {
    this.redisUrl = url;
    const connection = this.connect(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
    return () => connection;
  }

  private redisUrl = '';
  private workerConnection: Redis | undefined;

  /** Workers wait for Redis as long as it takes (BullMQ demands `maxRetriesPerRequest: null`). */
  private patientRedis(): Redis {
    return (this.workerConnection ??= this.connect(this.redisUrl, { maxRetriesPerRequest: null }));
  }

  private connect(
    url: string,
    options: { maxRetriesPerRequest: number | null; enableOfflineQueue?: boolean },
  ): Redis {
    const redis = new Redis(url, { ...options, retryStrategy: (attempt) => Math.min(attempt * 100, 1000) });
    redis.on('error', (error: Error) => {
      this.logger.warn(`Redis: ${error.message}`);
    });
    this.closers.push(() => {
      redis.disconnect();
      return Promise.resolve();
    });
    return redis;
  }
}
