import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { ProblemPages } from './problem-pages.js';
import { preferredLanguage, retryAfter, toAppError, toProblem } from './problem.js';

/** Answers every error: as problem+json, or as a readable page where a person is looking. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly pages: ProblemPages) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    await this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also the error handler of routes that are registered with Fastify directly. */
  async answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const error = toAppError(thrown);
    if (error.status >= 500)
      this.logger.error(
        error.cause ?? error,
        undefined,
        `${error.code} ${request.method} ${request.routeOptions.url ?? ''}`,
      );
    if (reply.sent) return;
    const problem = toProblem(error, preferredLanguage(request.headers['accept-language']));
    const seconds = retryAfter(error);
    if (seconds !== undefined) reply.header('retry-after', String(seconds));
    reply.code(error.status).header('vary', 'Accept, Accept-Language');
    if (wantsPage(request)) {
      await reply
        .type('text/html; charset=utf-8')
        .send(await this.pages.render(problem, error, request, reply));
      return;
    }
    await reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
}

function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
}
