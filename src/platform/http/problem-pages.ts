import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AppError } from '../errors/app-error.js';
import { type Problem } from './problem.js';

/** Returns a whole HTML page for a problem. */
export type ProblemPageRenderer = (
  problem: Problem,
  error: AppError,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<string> | string;

/** How an error looks in a browser. The layout belongs to the pages, which register it with `use`. */
@Injectable()
export class ProblemPages {
  private renderer: ProblemPageRenderer = plainPage;

  use(renderer: ProblemPageRenderer): void {
    this.renderer = renderer;
  }

  /** Falls back to a plain page when the layout itself fails. */
  async render(
    problem: Problem,
    error: AppError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    try {
      return await this.renderer(problem, error, request, reply);
    } catch {
      return plainPage(problem);
    }
  }
}

function plainPage(problem: Problem): string {
  const title = problem.title.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main><h1>${title}</h1><p>${String(problem.status)} · ${problem.code}</p></main></html>\n`;
}
