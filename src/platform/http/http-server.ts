import formbody from '@fastify/formbody';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { type Config } from '../config/config.js';
import { observeRequests } from '../logging/logging.js';
import { Metrics } from '../metrics/metrics.js';
import { platformErrors } from '../platform.errors.js';
import { tidyApiPage } from './api-description.js';
import { applyBodyLimits } from './body-limit.js';
import { sayFarewell } from './drain.js';
import { HttpAdapter } from './http-adapter.js';
import { ProblemFilter } from './problem.filter.js';

/** Largest form of a page, in bytes: a questionnaire with its comments is far below. */
const formLimit = 256 * 1024;

/** What stands between the socket and the routes. Call once, before any route is registered. */
export async function prepareHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  const instance = app.getHttpAdapter().getInstance();
  const problems = app.get(ProblemFilter);
  const adapter = app.getHttpAdapter();
  if (adapter instanceof HttpAdapter) adapter.answerProblemsWith(problems);
  sayFarewell(instance);
  tidyApiPage(instance);
  applyBodyLimits(instance);
  observeRequests(instance, app.get(Metrics));
  if (config.ROLE === 'worker') keepDoorClosed(instance, problems);
  await app.register(formbody, { bodyLimit: formLimit });
}

/** A worker answers only to whoever watches it. */
function keepDoorClosed(instance: FastifyInstance, problems: ProblemFilter): void {
  instance.addHook('onRequest', async (request, reply) => {
    if (/^\/(health|metrics)\b/.test(request.url)) return;
    await problems.answer(platformErrors['not-found'](), request, reply);
  });
}
