import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { Clock } from '../platform/clock/clock.js';
import { type Config } from '../platform/config/config.js';
import { migrate } from '../platform/database/migrate.js';
import { startOrJoinPostgres } from '../platform/embedded/embedded-postgres.js';

/** Gives a command the application's services, without a door or workers, on the same database as the server. */
export async function withServices<Result>(
  config: Config,
  use: (services: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  const embedded =
    config.DATABASE_URL === undefined
      ? await startOrJoinPostgres(config.DATA_DIR, () => undefined)
      : undefined;
  try {
    const databaseUrl = config.DATABASE_URL ?? embedded?.url ?? '';
    await migrate(databaseUrl);
    const settings = {
      config: Object.assign(config, { ROLE: 'web' as const }),
      databaseUrl,
      clock: new Clock(),
    };
    const services = await NestFactory.createApplicationContext(AppModule.register(settings), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      return await use(services);
    } finally {
      await services.close();
    }
  } finally {
    await embedded?.stop();
  }
}
