import { Clock } from '../../../src/platform/clock/clock.js';
import { QuestionnairesService } from '../../../src/modules/questionnaires/questionnaires.service.js';
import { sipas2640 } from '../../../src/modules/questionnaires/templates/sipas-2640.template.js';
import { periodOn, RoundsQueries } from '../../../src/modules/rounds/rounds.queries.js';
import { RoundsService } from '../../../src/modules/rounds/rounds.service.js';
import { closing, open, planned, province, published, roundFile } from '../../factories/rounds.js';
import { startApp, type TestApp } from '../../support/app.js';

/** A clock that the test winds forward. */
class WoundClock extends Clock {
  seconds = 0;
  override now(): Date {
    return new Date(Date.UTC(2025, 4, 5) + this.seconds * 1000);
  }
}

describe('rounds', () => {
  const clock = new WoundClock();
  let app: TestApp;
  let service: RoundsService;
  let queries: RoundsQueries;

  beforeAll(async () => {
    app = await startApp({ clock });
    service = app.get(RoundsService);
    queries = app.get(RoundsQueries);
    await province(app);
  });
  afterAll(() => app.close());

  it('fixes the agencies beneath one agency on its first day', async () => {
    expect(await service.createRound(roundFile({ code: 'ALL' }))).toEqual({
      code: 'ALL',
      agencies: 17 + 9 + 91,
    });
    const named = roundFile({ code: 'TWO', agencies: ['BD-TDM', 'BD-SNV'] });
    expect(await service.createRound(named)).toEqual({ code: 'TWO', agencies: 2 });
    const round = await queries.roundByCode('TWO');
    expect(round).toMatchObject({
      status: 'planned',
      from: '2025-04-01',
      to: '2025-06-30',
      measuringAgency: { code: 'BD-SNV' },
    });
    expect(round?.agencies).toMatchObject([
      {
        code: 'BD-SNV',
        level: 'department',
        name: { vi: 'Sở Nội vụ' },
        parent: { code: 'BD', name: { vi: 'Tỉnh Bình Dương' } },
      },
      { code: 'BD-TDM', level: 'district', to: '2025-06-30' },
    ]);
    expect(round?.targets).toEqual(named.targets);
  });

  it('tells every fault of a file, and creates nothing', async () => {
    const faultsOf = (file: unknown): Promise<unknown> =>
      service
        .createRound(file)
        .catch((error: unknown) => (error as { faults: { pointer: string; code: string }[] }).faults);
    const shapeless = {
      ...roundFile({ code: 'BAD', to: '2025-01-01' }),
      channels: ['fax'],
      legalBasis: '',
      extra: 1,
    };
    expect(await faultsOf(shapeless)).toMatchObject([
      { pointer: '/extra', code: 'unknownKey' },
      { pointer: '/channels/0', code: 'choice' },
      { pointer: '/legalBasis', code: 'missing' },
      { pointer: '/to', code: 'order' },
    ]);
    const strange = roundFile({
      code: 'BAD',
      measuringAgency: 'HCM-SNV',
      questionnaire: { code: 'sipas-2640', version: 9 },
      index: { code: 'none', version: 1 },
      agencies: ['BD-SNV', 'HCM-SNV'],
      services: ['BD-QSDD', 'NOT'],
    });
    expect(await faultsOf(strange)).toMatchObject(
      ['/measuringAgency', '/questionnaire', '/index', '/agencies/1', '/services/1'].map((pointer) => ({
        pointer,
        code: 'unknown',
      })),
    );
    const target = { item: 'TC99', threshold: 95, due: '2025-12-31', legalBasis: 'QĐ' };
    expect(await faultsOf(roundFile({ code: 'BAD', targets: [target] }))).toMatchObject([
      { pointer: '/targets/0/item' },
    ]);
    expect(await queries.roundByCode('BAD')).toBeUndefined();
  });

  it('refuses a code twice', async () => {
    await planned(app, { code: 'TWICE' });
    await expect(service.createRound(roundFile({ code: 'TWICE' }))).rejects.toMatchObject({
      code: 'round-exists',
    });
  });

  it('goes along its life cycle and no other way', async () => {
    await planned(app, { code: 'LIFE' });
    await expect(service.move('LIFE', 'closed')).rejects.toMatchObject({ code: 'round-move-refused' });
    await service.move('LIFE', 'open');
    await expect(service.move('LIFE', 'planned')).rejects.toMatchObject({ code: 'round-move-refused' });
    await service.move('LIFE', 'closing');
    await expect(service.move('LIFE', 'open')).rejects.toMatchObject({ code: 'round-move-refused' });
    await service.move('LIFE', 'closed');
    await service.move('LIFE', 'published');
    await expect(service.move('NOBODY', 'open')).rejects.toMatchObject({ code: 'round-not-found' });
  });

  it('opens only with a published questionnaire', async () => {
    const { number } = await app.get(QuestionnairesService).importDefinition(sipas2640());
    await planned(app, { code: 'DRAFT', questionnaire: { code: 'sipas-2640', version: number } });
    await expect(service.move('DRAFT', 'open')).rejects.toMatchObject({ code: 'round-not-ready' });
  });

  it('lets one of two people who move it at once succeed', async () => {
    await planned(app, { code: 'RACE' });
    const moves = await Promise.allSettled([1, 2, 3].map(() => service.move('RACE', 'open')));
    expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('gives the intake one view, at most two seconds old', async () => {
    await open(app, { code: 'VIEW', agencies: ['BD-TDM'] });
    const view = await queries.intakeView('VIEW');
    expect(view).toMatchObject({
      status: 'open',
      questionnaireVersion: 1,
      from: '2025-04-01',
      to: '2025-06-30',
    });
    expect([...(view?.agencies.keys() ?? [])]).toEqual(['BD-TDM']);
    expect(periodOn(view?.agencies.get('BD-TDM'), '2025-06-30')?.to).toBe('2025-06-30');
    expect(periodOn(view?.agencies.get('BD-TDM'), '2025-07-01')).toBeUndefined();
    expect(view?.deciders.has('BD-SNV')).toBe(true);
    expect([...(view?.services.keys() ?? [])].sort()).toEqual(['BD-QSDD', 'BD-XD']);
    expect(await queries.intakeView('VIEW')).toBe(view);
    clock.seconds += 3;
    expect(await queries.intakeView('VIEW')).not.toBe(view);
    await service.move('VIEW', 'closing');
    expect((await queries.intakeView('VIEW'))?.status).toBe('closing');
    expect(await queries.intakeView('NOBODY')).toBeUndefined();
  });

  describe('over HTTP', () => {
    beforeAll(async () => {
      await planned(app, { code: 'API-PLANNED' });
      await open(app, { code: 'API-OPEN' });
      await closing(app, { code: 'API-CLOSING' });
      await published(app, { code: 'API-PUBLISHED' });
    });

    it('lists the open rounds', async () => {
      const answer = await app.fetch('/api/v1/rounds');
      const rounds = (await answer.json()) as { code: string }[];
      expect(rounds.map(({ code }) => code).filter((code) => code.startsWith('API'))).toEqual(['API-OPEN']);
      expect(rounds.find(({ code }) => code === 'API-OPEN')).toEqual({
        code: 'API-OPEN',
        title: { vi: 'Đợt khảo sát quý II năm 2025', en: 'Second quarter of 2025' },
        status: 'open',
        from: '2025-04-01',
        to: '2025-06-30',
        channels: ['web', 'kiosk', 'paper'],
        simulated: true,
      });
    });

    it('shows a round with everything to choose from, and no internal id', async () => {
      const answer = await app.fetch('/api/v1/rounds/API-OPEN');
      const round = (await answer.json()) as Record<string, { readonly length?: number }>;
      expect(round['agencies']).toHaveLength(117);
      expect(round['services']).toEqual([
        { code: 'BD-QSDD', name: { vi: 'Quyền sử dụng đất', en: 'Land use rights' } },
        { code: 'BD-XD', name: { vi: 'Xây dựng', en: 'Construction' } },
      ]);
      expect(round['questionnaire']).toMatchObject({
        code: 'sipas-2640',
        version: 1,
        definition: { code: 'sipas-2640' },
      });
      expect(round['indexDefinition']).toMatchObject({
        code: 'sipas-2640',
        version: 1,
        formula: 'topTwoBox',
      });
      expect(round['targets']).toEqual(roundFile().targets);
      expect(JSON.stringify(round)).not.toMatch(/"(id|agencyId|versionId)":/);
    });

    it('is described in the API description', async () => {
      const description = (await (await app.fetch('/openapi.json')).json()) as {
        paths: Record<string, object>;
        components: { schemas: Record<string, { properties: object }> };
      };
      expect(Object.keys(description.paths)).toEqual(
        expect.arrayContaining(['/api/v1/rounds', '/api/v1/rounds/{round}']),
      );
      const round = (await (await app.fetch('/api/v1/rounds/API-OPEN')).json()) as object;
      const described = description.components.schemas['RoundDto']?.properties ?? {};
      expect(Object.keys(described).sort()).toEqual(Object.keys(round).sort());
    });

    it.each([
      ['API-PLANNED', 404],
      ['API-CLOSING', 200],
      ['API-PUBLISHED', 200],
      ['NOBODY', 404],
    ])('answers for %s with %i', async (code, status) => {
      const answer = await app.fetch(`/api/v1/rounds/${code}`);
      expect(answer.status).toBe(status);
      if (status === 404) expect(await answer.json()).toMatchObject({ code: 'round-not-found' });
    });
  });
});
