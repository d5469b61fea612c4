import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { Clock } from './platform/clock/clock.js';
import { type Config } from './platform/config/config.js';
import { packageVersion } from './platform/config/package-root.js';
import { migrate } from './platform/database/migrate.js';
import { startOrJoinPostgres } from './platform/embedded/embedded-postgres.js';
import { describeApi } from './platform/http/api-description.js';
import { defaultBodyLimit } from './platform/http/body-limit.js';
import { prepareHttp } from './platform/http/http-server.js';
import { loggingOptions, NestLogger } from './platform/logging/logging.js';
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
}

/** Starts everything that the configuration asks for: database, schema, modules, workers, and at last the door. */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<RunningApp> {
  const adapter = new FastifyAdapter({
    ...loggingOptions(config),
    bodyLimit: defaultBodyLimit,
    trustProxy: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
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
    await app?.close();
    await embedded?.stop();
  };
  try {
    const migrated = await migrate(databaseUrl);
    if (migrated.length > 0) log.info(`Migrations that ran: ${migrated.join(', ')}`);
    app = await NestFactory.create<NestFastifyApplication>(
      AppModule.register({ config, databaseUrl, clock: overrides.clock ?? new Clock() }),
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
    await close();
    throw error;
  }
}
