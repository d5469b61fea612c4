import { Body, Controller, Get, Logger, Module, Param, Post } from '@nestjs/common';
import { Access } from '../../../src/platform/http/access.js';
import { Metrics } from '../../../src/platform/metrics/metrics.js';
import { startApp, type TestApp } from '../../support/app.js';

@Access('public')
@Controller('probe')
class ProbeController {
  @Get('t/:ticket')
  show(@Param('ticket') ticket: string): string {
    return ticket;
  }

  @Post('answer')
  answer(@Body() body: { answers: Record<string, unknown> }): never {
    new Logger('probe').warn({ ticket: 'T-SECRET', answers: body.answers });
    throw Object.assign(new Error('a mistake of ours'), {
      parameters: ['PARAMETER-SECRET'],
      detail: 'DETAIL-SECRET',
    });
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('what is observed of a request', () => {
  let app: TestApp;
  let written: string;

  beforeAll(async () => {
    written = '';
    app = await startApp({
      modules: [ProbeModule],
      env: { LOG_LEVEL: 'trace' },
      logTo: { write: (line: string) => (written += line) },
    });
  });
  afterAll(async () => {
    await app.close();
  });

  it('is logged by its route and kept apart from ticket, query, answers, address and agent', async () => {
    await app.fetch('/probe/t/T-SECRET?from=Q-SECRET', {
      headers: { 'user-agent': 'AGENT-SECRET', cookie: 'c=COOKIE-SECRET' },
    });
    await app.fetch('/probe/answer', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers: { YK1: 'ANSWER-SECRET' } }),
    });
    await app.fetch('/nowhere/T-SECRET');
    expect(written).toContain('/probe/t/:ticket');
    expect(written).toContain('a mistake of ours');
    expect(written).not.toMatch(/SECRET/);
    expect(written).not.toContain('127.0.0.1"');
  });

  it('can be followed by its number, which the answer carries', async () => {
    const answer = await app.fetch('/probe/t/1');
    const id = answer.headers.get('x-request-id') ?? 'none';
    expect(written).toContain(`"reqId":"${id}"`);
    expect(
      (await app.fetch('/probe/t/1', { headers: { 'x-request-id': id } })).headers.get('x-request-id'),
    ).not.toBe(id);
  });

  it('is measured under its route, with the counters of others beside it', async () => {
    app.get(Metrics).countResponses('accepted', 3);
    const text = await (await app.fetch('/metrics')).text();
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/probe/t/:ticket",status="200"}',
    );
    expect(text).toContain('responses_total{outcome="accepted"} 3');
    expect(text).toMatch(/queue_jobs\{queue="\w+",state="waiting"\} \d/);
    expect(text).toContain('tally_lag_seconds');
    expect(text).not.toMatch(/SECRET/);
  });
});

describe('the metrics', () => {
  it('are for this machine, or for whoever knows the token', async () => {
    const app = await startApp({ env: { METRICS_TOKEN: 'a-long-enough-token' } });
    expect((await app.fetch('/metrics')).status).toBe(403);
    expect(
      (await app.fetch('/metrics', { headers: { authorization: 'Bearer a-long-enough-guess' } })).status,
    ).toBe(403);
    expect(
      (await app.fetch('/metrics', { headers: { authorization: 'Bearer a-long-enough-token' } })).status,
    ).toBe(200);
    await app.close();
  });

  it('are closed to what came through a proxy', async () => {
    const app = await startApp();
    expect((await app.fetch('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403);
    await app.close();
  });
});
