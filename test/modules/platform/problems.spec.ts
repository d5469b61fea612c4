import { Body, Controller, Get, HttpCode, Injectable, Module, Post, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Database } from '../../../src/platform/database/database.js';
import { defineErrors } from '../../../src/platform/errors/app-error.js';
import { Access } from '../../../src/platform/http/access.js';
import { BodyLimit } from '../../../src/platform/http/body-limit.js';
import { startApp, type TestApp } from '../../support/app.js';

const probeErrors = defineErrors({
  'probe-broken': { status: 422, vi: 'Câu {question} sai.', en: 'Question {question} is wrong.' },
  'probe-fault': { status: 422, vi: 'Phải từ 1 đến 5.', en: 'Must be 1 to 5.' },
  'probe-busy': { status: 429, vi: 'Bận.', en: 'Busy.', retryAfter: 7 },
});

@Injectable()
@Access('public')
@Controller('api/v1/probe')
class ProbeController {
  constructor(private readonly database: Database) {}

  @Post()
  @HttpCode(200)
  @BodyLimit(64 * 1024)
  echo(@Body() body: unknown): { length: number } {
    return { length: JSON.stringify(body).length };
  }

  @Post('large')
  @HttpCode(200)
  large(@Body() body: unknown): { length: number } {
    return { length: JSON.stringify(body).length };
  }

  @Get('broken')
  broken(): void {
    throw probeErrors['probe-broken']({ question: 'TC1' }, [
      { pointer: '/answers/TC1', code: 'probe-fault' },
    ]);
  }

  @Get('busy')
  busy(): void {
    throw probeErrors['probe-busy']();
  }

  @Get('crash')
  crash(): void {
    throw new Error('the password is 1234');
  }

  @Access('office')
  @Get('office')
  office(): string {
    return 'secret';
  }

  @Get('sql')
  async sql(@Req() request: FastifyRequest): Promise<void> {
    await this.database.query((request.query as { run: string }).run);
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('an error', () => {
  let app: TestApp;
  const english = { 'accept-language': 'en' };
  const json = { 'content-type': 'application/json' };

  beforeAll(async () => {
    app = await startApp({ modules: [ProbeModule], env: { LOG_LEVEL: 'fatal' } });
    await app
      .get(Database)
      .query('CREATE TABLE probe (id int PRIMARY KEY CHECK (id > 0), parent int REFERENCES probe)');
    await app.get(Database).query('INSERT INTO probe VALUES (1, NULL)');
  });
  afterAll(async () => {
    await app.close();
  });

  it('is a problem document with a stable code, in Vietnamese unless English is preferred', async () => {
    const vietnamese = await app.fetch('/api/v1/probe/broken');
    expect(vietnamese.status).toBe(422);
    expect(vietnamese.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await vietnamese.json()).toEqual({
      type: 'urn:sipas:problem:probe-broken',
      title: 'Câu TC1 sai.',
      status: 422,
      code: 'probe-broken',
      errors: [{ pointer: '/answers/TC1', code: 'probe-fault', detail: 'Phải từ 1 đến 5.' }],
    });
    const inEnglish = await app.fetch('/api/v1/probe/broken', { headers: english });
    expect(await inEnglish.json()).toMatchObject({
      title: 'Question TC1 is wrong.',
      errors: [{ pointer: '/answers/TC1', code: 'probe-fault', detail: 'Must be 1 to 5.' }],
    });
  });

  it('tells nothing about our inside when we did not foresee it', async () => {
    const answer = await app.fetch('/api/v1/probe/crash');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('1234');
  });

  it('says when to come back', async () => {
    const answer = await app.fetch('/api/v1/probe/busy');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it.each([
    ['no JSON', { method: 'POST', headers: json, body: '{"a":' }, 400, 'not-json'],
    ['nothing', { method: 'POST', headers: json, body: '' }, 400, 'not-json'],
    [
      'a poisoned prototype',
      { method: 'POST', headers: json, body: '{"__proto__":{"a":1}}' },
      400,
      'not-json',
    ],
    [
      'another content type',
      { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a,b' },
      415,
      'unsupported-media-type',
    ],
    [
      'more than the route takes',
      { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(65_536)) },
      413,
      'too-large',
    ],
  ])('names a body that is %s', async (_what, init, status, code) => {
    const answer = await app.fetch('/api/v1/probe', init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status });
  });

  it('leaves room where a route does not limit itself', async () => {
    const body = JSON.stringify('x'.repeat(1024 * 1024));
    expect((await app.fetch('/api/v1/probe/large', { method: 'POST', headers: json, body })).status).toBe(
      200,
    );
    const tooMuch = JSON.stringify('x'.repeat(3 * 1024 * 1024));
    expect(
      (await app.fetch('/api/v1/probe/large', { method: 'POST', headers: json, body: tooMuch })).status,
    ).toBe(413);
  });

  it('is a page where a person is looking, and never below /api', async () => {
    const page = await app.fetch('/nothing-here', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<html lang="vi"');
    const api = await app.fetch('/api/v1/nothing', { headers: { accept: 'text/html' } });
    expect(await api.json()).toMatchObject({ code: 'not-found', title: 'Không tìm thấy địa chỉ này.' });
  });

  it('covers an address that is no address', async () => {
    const answer = await app.fetch('/api/v1/%c0%80');
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([
    ['a second row of one key', 'INSERT INTO probe VALUES (1, NULL)', 409, 'already-exists'],
    ['a row that refers to nothing', 'INSERT INTO probe VALUES (2, 99)', 422, 'reference-missing'],
    ['a value that a rule forbids', 'INSERT INTO probe VALUES (-1, NULL)', 422, 'value-refused'],
    ['a mistake of ours', 'SELECT nonsense FROM probe', 500, 'internal-error'],
    [
      'a server that is going down',
      "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '57P01'; END $$",
      503,
      'database-unavailable',
    ],
  ])('of PostgreSQL is translated: %s', async (_what, run, status, code) => {
    const answer = await app.fetch(`/api/v1/probe/sql?run=${encodeURIComponent(run)}`);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
    if (status === 503) expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('keeps a stranger out of a route for officers', async () => {
    const answer = await app.fetch('/api/v1/probe/office');
    expect([401, 403]).toContain(answer.status);
  });
});

describe('a route that does not say who may call it', () => {
  it('stops the start-up and is named', async () => {
    @Controller('forgotten')
    class ForgottenController {
      @Get()
      show(): string {
        return 'for whom?';
      }
    }
    @Module({ controllers: [ForgottenController] })
    class ForgottenModule {}
    await expect(startApp({ modules: [ForgottenModule], env: { LOG_LEVEL: 'silent' } })).rejects.toThrow(
      'ForgottenController.show (GET)',
    );
  });
});
