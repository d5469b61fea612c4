import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, setDefaultBackendFactory, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Workers listen on connections of their own; producers share a few more. An idle one is closed again. */
const mostConnections = 20;

type Work = (name: string, payload: unknown) => Promise<void>;

/** The one switch: jobs live in Redis or Valkey when a URL is given, else in PostgreSQL. */
@Injectable()
export class QueueBackend implements OnApplicationShutdown {
  readonly kind: 'postgres' | 'redis';
  private readonly logger = new Logger('queue');
  private readonly closers: (() => Promise<unknown>)[] = [];
  private pool: pg.Pool | undefined;
  private producer: Redis | undefined;
  private consumer: Redis | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly redisUrl?: string,
  ) {
    this.kind = redisUrl === undefined ? 'postgres' : 'redis';
    setDefaultBackendFactory(redisUrl === undefined ? (createPostgresBackend as never) : undefined);
  }

  /** A queue to add jobs to. Its owner closes it. */
  queue(name: string): Queue {
    const queue = new Queue(name, { connection: this.connectionOfProducers(), skipWaitingForReady: true });
    queue.on('error', (error) => {
      this.logger.warn(`${name}: ${error.message}`);
    });
    return queue;
  }

  /** A worker on a queue; it runs at once. Its owner closes it. */
  worker(name: string, work: Work, options: Partial<WorkerOptions>): Worker {
    const connection = this.connectionOfWorkers();
    const worker = new Worker(
      name,
      async (job) => {
        await work(job.name, job.data);
      },
      { ...options, connection },
    );
    worker.on('error', (error) => {
      this.logger.warn(`${name}: ${error.message}`);
    });
    return worker;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.closers.map((close) => close()));
  }

  /** Producers give up after one try while Redis is away, so that no request waits for it. */
  private connectionOfProducers(): object {
    if (this.redisUrl === undefined) return this.connectPostgres();
    return (this.producer ??= this.connectRedis(this.redisUrl, 1));
  }

  /** Workers wait for Redis as long as it takes, as BullMQ demands. */
  private connectionOfWorkers(): object {
    if (this.redisUrl === undefined) return this.connectPostgres();
    return (this.consumer ??= this.connectRedis(this.redisUrl, null));
  }

  private connectPostgres(): pg.Pool {
    if (this.pool) return this.pool;
    const pool = new pg.Pool({
      connectionString: this.databaseUrl,
      max: mostConnections,
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
    return (this.pool = pool);
  }

  private connectRedis(url: string, maxRetriesPerRequest: number | null): Redis {
    const redis = new Redis(url, {
      maxRetriesPerRequest,
      retryStrategy: (attempt) => Math.min(attempt * 100, 1000),
    });
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
