import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Access } from '../http/access.js';
import { platformErrors } from '../platform.errors.js';
import { declaredJobs } from '../queue/job.js';
import { JobQueue } from '../queue/job-queue.js';
import { Metrics } from './metrics.js';

/** Prometheus text for whoever runs the machine: asked from this machine, or with METRICS_TOKEN. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly jobs: JobQueue,
  ) {}

  // The operator is known here by machine or token; people and keys are no business of this route.
  @Access('public')
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async index(@Req() request: FastifyRequest): Promise<string> {
    if (!this.isOperator(request)) throw platformErrors['access-denied']();
    await this.measureQueues();
    return this.metrics.registry.metrics();
  }

  private isOperator(request: FastifyRequest): boolean {
    const token = this.config.METRICS_TOKEN;
    if (token !== undefined) return isSame(request.headers.authorization ?? '', `Bearer ${token}`);
    return (
      ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
      request.headers['x-forwarded-for'] === undefined
    );
  }

  /** A queue that is away must not hide the other figures. */
  private async measureQueues(): Promise<void> {
    const names = [...new Set(declaredJobs().map(({ queue }) => queue))];
    const stats = await this.jobs.stats(names).catch(() => []);
    for (const { queue, waiting, active, delayed, failed, oldestAge } of stats) {
      Object.entries({ waiting, active, delayed, failed }).forEach(([state, count]) => {
        this.metrics.queueJobs.set({ queue, state }, count);
      });
      this.metrics.queueOldest.set({ queue }, oldestAge);
    }
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
