import { AccountsService } from '../../../src/modules/accounts/accounts.service.js';
import { CollectionModule } from '../../../src/modules/collection/collection.module.js';
import { IndicesModule } from '../../../src/modules/indices/indices.module.js';
import { type IndexTable } from '../../../src/modules/indices/indices.service.js';
import { TalliesService } from '../../../src/modules/indices/tallies.service.js';
import { publishDefinition } from '../../factories/index-definitions.js';
import { store, type StoredWish } from '../../factories/responses.js';
import { open, planned, province, published } from '../../factories/rounds.js';
import { RoundsService } from '../../../src/modules/rounds/rounds.service.js';
import { startApp, type TestApp } from '../../support/app.js';

const many = (count: number, wish: StoredWish): StoredWish[] => Array.from({ length: count }, () => wish);
/** The given share of satisfied respondents, each of one mind throughout. */
const mixed = (
  agency: string,
  satisfied: number,
  others: number,
  own: Partial<StoredWish> = {},
): StoredWish[] => [
  ...many(satisfied, { agency, levels: 5, ...own }),
  ...many(others, { agency, levels: 3, ...own }),
];

interface Asked {
  readonly status: number;
  readonly body: IndexTable & {
    readonly code: string;
    readonly errors: readonly { readonly pointer: string }[];
  };
}

