import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads. Each application has its own registry, so that several may live in one test process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Seconds per answered request, by route pattern: never by the path, which may hold a ticket. */
  readonly httpDuration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by method, route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  readonly responses = new Counter({
    name: 'responses_total',
    help: 'Responses handed in, by outcome',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  readonly queueJobs = new Gauge({
    name: 'queue_jobs',
    help: 'Jobs in a queue, by state',
    labelNames: ['queue', 'state'] as const,
    registers: [this.registry],
  });

  readonly queueOldest = new Gauge({
    name: 'queue_oldest_seconds',
    help: 'Age of the oldest waiting job',
    labelNames: ['queue'] as const,
    registers: [this.registry],
  });

  readonly tallyLag = new Gauge({
    name: 'tally_lag_seconds',
    help: 'Age of the oldest accepted response that is not counted yet',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts responses by outcome: accepted, duplicate, held, conflict, invalid. */
  countResponses(outcome: string, count = 1): void {
    this.responses.inc({ outcome }, count);
  }
}
