import 'reflect-metadata';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Clock } from './platform/clock/clock.js';
import { type Config } from './platform/config/config.js';
import { packageVersion } from './platform/config/package-root.js';
import { migrate } from './platform/database/migrate.js';
import { startOrJoinPostgres } from './platform/embedded/embedded-postgres.js';
import { describeApi } from './platform/http/api-description.js';
import { drain } from './platform/http/drain.js';
import { HttpAdapter } from './platform/http/http-adapter.js';
import { prepareHttp } from './platform/http/http-server.js';
import { type LogTarget, NestLogger } from './platform/logging/logging.js';
import { JobWorkers } from './platform/queue/job-workers.js';
import { registerViews } from './web/view.js';

export interface RunningApp {
  readonly app: NestFastifyApplication;
  /** Where this process listens, such as http://127.0.0.1:3000. */
  readonly url: string;
  readonly databaseUrl: string;
  /** Stops accepting, lets requests and jobs finish (at most 10 s), closes everything. Safe to call twice. */
  close(): Promise<void>;
}

/** What tests replace. */
export interface AppOverrides {
  readonly clock?: Clock;
  /** More modules, for routes and jobs that exist only in a test. */
  readonly modules?: readonly Type[];
  readonly logTo?: LogTarget;
}

/** How long requests and jobs may take to finish when the process is told to stop, in milliseconds. */
const patience = 10_000;

/** Starts everything that the configuration asks for: database, schema, modules, workers, and at last the door. */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<RunningApp> {
  const adapter = new HttpAdapter(config, overrides.logTo);
  const log = adapter.getInstance().log;
  const embedded =
    config.DATABASE_URL === undefined
      ? await startOrJoinPostgres(config.DATA_DIR, (message) => {
          log.info(message);
        })
      : undefined;
  const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? '';
  let app: NestFastifyApplication | undefined;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    try {
      await Promise.all([drain(adapter.getInstance(), patience), app?.get(JobWorkers).stop(patience)]);
      await app?.close();
    } finally {
      await embedded?.stop();
    }
  };
  try {
    const migrated = await migrate(databaseUrl);
    if (migrated.length > 0) log.info(`Migrations that ran: ${migrated.join(', ')}`);
    app = await NestFactory.create<NestFastifyApplication>(
      AppModule.register({ config, databaseUrl, clock: overrides.clock ?? new Clock() }, overrides.modules),
      adapter,
      { logger: new NestLogger(log), bodyParser: false, abortOnError: false, forceCloseConnections: false },
    );
    await prepareHttp(app, config);
    await registerViews(app);
    describeApi(app, packageVersion());
    await app.listen(config.PORT, config.HOST);
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    log.info(`Ready as ${config.ROLE} on ${url}`);
    return { app, url, databaseUrl, close: () => (closing ??= close()) };
  } catch (error) {
    await close().catch((second: unknown) => {
      log.error(second);
    });
    throw error;
  }
}
