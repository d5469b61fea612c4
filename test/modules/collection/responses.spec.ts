import { randomUUID } from 'node:crypto';
import { AccountsService } from '../../../src/modules/accounts/accounts.service.js';
import { type Submission } from '../../../src/modules/collection/domain/submission.js';
import { RoundsService } from '../../../src/modules/rounds/rounds.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { type Problem } from '../../../src/platform/http/problem.js';
import { open, planned, province } from '../../factories/rounds.js';
import { post, submission } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';

const PATH = '/api/v1/responses';
const DEVICE = 'kiosk of the one-stop shop';

interface Answer {
  readonly id: string;
  readonly receipt: string;
  readonly status: string;
}

describe('POST /api/v1/responses', () => {
  let app: TestApp;
  let key: string;
  let readingKey: string;

  beforeAll(async () => {
    app = await startApp({ env: { ROLE: 'web' } });
    await province(app);
    await open(app);
    const accounts = app.get(AccountsService);
    ({ key } = await accounts.addKey({ name: DEVICE, role: 'collector' }));
    ({ key: readingKey } = await accounts.addKey({ name: 'statistician', role: 'analyst' }));
  });
  afterAll(() => app.close());

  const send = (body: unknown, by?: string): Promise<Response> => post(app, PATH, body, by);
  const problemOf = async (response: Response): Promise<Problem> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as Problem;
  };
  const pointersOf = (problem: Problem): string[] => (problem.errors ?? []).map(({ pointer }) => pointer);
  const stored = (id: string): Promise<readonly Record<string, unknown>[]> =>
    app.get(Database).query('SELECT response.* FROM response WHERE response.id = $1', [id]);
  const held = (id: string): Promise<readonly { reason: string; payload: Record<string, unknown> }[]> =>
    app
      .get(Database)
      .query(
        'SELECT held_response.reason, held_response.payload FROM held_response WHERE held_response.response_id = $1',
        [id],
      );

  describe('accepts', () => {
    it('a new response with 201 and a receipt that says it is counted', async () => {
      const body = submission();
      const response = await send(body);
      expect(response.status).toBe(201);
      const { id, receipt, status } = (await response.json()) as Answer;
      expect({ id, status }).toEqual({ id: body.id, status: 'accepted' });
      expect(receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);
      const looked = await app.fetch(`/api/v1/receipts/${receipt.toLowerCase()}`);
      expect([looked.status, await looked.json()]).toEqual([
        200,
        { round: 'BD-2025-Q2', status: 'counted', checkpoint: null },
      ]);
    });

    it('the same again with 200 and the same receipt, whatever the order of its properties', async () => {
      const body = submission();
      const first = (await (await send(body)).json()) as Answer;
      const reordered = Object.fromEntries(Object.entries(body).reverse());
      const again = await send({
        ...reordered,
        id: body.id.toUpperCase(),
        answers: {
          ...Object.fromEntries(Object.entries(body.answers).reverse()),
          MD1: ['fees', 'time'],
          ND2: null,
        },
      });
      expect([again.status, await again.json()]).toEqual([200, { ...first, status: 'duplicate' }]);
      expect(await stored(body.id)).toHaveLength(1);
    });

    it('null for what does not apply or was not answered', async () => {
      const body = submission();
      const response = await send({ ...body, answers: { ...body.answers, PA1: null, PA2: null } });
      expect(response.status).toBe(201);
      const [row] = await stored(body.id);
      expect((row?.['levels'] as number[]).slice(-4)).toEqual([0, 0, expect.any(Number), expect.any(Number)]);
    });

    it('50 posts of one id at once as one row, one 201, and others with the same receipt', async () => {
      const body = submission();
      const responses = await Promise.all(Array.from({ length: 50 }, () => send(body)));
      const statuses = responses.map(({ status }) => status).sort();
      expect(statuses).toEqual([...new Array<number>(49).fill(200), 201]);
      const receipts = await Promise.all(
        responses.map(async (response) => ((await response.json()) as Answer).receipt),
      );
      expect(new Set(receipts).size).toBe(1);
      expect(await stored(body.id)).toHaveLength(1);
    });
  });

  describe('keeps for a person', () => {
    it('other content under a known id: 409, and the second is in quarantine', async () => {
      const body = submission();
      await send(body);
      const response = await send({ ...body, answers: { ...body.answers, TC1: 1 } });
      expect(response.status).toBe(409);
      expect((await problemOf(response)).code).toBe('response-conflict');
      expect(await held(body.id)).toMatchObject([{ reason: 'conflict', payload: { answers: { TC1: 1 } } }]);
      expect((await stored(body.id))[0]).toMatchObject({
        levels: expect.arrayContaining([3, 4, 5]) as number[],
      });
    });

    it('50 posts of one id with two contents: one row, and the losers are told 409', async () => {
      const body = submission();
      const other = { ...body, answers: { ...body.answers, TC1: 1 } };
      const responses = await Promise.all(
        Array.from({ length: 50 }, (_, nth) => send(nth % 2 === 0 ? body : other)),
      );
      const count = (status: number): number =>
        responses.filter((response) => response.status === status).length;
      expect([count(201), count(200), count(409)]).toEqual([1, 24, 25]);
      expect(await stored(body.id)).toHaveLength(1);
      expect(await held(body.id)).toHaveLength(1);
    });

    it.each<[string, Partial<Submission>, string]>([
      ['an unknown version', { questionnaireVersion: 9, answers: { NEW1: 'a' } }, 'unknown-version'],
      ['an unknown agency', { agency: 'BD-NOWHERE' }, 'unknown-agency'],
      ['an unknown decider', { decidedBy: 'BD-NOWHERE' }, 'unknown-agency'],
      ['an unknown service', { service: 'BD-NOTHING' }, 'unknown-service'],
      [
        'a day outside the round',
        { startedAt: '2025-03-31T10:00:00+07:00', submittedAt: '2025-03-31T10:02:00+07:00' },
        'day-outside-round',
      ],
      ['a clock that runs ahead', { submittedAt: '2099-01-01T00:00:00Z' }, 'day-outside-round'],
    ])('from a device: %s', async (_, own, reason) => {
      const body = submission({ ...own, channel: 'kiosk' });
      const first = await send(body, key);
      const answer = (await first.json()) as Answer;
      expect([first.status, answer.status]).toEqual([202, 'held']);
      expect(await (await send(body, key)).json()).toEqual(answer);
      const [row, ...others] = await held(body.id);
      expect([row?.reason, others]).toEqual([reason, []]);
      expect(JSON.stringify(row)).not.toContain(body.submittedAt);
      const receipt = await app.fetch(`/api/v1/receipts/${answer.receipt}`);
      expect(await receipt.json()).toMatchObject({ round: 'BD-2025-Q2', status: 'held' });
    });

    it('what comes after the round is closed, but not again what was accepted before', async () => {
      const { code } = await open(app, { code: 'CLOSING-SOON' });
      const early = submission({ round: code });
      await send(early);
      await app.get(RoundsService).move(code, 'closing');
      await app.get(RoundsService).move(code, 'closed');
      const late = submission({ round: code });
      expect((await send(late)).status).toBe(202);
      expect(await held(late.id)).toMatchObject([{ reason: 'late' }]);
      expect((await send(early)).status).toBe(200);
      expect((await send({ ...early, locale: 'en' })).status).toBe(409);
      expect(await held(early.id)).toMatchObject([{ reason: 'conflict' }]);
    });
  });

  describe('refuses', () => {
    it.each<[string, unknown]>([
      ['what is no JSON', '{"id":'],
      ['an array', []],
      ['a number', 5],
      ['an empty object', {}],
      ['an unknown property', { ...submission(), phone: '0901' }],
      ['a property of the language', JSON.stringify(submission()).replace('{', '{"constructor":"x",')],
      ['an id that is no UUID', { ...submission(), id: '17' }],
      ['a version that is no number', { ...submission(), questionnaireVersion: '1' }],
      ['a time without offset', { ...submission(), submittedAt: '2025-05-12T09:14:31' }],
      ['a day that does not exist', { ...submission(), startedAt: '2025-02-30T09:14:31+07:00' }],
      ['answers that are a list', { ...submission(), answers: [] }],
      ['a channel that does not exist', { ...submission(), channel: 'fax' }],
    ])('%s with 400', async (_, body) => {
      const response = await send(body);
      expect(response.status).toBe(400);
      expect(['not-json', 'response-shape']).toContain((await problemOf(response)).code);
    });

    it('a wrong shape with a pointer per fault', async () => {
      const response = await send({ ...submission(), agency: '', startedAt: 'yesterday', phone: '0901' });
      expect(pointersOf(await problemOf(response)).sort()).toEqual(['/agency', '/phone', '/startedAt']);
    });

    it.each<[string, Partial<Submission>, string]>([
      ['an unknown agency from a citizen', { agency: 'BD-NOWHERE' }, '/agency'],
      ['an unknown service from a citizen', { service: 'BD-NOTHING' }, '/service'],
      ['an end before the start', { startedAt: '2025-05-12T09:14:32+07:00' }, '/startedAt'],
      ['a channel that the round does not use', { channel: 'qr' }, '/channel'],
    ])('%s with 422', async (_, own, pointer) => {
      const response = await send(submission(own));
      expect(response.status).toBe(422);
      expect(pointersOf(await problemOf(response))).toEqual([pointer]);
    });

    it('answers that break the questionnaire with 422, a pointer and a sentence per question', async () => {
      const body = submission();
      const answers = { ...body.answers, TC1: 6, TC2: 'x', XX1: 1, MD1: ['time', 'time'] };
      const response = await app.fetch(PATH, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en' },
        body: JSON.stringify({ ...body, answers }),
      });
      expect(response.status).toBe(422);
      const problem = await problemOf(response);
      expect(problem).toMatchObject({ code: 'response-invalid', title: 'Some of the content is not valid.' });
      expect(pointersOf(problem).sort()).toEqual([
        '/answers/MD1/1',
        '/answers/TC1',
        '/answers/TC2',
        '/answers/XX1',
      ]);
      expect(problem.errors?.every(({ detail }) => (detail ?? '').length > 5)).toBe(true);
      expect(await stored(body.id)).toEqual([]);
    });

    it('a NUL escape, which JSONB cannot hold, without harm to its neighbours', async () => {
      const good = Array.from({ length: 20 }, () => submission());
      const bad = submission();
      const poisoned = { ...bad, answers: { ...bad.answers, YK1: 'a\u0000b' } };
      const responses = await Promise.all(
        [...good.slice(0, 10), poisoned, ...good.slice(10)].map((body) => send(body)),
      );
      expect(responses.map(({ status }) => status).filter((status) => status !== 201)).toEqual([422]);
    });

    it('an unknown round with 404', async () => {
      const response = await send(submission({ round: 'NO-ROUND' }));
      expect([response.status, (await problemOf(response)).code]).toEqual([404, 'round-not-found']);
    });

    it('any ticket with 403, as long as none is issued', async () => {
      const response = await send(submission({ ticket: 'abc' }));
      expect([response.status, (await problemOf(response)).code]).toEqual([403, 'ticket-unknown']);
    });

    it.each(['kiosk', 'paper'] as const)('%s without a key that may collect with 403', async (channel) => {
      for (const by of [undefined, readingKey]) {
        const response = await send(submission({ channel }), by);
        expect([response.status, (await problemOf(response)).code]).toEqual([403, 'channel-needs-key']);
      }
      expect((await send(submission({ channel }), key)).status).toBe(201);
    });

    it('a body of more than 64 KiB with 413', async () => {
      const response = await send({ ...submission(), locale: 'x'.repeat(65 * 1024) });
      expect([response.status, (await problemOf(response)).code]).toEqual([413, 'too-large']);
    });

    it('a round that is not open yet by holding what comes', async () => {
      const { code } = await planned(app, { code: 'NOT-YET' });
      expect((await send(submission({ round: code }))).status).toBe(202);
    });
  });

  describe('stores', () => {
    it('no address, agent or exact time: the whole row, column by column', async () => {
      const body = submission({ decidedBy: 'BD-STC' });
      const before = Date.now();
      await app.fetch(PATH, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Secret/1.0',
          'x-forwarded-for': '203.0.113.9',
        },
        body: JSON.stringify(body),
      });
      const [row] = await stored(body.id);
      expect(row).toMatchObject({
        submitted_hour: new Date('2025-05-12T09:00:00+07:00'),
        ...{ seconds: 111, flags: 0, channel: 'web', locale: 'vi', others: { YK1: 'Cảm ơn' } },
        choices: [1, 0, 0, 0, 0, 0b1100, 0, 0, 0],
      });
      const text = JSON.stringify(row);
      for (const secret of ['127.0.0.1', '203.0.113.9', 'Secret', '09:14', '02:14', '09:12', '02:12']) {
        expect(text).not.toContain(secret);
      }
      const moments = Object.values(row ?? {}).filter((value) => value instanceof Date);
      expect(moments.every((moment) => moment.getTime() < before)).toBe(true);
    });

    it('flags of quality: who was too quick, and who gave one level throughout', async () => {
      const quick = submission({ startedAt: '2025-05-12T09:14:21+07:00' });
      const even = submission();
      const answers = Object.fromEntries(
        Object.entries(even.answers).map(([code, answer]) => [code, typeof answer === 'number' ? 4 : answer]),
      );
      await Promise.all([send(quick), send({ ...even, answers })]);
      expect((await stored(quick.id))[0]).toMatchObject({ flags: 1, seconds: 10 });
      expect((await stored(even.id))[0]).toMatchObject({ flags: 2 });
    });

    it('what rounds, agencies and services cannot leave any more', async () => {
      const body = submission();
      await send(body);
      const database = app.get(Database);
      const [row] = await stored(body.id);
      const version = row?.['agency_version_id'];
      await expect(
        database.query('DELETE FROM agency_version WHERE agency_version.id = $1', [version]),
      ).rejects.toMatchObject({ code: '23503' });
      await expect(
        database.query('UPDATE response SET agency_version_id = 0 WHERE response.id = $1', [body.id]),
      ).rejects.toMatchObject({ code: '23503' });
    });

    it('no time taken where nobody measured it', async () => {
      const body = submission({ channel: 'paper', startedAt: '2025-05-12T09:14:31+07:00' });
      await send(body, key);
      expect((await stored(body.id))[0]).toMatchObject({ seconds: null, flags: 0 });
    });
  });

  describe('/batch', () => {
    const sendAll = (body: unknown, by?: string): Promise<Response> => post(app, `${PATH}/batch`, body, by);

    it('answers 200 with one outcome per item in order', async () => {
      const known = submission();
      await send(known);
      const [fresh, twice] = [submission({ channel: 'kiosk' }), submission({ channel: 'kiosk' })];
      const items = [
        fresh,
        known,
        { ...known, locale: 'en' },
        submission({ agency: 'BD-NOWHERE' }),
        { ...submission(), answers: { TC1: 9 } },
        { id: 'x' },
        null,
        twice,
        twice,
        { ...twice, locale: 'en' },
        { ...submission(), locale: 'x'.repeat(65 * 1024) },
        submission({ round: 'NO-ROUND' }),
      ];
      const response = await sendAll(items, key);
      expect(response.status).toBe(200);
      const outcomes = (await response.json()) as (Answer & { problem?: Problem })[];
      expect(outcomes.map(({ status, problem }) => [status, problem?.code].join(' ').trim())).toEqual([
        'accepted',
        'duplicate',
        'conflict response-conflict',
        'held',
        'invalid response-invalid',
        'invalid response-shape',
        'invalid response-shape',
        'accepted',
        'duplicate',
        'conflict response-conflict',
        'invalid too-large',
        'invalid round-not-found',
      ]);
      expect(outcomes.slice(0, 4).map(({ id }) => id)).toEqual(
        items.slice(0, 4).map((item) => (item as Submission).id),
      );
      expect(outcomes[0]?.receipt).toBeDefined();
      expect(await stored(twice.id)).toHaveLength(1);
    });

    it('takes 500, and no more', async () => {
      const items = Array.from({ length: 500 }, () => submission({ channel: 'kiosk' }));
      const response = await sendAll(items, key);
      const outcomes = (await response.json()) as Answer[];
      expect(outcomes.map(({ id, status }) => `${id} ${status}`)).toEqual(
        items.map(({ id }) => `${id} accepted`),
      );
      const tooMany = await sendAll([...items, submission()], key);
      expect([tooMany.status, (await problemOf(tooMany)).code]).toEqual([413, 'batch-too-long']);
    });

    it('needs a key that may collect, and an array', async () => {
      expect((await sendAll([submission()])).status).toBe(401);
      expect((await sendAll([submission()], readingKey)).status).toBe(403);
      const response = await sendAll(submission(), key);
      expect([response.status, (await problemOf(response)).code]).toEqual([400, 'batch-shape']);
    });
  });

  it('knows no receipt that it did not give', async () => {
    for (const receipt of ['nothing', '00000-00000-00000-00000-00000-0', randomUUID()]) {
      const response = await app.fetch(`/api/v1/receipts/${receipt}`);
      expect([response.status, (await problemOf(response)).code]).toEqual([404, 'receipt-unknown']);
    }
  });

  it('counts responses by outcome', async () => {
    const metrics = await (await app.fetch('/metrics')).text();
    for (const outcome of ['accepted', 'duplicate', 'held', 'conflict', 'invalid']) {
      expect(metrics).toMatch(new RegExp(`responses_total\\{outcome="${outcome}"\\} [1-9]`));
    }
  });
});
