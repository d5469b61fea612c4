import { jest } from '@jest/globals';
import fc from 'fast-check';
import { Database } from '../../../src/platform/database/database.js';
import { Metrics } from '../../../src/platform/metrics/metrics.js';
import { CollectionModule } from '../../../src/modules/collection/collection.module.js';
import { IndicesModule } from '../../../src/modules/indices/indices.module.js';
import { TalliesQueries } from '../../../src/modules/indices/tallies.queries.js';
import { TalliesService, type TallyCheck } from '../../../src/modules/indices/tallies.service.js';
import { type StoredWish, store } from '../../factories/responses.js';
import { publishDefinition } from '../../factories/index-definitions.js';
import { open, province } from '../../factories/rounds.js';
import { startApp, type TestApp } from '../../support/app.js';

const AGENCIES = ['BD-SNV', 'BD-TDM', 'BD-STC'];

const wish: fc.Arbitrary<StoredWish> = fc.record({
  agency: fc.constantFrom(...AGENCIES),
  service: fc.constantFrom('BD-QSDD', 'BD-XD'),
  channel: fc.constantFrom('web' as const, 'kiosk' as const),
  // Months are those of Vietnam: the last of these hours lies in June there, in May in UTC.
  hour: fc.constantFrom('2025-04-30T23:00:00+07:00', '2025-05-01T00:00:00+07:00', '2025-05-31T20:00:00Z'),
  flags: fc.constantFrom(0, 0, 0, 1, 6),
  levels: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 22, maxLength: 22 }),
  choices: fc.array(fc.integer({ min: 0, max: 63 }), { minLength: 20, maxLength: 20 }),
  others: fc.constantFrom(null, { YK1: 'Cảm ơn' }, { TU: 41 }),
});
const batches = fc.array(fc.array(wish, { maxLength: 12 }), { maxLength: 8 });

describe('tallies', () => {
  let app: TestApp;
  let tallies: TalliesService;
  let rounds = 0;

  /** A web process: nobody counts unless the test says so. */
  beforeAll(async () => {
    app = await startApp({ modules: [CollectionModule, IndicesModule], env: { ROLE: 'web' } });
    await province(app);
    await publishDefinition(app, 'half-answered', 'topTwoBox', {
      missing: { excludedCodes: [], leastShareAnswered: 0.5 },
    });
    tallies = app.get(TalliesService);
  });
  afterAll(() => app.close());

  const newRound = async (index = 'sipas-2640'): Promise<string> => {
    rounds += 1;
    const { code } = await open(app, {
      code: `R${rounds}`,
      agencies: AGENCIES,
      channels: ['web', 'kiosk'],
      index: { code: index, version: 1 },
    });
    return code;
  };
  const expectAllCounted = async (round: string, responses: number): Promise<void> => {
    expect(await tallies.check(round)).toEqual({
      equal: true,
      differences: [],
      counted: responses,
      pending: 0,
    });
  };
  const sum = (all: readonly (readonly unknown[])[]): number =>
    all.reduce((count, batch) => count + batch.length, 0);

  it.each(['sipas-2640', 'half-answered'])(
    'equal a recount, whatever came in which batches (%s)',
    async (index) => {
      await fc.assert(
        fc.asyncProperty(batches, batches, async (first, second) => {
          const round = await newRound(index);
          await store(app, round, first);
          expect(await tallies.check(round)).toMatchObject({ equal: true, counted: 0, pending: sum(first) });
          await tallies.foldPending();
          await expectAllCounted(round, sum(first));
          await store(app, round, second);
          await tallies.foldPending();
          await expectAllCounted(round, sum(first) + sum(second));
          await tallies.recompute(round);
          await expectAllCounted(round, sum(first) + sum(second));
        }),
        { numRuns: 8 },
      );
    },
    60_000,
  );

  it('count once when many workers, jobs that come twice and new responses meet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batches, { minLength: 2, maxLength: 4 }), async (writers) => {
        const round = await newRound();
        const writing = writers.map((each) => store(app, round, each));
        const counting = Array.from({ length: 4 }, () => tallies.foldPending());
        await Promise.all([...writing, ...counting, tallies.recompute(round)]);
        await Promise.all([tallies.foldPending(), tallies.recompute(round), tallies.foldPending()]);
        await expectAllCounted(
          round,
          writers.reduce((count, each) => count + sum(each), 0),
        );
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  it('lose nothing when a worker dies between the claim and the commit', async () => {
    const round = await newRound();
    await store(app, round, [[{ agency: 'BD-SNV', levels: 5 }], [{ agency: 'BD-TDM', levels: 1 }]]);
    const queries = app.get(TalliesQueries);
    const fold = queries.fold.bind(queries);
    const dying = jest.spyOn(queries, 'fold').mockImplementation(async (connection, ...rest) => {
      await fold(connection, ...rest);
      await connection.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(tallies.foldPending()).rejects.toThrow();
    expect(await tallies.check(round)).toMatchObject({ equal: true, counted: 0, pending: 2 });
    dying.mockRestore();
    await tallies.foldPending();
    await expectAllCounted(round, 2);
  });

  it('are put right by recomputing, and the check says what was wrong', async () => {
    const round = await newRound();
    await store(app, round, [
      [
        { agency: 'BD-SNV', levels: 5 },
        { agency: 'BD-SNV', levels: 4 },
      ],
    ]);
    await tallies.foldPending();
    await app.get(Database).query(
      `UPDATE tally SET levels[10] = levels[10] + 1, moments[3] = moments[3] - 1
       WHERE tally.round_id = (SELECT round.id FROM round WHERE round.code = $1)`,
      [round],
    );
    const { equal, differences }: TallyCheck = await tallies.check(round);
    expect(equal).toBe(false);
    expect(differences).toMatchObject([
      { channel: 'web', month: '2025-05-01', flagged: false, count: 'levels[9]', tally: 2, recount: 1 },
      { count: 'moments[2]', tally: 967, recount: 968 },
    ]);
    await tallies.recompute(round);
    await expectAllCounted(round, 2);
  });

  it('are missed where a whole cell is gone or made up', async () => {
    const round = await newRound();
    await store(app, round, [[{ agency: 'BD-SNV', levels: 5 }]]);
    await tallies.foldPending();
    await app
      .get(Database)
      .query(
        `UPDATE tally SET month = '2025-06-01' WHERE tally.round_id = (SELECT round.id FROM round WHERE round.code = $1)`,
        [round],
      );
    const { differences } = await tallies.check(round);
    const counts = differences.filter(({ count }) => count === 'n');
    expect(counts).toMatchObject([
      { month: '2025-05-01', tally: 0, recount: 1 },
      { month: '2025-06-01', tally: 1, recount: 0 },
    ]);
  });

  it('report how long the oldest response has waited, and nothing once the sweep is through', async () => {
    const round = await newRound();
    await store(app, round, [[{ agency: 'BD-SNV', levels: 5 }]]);
    await app.get(Database).query(`UPDATE response_pending SET since = now() - interval '90 seconds'`);
    expect(await app.get(TalliesQueries).lagSeconds()).toBeGreaterThanOrEqual(90);
    await tallies.sweep();
    expect((await app.get(Metrics).tallyLag.get()).values).toMatchObject([{ value: 0 }]);
    await expectAllCounted(round, 1);
  });

  it('of an unknown round can be neither checked nor recomputed', async () => {
    await expect(tallies.check('NONE')).rejects.toMatchObject({ code: 'round-not-found' });
    await expect(tallies.recompute('NONE')).rejects.toMatchObject({ code: 'round-not-found' });
  });
});
