import { type IndexTable } from '../../../src/modules/indices/indices.service.js';
import { publishDefinition } from '../../factories/index-definitions.js';
import { allCounted, evenSubmission, send } from '../../factories/responses.js';
import { open, province } from '../../factories/rounds.js';
import { RoundsService } from '../../../src/modules/rounds/rounds.service.js';
import { startApp, type TestApp } from '../../support/app.js';

/** The worked example of docs/method.md §2: 10, 16, 5, 0 and 0 answers at the levels 5 to 1. */
describe('the published table 10/16/5/0/0 through the intake', () => {
  let app: TestApp;

  const table = async (query: string): Promise<IndexTable> => {
    const answer = await app.fetch(`/api/v1/rounds/BD-2025-Q2/indices?${query}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as IndexTable;
  };

  beforeAll(async () => {
    app = await startApp();
    await province(app);
    await publishDefinition(app, 'mean-of-maximum', 'meanOfMaximum');
    await publishDefinition(app, 'rescaled-mean', 'rescaledMean');
    await open(app);
    const levels = [...Array<number>(10).fill(5), ...Array<number>(16).fill(4), ...Array<number>(5).fill(3)];
    await Promise.all(levels.map((level) => send(app, evenSubmission(level))));
    await allCounted(app, 'BD-2025-Q2');
    for (const status of ['closing', 'closed', 'published'] as const) {
      await app.get(RoundsService).move('BD-2025-Q2', status);
    }
  });
  afterAll(() => app.close());

  it.each([
    ['sipas-2640', 'topTwoBox', 83.87],
    ['mean-of-maximum', 'meanOfMaximum', 83.23],
    ['rescaled-mean', 'rescaledMean', 79.03],
  ])('gives by %s (%s) %d', async (definition, formula, index) => {
    const overall = await table(`definition=${definition}`);
    expect(overall.definition).toEqual({ code: definition, version: 1, formula, combine: 'pooledAnswers' });
    expect(overall.rows).toMatchObject([{ agency: 'BD', item: 'overall', n: 31, answers: 31 * 22, index }]);
    const criteria = await table(`definition=${definition}&by=criterion`);
    expect(criteria.rows).toHaveLength(22);
    expect(criteria.rows).toEqual(
      criteria.rows.map(
        () => expect.objectContaining({ n: 31, answers: 31, levels: [0, 0, 5, 16, 10], index }) as object,
      ),
    );
  });

  it('gives 32.3, 51.6 and 16.1 per cent of the answers at the levels 5, 4 and 3', async () => {
    const { rows } = await table('by=criterion');
    const [row] = rows;
    if (row === undefined || row.suppressed) throw new Error('The first criterion is not shown');
    const shares = row.levels.map((count) => ((100 * count) / row.answers).toFixed(1));
    expect(shares).toEqual(['0.0', '0.0', '16.1', '51.6', '32.3']);
  });

  it('names what the figures were made of', async () => {
    expect(await table('')).toMatchObject({
      round: 'BD-2025-Q2',
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/) as string,
      quality: 'all',
      provisional: false,
      rows: [
        {
          target: { threshold: 95, due: '2025-12-31', verdict: 'notMet', byPoint: 'notMet' },
          interval: { method: 'linearised-ratio' },
          rank: null,
          // Everybody gave one level throughout, which is a straight line (method §6).
          flagged: 31,
        },
      ],
    });
  });
});
