import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock/clock.js';
import { Config } from './config/config.js';
import { Database } from './database/database.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { AccessGuard } from './http/access.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ProblemPages } from './http/problem-pages.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { JobQueue } from './queue/job-queue.js';
import { JobWorkers } from './queue/job-workers.js';
import { QueueBackend } from './queue/queue-backend.js';
import { readSecret, Secrets } from './secrets/secrets.js';

/** What the platform is given by `createApp`. */
export interface PlatformSettings {
  readonly config: Config;
  /** The configured database or the embedded one. */
  readonly databaseUrl: string;
  readonly clock: Clock;
}

/** What every module may inject without importing anything. */
@Global()
@Module({})
export class PlatformModule {
  static register({ config, databaseUrl, clock }: PlatformSettings): DynamicModule {
    const shared = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Secrets, useFactory: () => new Secrets(readSecret(config.SECRET_KEY, config.DATA_DIR)) },
      { provide: Database, useFactory: () => new Database(databaseUrl) },
      { provide: QueueBackend, useFactory: () => new QueueBackend(databaseUrl, config.REDIS_URL) },
      Metrics,
      JobQueue,
      ProblemPages,
    ];
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: databaseUrl,
          autoLoadEntities: true,
          synchronize: false,
          // The migrations have just run on it: a failing connection is a fault to report, not to wait out.
          retryAttempts: 1,
          extra: { max: 4, connectionTimeoutMillis: 3000, application_name: 'sipas-entities' },
        }),
      ],
      controllers: [HealthController, MetricsController],
      providers: [
        ...shared,
        Readiness,
        JobWorkers,
        { provide: APP_GUARD, useClass: AccessGuard },
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
      ],
      exports: shared.map((provider) => ('provide' in provider ? provider.provide : provider)),
    };
  }
}