describe('GET /api/v1/rounds/{round}/indices', () => {
  let app: TestApp;
  let analyst: string;
  let headOfTdm: string;
  let collector: string;

  const ask = async (round: string, query = '', key?: string): Promise<Asked> => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const answer = await app.fetch(`/api/v1/rounds/${round}/indices?${query}`, { headers });
    return { status: answer.status, body: (await answer.json()) as Asked['body'] };
  };
  const shown = ({ body }: Asked): (readonly [string, number, number])[] =>
    body.rows.flatMap((row) =>
      row.suppressed
        ? []
        : [[row.service ?? row.channel ?? row.month ?? row.agency, row.n, row.index] as const],
    );
  const keyOf = async (name: string, role: string, agency?: string): Promise<string> =>
    (await app.get(AccountsService).addKey({ name, role, agency })).key;

  beforeAll(async () => {
    app = await startApp({ modules: [CollectionModule, IndicesModule], env: { ROLE: 'web' } });
    await province(app);
    analyst = await keyOf('statistics', 'analyst');
    headOfTdm = await keyOf('thu-dau-mot', 'agencyHead', 'BD-TDM');
    collector = await keyOf('kiosk', 'collector');
    await open(app, { code: 'OPEN' });
    await store(app, 'OPEN', [
      mixed('BD-SNV', 29, 1, { service: 'BD-QSDD' }),
      mixed('BD-STC', 25, 5, { channel: 'kiosk', hour: '2025-04-30T23:00:00+07:00' }),
      mixed('BD-STP', 9, 11),
      mixed('BD-SXD', 3, 2),
      mixed('BD-TDM', 40, 10),
      mixed('BD-DA', 38, 2),
      many(12, { agency: 'BD-TDM', levels: 1, flags: 1 }),
    ]);
    await app.get(TalliesService).foldPending();
  });
  afterAll(() => app.close());

  it('shows a published round to anybody', async () => {
    await open(app, { code: 'DONE' });
    await store(app, 'DONE', [mixed('BD-SNV', 95, 5)]);
    await app.get(TalliesService).foldPending();
    expect(await ask('DONE')).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
    for (const status of ['closing', 'closed', 'published'] as const)
      await app.get(RoundsService).move('DONE', status);
    const { status, body } = await ask('DONE');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      round: 'DONE',
      definition: { code: 'sipas-2640', version: 1, formula: 'topTwoBox', combine: 'pooledAnswers' },
      quality: 'all',
      provisional: false,
      rows: [
        {
          ...{
            agency: 'BD',
            item: 'overall',
            n: 100,
            answers: 2200,
            levels: [0, 0, 110, 0, 2090],
            index: 95,
          },
          // Everybody was of one mind, so a hundred people stand behind it, not 2,200 answers.
          interval: { low: 88.68, high: 97.88, method: 'linearised-ratio' },
          target: { threshold: 95, due: '2025-12-31', verdict: 'undecidable', byPoint: 'met' },
          ...{ rank: null, flagged: 0, suppressed: false },
        },
      ],
    });
  });

  it('shows a round that is not published to those who may read results', async () => {
    expect(await ask('OPEN', '', analyst)).toMatchObject({ status: 200, body: { provisional: true } });
    expect(await ask('OPEN', '', collector)).toMatchObject({ status: 403, body: { code: 'access-denied' } });
    expect(await ask('OPEN')).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
    expect(await ask('NONE', '', analyst)).toMatchObject({ status: 404, body: { code: 'round-not-found' } });
    await planned(app, { code: 'PLANNED' });
    expect(await ask('PLANNED')).toMatchObject({ status: 404, body: { code: 'round-not-found' } });
    expect(await ask('PLANNED', '', analyst)).toMatchObject({
      status: 200,
      body: { rows: [{ suppressed: true }] },
    });
  });

  it('shows the head of an agency only the own subtree, until the round is published', async () => {
    const own = await ask('OPEN', 'across=agency', headOfTdm);
    expect(own.body.rows.map((row) => row.agency)).toContain('BD-TDM');
    expect(own.body.rows.every((row) => row.agency.startsWith('BD-TDM'))).toBe(true);
    expect(shown(await ask('OPEN', '', headOfTdm))).toEqual([['BD-TDM', 62, 64.52]]);
    expect(await ask('OPEN', 'agency=BD-SNV', headOfTdm)).toMatchObject({ status: 403 });
    expect(await ask('OPEN', 'agency=BD', headOfTdm)).toMatchObject({ status: 403 });
    expect(await ask('OPEN', 'agency=BD-TDM&by=criterion', headOfTdm)).toMatchObject({ status: 200 });
    expect(await ask('OPEN', 'agency=HCM', headOfTdm)).toMatchObject({
      status: 404,
      body: { code: 'index-agency-unknown' },
    });
  });

  it('adds up what lies beneath an agency', async () => {
    const { agencies } = (await app.fetch('/api/v1/rounds/OPEN').then((answer) => answer.json())) as {
      agencies: { code: string; parent: string | null }[];
    };
    const ward = agencies.find(({ parent }) => parent === 'BD-TDM')?.code ?? '';
    await open(app, { code: 'TREE' });
    await store(app, 'TREE', [mixed(ward, 15, 15), mixed('BD-TDM', 30, 0), mixed('BD-DA', 30, 0)]);
    await app.get(TalliesService).foldPending();
    expect(shown(await ask('TREE', 'agency=BD-TDM', analyst))).toEqual([['BD-TDM', 60, 75]]);
    expect(shown(await ask('TREE', 'agency=BD-TDM&across=agency', analyst))).toEqual([
      ['BD-TDM', 30, 100],
      [ward, 30, 50],
    ]);
    expect(shown(await ask('TREE', 'agency=BD-TDM&across=service', analyst))).toEqual([['BD-XD', 60, 75]]);
    expect(shown(await ask('TREE', '', analyst))).toEqual([['BD', 90, 83.33]]);
  });

  it('withholds whatever fewer than ten people said, and what would give it away', async () => {
    const { body } = await ask('OPEN', 'across=agency', analyst);
    const rows = new Map(body.rows.map((row) => [row.agency, row]));
    // Five people; the next smallest hides them from subtraction.
    expect(rows.get('BD-SXD')).toEqual({ agency: 'BD-SXD', item: 'overall', suppressed: true });
    expect(rows.get('BD-STP')).toEqual({ agency: 'BD-STP', item: 'overall', suppressed: true });
    expect(rows.get('BD-SKHCN')).toMatchObject({ suppressed: true });
    expect(rows.get('BD-SNV')).toMatchObject({ suppressed: false, n: 30, index: 96.67 });
  });

  it('ranks agencies of one level by the unrounded value, with an interval', async () => {
    const { body } = await ask('OPEN', 'across=agency', analyst);
    const rank = (code: string): unknown => body.rows.find((row) => row.agency === code && !row.suppressed);
    expect(rank('BD-SNV')).toMatchObject({ rank: { place: 1, of: 2, low: 1 } });
    expect(rank('BD-STC')).toMatchObject({ rank: { place: 2, of: 2, high: 2 } });
    expect(rank('BD-DA')).toMatchObject({ rank: { place: 1, of: 2, low: 1, high: 1 } });
    const some = await ask('OPEN', 'across=agency&agency=BD-TDM', analyst);
    expect(some.body.rows[0]).toMatchObject({ agency: 'BD-TDM', rank: { place: 2, of: 2 } });
  });

  it('counts flagged responses in all and leaves them out of clean', async () => {
    const row = { agency: 'BD', flagged: 12 };
    expect((await ask('OPEN', '', analyst)).body.rows).toMatchObject([{ ...row, n: 187, index: 77.01 }]);
    expect((await ask('OPEN', 'quality=clean', analyst)).body).toMatchObject({
      quality: 'clean',
      rows: [{ ...row, n: 175, index: 82.29 }],
    });
  });

  it('has rows across services, channels and months', async () => {
    expect(shown(await ask('OPEN', 'across=service', analyst))).toEqual([
      ['BD-QSDD', 30, 96.67],
      ['BD-XD', 157, 73.25],
    ]);
    expect(shown(await ask('OPEN', 'across=channel', analyst))).toEqual([
      ['web', 157, 75.8],
      ['kiosk', 30, 83.33],
    ]);
    expect(shown(await ask('OPEN', 'across=month', analyst))).toEqual([
      ['2025-04', 30, 83.33],
      ['2025-05', 157, 75.8],
    ]);
  });

  it.each([
    ['aspect', 1],
    ['factor', 5],
    ['criterion', 22],
  ])('has one row per %s', async (by, count) => {
    const { body } = await ask('OPEN', `by=${by}`, analyst);
    expect(body.rows).toHaveLength(count);
    expect(body.rows[0]).toMatchObject({ agency: 'BD', n: 187, suppressed: false, target: null });
  });

  it('computes by another published definition and says by which', async () => {
    await publishDefinition(app, 'rescaled', 'rescaledMean');
    const { body } = await ask('OPEN', 'definition=rescaled@1', analyst);
    expect(body).toMatchObject({ definition: { code: 'rescaled', version: 1, formula: 'rescaledMean' } });
    expect(await ask('OPEN', 'definition=nothing', analyst)).toMatchObject({
      status: 404,
      body: { code: 'index-definition-unknown' },
    });
    const unset = { criteria: {}, factors: { TC: null }, aspects: {} };
    await publishDefinition(app, 'weights-unset', 'topTwoBox', { combine: 'meanOfMeans', weights: unset });
    await publishDefinition(app, 'other-rule', 'topTwoBox', {
      missing: { excludedCodes: [], leastShareAnswered: 1 },
    });
    for (const definition of ['weights-unset', 'other-rule']) {
      expect(await ask('OPEN', `definition=${definition}`, analyst)).toMatchObject({
        status: 422,
        body: { code: 'index-definition-unfit' },
      });
    }
  });

  it('names every parameter that it does not understand', async () => {
    const { status, body } = await ask('OPEN', 'by=question&across=district&agency=a%20b&page=2', analyst);
    expect(status).toBe(400);
    expect(body.code).toBe('index-query-invalid');
    expect(body.errors.map(({ pointer }) => pointer).sort()).toEqual(['/across', '/agency', '/by', '/page']);
  });

  it('describes itself', async () => {
    const description = (await app.fetch('/openapi.json').then((answer) => answer.json())) as {
      paths: Record<string, { get?: { parameters: { name: string }[] } }>;
    };
    const parameters = description.paths['/api/v1/rounds/{round}/indices']?.get?.parameters.map(
      ({ name }) => name,
    );
    expect(parameters).toEqual(
      expect.arrayContaining(['round', 'by', 'across', 'quality', 'agency', 'definition']),
    );
  });

  it('shows a published round without responses as withheld', async () => {
    await published(app, { code: 'EMPTY' });
    expect((await ask('EMPTY')).body.rows).toEqual([{ agency: 'BD', item: 'overall', suppressed: true }]);
  });
});
