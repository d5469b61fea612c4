import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config/config.js';
import { loggingOptions, type LogTarget } from '../logging/logging.js';
import { defaultBodyLimit } from './body-limit.js';
import { type ProblemFilter } from './problem.filter.js';

/**
 * Fastify under Nest, with one way to answer errors. Nest would wrap what Fastify throws and drop its code, so
 * that a body that is no JSON could not be told from any other bad request.
 */
export class HttpAdapter extends FastifyAdapter {
  private problems: ProblemFilter | undefined;

  constructor(config: Config, logTo?: LogTarget) {
    super({
      ...loggingOptions(config, logTo),
      bodyLimit: defaultBodyLimit,
      trustProxy: false,
      return503OnClosing: false,
      forceCloseConnections: 'idle',
      frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
        void this.answer(error, request, reply);
      },
    });
  }

  /** Who answers errors; known as soon as the modules are. */
  answerProblemsWith(problems: ProblemFilter): void {
    this.problems = problems;
  }

  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return super.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      this.answer(error, request, reply),
    );
  }

  private async answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (this.problems) await this.problems.answer(error, request, reply);
    else await reply.code(500).send();
  }
}
