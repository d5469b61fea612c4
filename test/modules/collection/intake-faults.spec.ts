import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ResponseWriter } from '../../../src/modules/collection/intake/response-writer.js';
import { type ResponseRow } from '../../../src/modules/collection/intake/responses.queries.js';
import { RoundsQueries } from '../../../src/modules/rounds/rounds.queries.js';
import { Database } from '../../../src/platform/database/database.js';
import { type AppError } from '../../../src/platform/errors/app-error.js';
import { open, province } from '../../factories/rounds.js';
import { post, submission } from '../../factories/submissions.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type CuttableLine, layLine } from '../../support/cuttable-line.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

const PATH = '/api/v1/responses';

/** Two web processes over one database, the first on a line that can be cut. */
describe('the intake when things go wrong', () => {
  let database: TestDatabase;
  let line: CuttableLine;
  let first: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    database = await freshDatabase();
    line = await layLine(database.url);
    first = await startApp({ env: { ROLE: 'web', DATABASE_URL: line.url, LOG_LEVEL: 'silent' } });
    second = await startApp({ env: { ROLE: 'web', DATABASE_URL: database.url, LOG_LEVEL: 'silent' } });
    await province(first);
    await open(first);
  });
  afterAll(async () => {
    await first.close();
    await second.close();
    await line.close();
    await database.drop();
  });

  const storedIds = async (ids: readonly string[]): Promise<string[]> => {
    const rows = await second
      .get(Database)
      .query<{ id: string }>('SELECT response.id FROM response WHERE response.id = ANY ($1::uuid[])', [ids]);
    return rows.map(({ id }) => id).sort();
  };

  it('answers 503 with Retry-After while the database is away, half-writes nothing, and serves again', async () => {
    const before = submission();
    expect((await post(first, PATH, before)).status).toBe(201);
    await line.cut();
    const bodies = Array.from({ length: 30 }, () => submission());
    const responses = await Promise.all(bodies.map((body) => post(first, PATH, body)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([503]));
    expect(responses.every((response) => Number(response.headers.get('retry-after')) > 0)).toBe(true);
    expect((await post(first, PATH, before)).status).toBe(503);
    await line.mend();
    const again = await Promise.all(bodies.map((body) => post(first, PATH, body)));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await storedIds(bodies.map(({ id }) => id))).toHaveLength(30);
    expect((await post(first, PATH, before)).status).toBe(200);
  });

  it('stores once what was in flight when the line broke and was sent again', async () => {
    const bodies = Array.from({ length: 120 }, () => submission());
    const told = bodies.map((body) => post(first, PATH, body));
    setTimeout(() => void line.cut().then(() => line.mend()), 20);
    const statuses = (await Promise.all(told)).map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 503)).toBe(true);
    const acknowledged = bodies.filter((_, index) => statuses[index] === 201).map(({ id }) => id);
    expect(await storedIds(acknowledged)).toEqual([...acknowledged].sort());
    for (const body of bodies) expect([200, 201]).toContain((await post(first, PATH, body)).status);
    expect(await storedIds(bodies.map(({ id }) => id))).toHaveLength(120);
  });

  it('lets a row that the database refuses fail alone', async () => {
    const round = await first.get(RoundsQueries).roundByCode('BD-2025-Q2');
    const row = (own: Partial<ResponseRow>): ResponseRow => ({
      id: randomUUID(),
      roundId: round?.id ?? 0,
      hour: Date.parse('2025-05-12T02:00:00Z'),
      agencyVersionId: round?.agencies[0]?.versionId ?? 0,
      serviceFieldId: round?.services[0]?.id ?? 0,
      ...{ decidedByVersionId: null, channel: 'web', seconds: 60, flags: 0, locale: 'vi', others: null },
      ...{ contentHash: 'ab'.repeat(16), levels: [1, 2], choices: [], ...own },
    });
    const rows = [
      ...Array.from({ length: 40 }, () => row({})),
      row({ others: { YK1: 'a\u0000b' } }),
      row({ agencyVersionId: 999_999 }),
      row({ seconds: -1 }),
      ...Array.from({ length: 40 }, () => row({})),
    ];
    const writer = first.get(ResponseWriter);
    const results = await Promise.all(
      rows.map((one) => writer.store(one).catch((error: unknown) => (error as AppError).code)),
    );
    expect(results.slice(40, 43)).toEqual(new Array(3).fill('response-refused'));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(80);
    expect(await storedIds(rows.map(({ id }) => id))).toHaveLength(80);
  });

  it('acknowledges only what is stored, once, with one content per id, whatever meets at two processes', async () => {
    const sending = fc.record({
      person: fc.integer({ min: 0, max: 5 }),
      content: fc.integer({ min: 1, max: 2 }),
      process: fc.constantFrom(0, 1),
      wait: fc.integer({ min: 0, max: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sending, { minLength: 2, maxLength: 24 }), async (sendings) => {
        const people = Array.from({ length: 6 }, () => submission());
        const told = await Promise.all(
          sendings.map(async ({ person, content, process, wait }) => {
            const body = people[person] ?? submission();
            await new Promise((resolve) => setTimeout(resolve, wait));
            const answers = { ...body.answers, TC1: content };
            const { status } = await post(process === 0 ? first : second, PATH, { ...body, answers });
            return { id: body.id, content, status };
          }),
        );
        expect(told.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
        for (const { id } of people) {
          const own = told.filter((one) => one.id === id);
          const accepted = own.filter(({ status }) => status === 201);
          expect(accepted).toHaveLength(own.length === 0 ? 0 : 1);
          for (const { content, status } of own) expect(status < 300).toBe(content === accepted[0]?.content);
        }
        const ids = [...new Set(told.map(({ id }) => id))];
        expect(await storedIds(ids)).toEqual(ids.sort());
      }),
      { numRuns: 15 },
    );
  });
});
