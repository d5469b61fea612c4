import { createApp } from './app.js';
import { AppError } from './platform/errors/app-error.js';
import { processEnvironment, readConfig } from './platform/config/config.js';

/** Serves until it is told to stop. ROLE decides whether pages, workers or both. */
async function main(): Promise<void> {
  const running = await createApp(readConfig(processEnvironment()));
  const stop = (): void => {
    running.close().then(
      () => {
        process.exit(0);
      },
      (error: unknown) => {
        fail(error);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: unknown): never {
  process.stderr.write(
    `${error instanceof AppError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}

main().catch(fail);
