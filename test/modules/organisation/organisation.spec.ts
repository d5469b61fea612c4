import { demonstrationProvince } from '../../../src/demo/province.js';
import { type OrganisationFile } from '../../../src/modules/organisation/domain/organisation-file.js';
import {
  type AgencyNode,
  OrganisationQueries,
} from '../../../src/modules/organisation/organisation.queries.js';
import { OrganisationService } from '../../../src/modules/organisation/organisation.service.js';
import { agencyFile } from '../../factories/organisation.js';
import { startApp, type TestApp } from '../../support/app.js';

const LAST_OLD_DAY = '2025-06-30';
const FIRST_NEW_DAY = '2025-07-01';

describe('the organisation of a province', () => {
  let app: TestApp;
  let service: OrganisationService;
  let queries: OrganisationQueries;

  beforeAll(async () => {
    app = await startApp();
    service = app.get(OrganisationService);
    queries = app.get(OrganisationQueries);
  });
  afterAll(() => app.close());

  const faultsOf = (file: OrganisationFile): Promise<unknown> =>
    service.importOrganisation(file).then(
      () => [],
      (error: unknown) =>
        (error as { faults?: { pointer: string; code: string }[] }).faults?.map(
          ({ pointer, code }) => `${pointer} ${code}`,
        ),
    );

  it('imports the demonstration province, and finds nothing new in it the second time', async () => {
    const file = demonstrationProvince();
    const all = file.agencies.length + file.successions.length + file.serviceFields.length;
    expect(await service.importOrganisation(file)).toEqual({ created: all, changed: 0, unchanged: 0 });
    expect(await service.importOrganisation(file)).toEqual({ created: 0, changed: 0, unchanged: all });
    expect(await queries.successionsSince(FIRST_NEW_DAY)).toHaveLength(1 + 17 + 9 + 91);
  });

  it.each([
    [LAST_OLD_DAY, 'BD', { province: 1, department: 17, district: 9, commune: 91 }],
    [FIRST_NEW_DAY, 'HCM', { province: 1, department: 17, commune: 36 }],
  ])('has on %s one tree under %s', async (day, root, counts) => {
    const trees = await queries.agencyOn(day);
    expect(trees.map(({ code }) => code)).toEqual([root]);
    const levels: Record<string, number> = {};
    const walk = (node: AgencyNode): void => {
      levels[node.level] = (levels[node.level] ?? 0) + 1;
      node.children.forEach(walk);
    };
    trees.forEach(walk);
    expect(levels).toEqual(counts);
  });

  it('knows a district and its communes only while it exists', async () => {
    expect(await queries.subtreeOf('BD-TDM', LAST_OLD_DAY)).toHaveLength(1 + 11);
    expect(await queries.subtreeOf('BD-TDM', FIRST_NEW_DAY)).toEqual([]);
    expect((await queries.agencyVersionByCode('BD-TDM', LAST_OLD_DAY))?.name.vi).toBe(
      'Thành phố Thủ Dầu Một',
    );
    expect(await queries.agencyVersionByCode('BD-TDM', FIRST_NEW_DAY)).toBeUndefined();
  });

  it('lets a later file close what an earlier one left open', async () => {
    await service.importOrganisation(agencyFile('LATE', { from: '2021-01-01' }));
    const report = await service.importOrganisation(
      agencyFile(
        'LATE',
        { from: '2021-01-01', to: '2023-12-31' },
        { from: '2024-01-01', name: { vi: 'Tên mới' } },
      ),
    );
    expect(report).toEqual({ created: 1, changed: 1, unchanged: 0 });
    const ids = await queries.agencyIds(['LATE']);
    const versions = await queries.versionsOf([...ids.values()]);
    expect(versions.map(({ from, to }) => [from, to])).toEqual([
      ['2021-01-01', '2023-12-31'],
      ['2024-01-01', null],
    ]);
  });

  it('refuses overlapping versions, names each, and imports nothing', async () => {
    const [first, second] = [
      agencyFile('OVER-1', {}, { from: '2022-01-01' }),
      agencyFile('OVER-2', {}, { from: '2023-01-01' }),
    ];
    const file = {
      ...first,
      agencies: [...agencyFile('GOOD').agencies, ...first.agencies, ...second.agencies],
    };
    expect(await faultsOf(file)).toEqual([
      '/agencies/1/versions/1/from overlap',
      '/agencies/2/versions/1/from overlap',
    ]);
    expect((await queries.agencyIds(['GOOD', 'OVER-1', 'OVER-2'])).size).toBe(0);
  });

  it('refuses a parent that does not exist on every day, and a circle', async () => {
    const parent = agencyFile('UP', { from: '2020-01-01', to: '2022-12-31' });
    const child = agencyFile('DOWN', { from: '2020-01-01', parent: 'UP' });
    expect(await faultsOf({ ...parent, agencies: [...parent.agencies, ...child.agencies] })).toEqual([
      '/agencies/1/versions/0/parent parentAbsent',
    ]);
    const circle = [
      agencyFile('A', { parent: 'C' }),
      agencyFile('B', { parent: 'A' }),
      agencyFile('C', { parent: 'B' }),
    ];
    expect(await faultsOf({ ...parent, agencies: circle.flatMap(({ agencies }) => agencies) })).toEqual(
      ['0', '1', '2'].map((i) => `/agencies/${i}/versions/0/parent parentCircle`),
    );
    expect(await faultsOf(agencyFile('OWN', { parent: 'OWN' }))).toEqual([
      '/agencies/0/versions/0/parent parentCircle',
    ]);
    expect(await faultsOf(agencyFile('LOST', { parent: 'NOBODY' }))).toEqual([
      '/agencies/0/versions/0/parent unknown',
    ]);
  });

  it('imports agencies from CSV and names faults by row and column', async () => {
    const heading = 'code,from,to,level,parent,name_vi,name_en\n';
    const good =
      'CSV,2020-01-01,,province,,Tỉnh,Province\nCSV-1,2020-01-01,2021-12-31,department,CSV,"Sở A, B",\n';
    expect(await service.importAgenciesCsv(heading + good)).toEqual({ created: 2, changed: 0, unchanged: 0 });
    const bad = 'CSV-2,2020-13-01,,office,CSV,Sở,\nCSV-1,2021-06-01,,department,CSV,Sở,\n';
    await expect(service.importAgenciesCsv(heading + bad)).rejects.toMatchObject({
      code: 'organisation-file-invalid',
      faults: [{ pointer: 'row 2: from' }, { pointer: 'row 2: level' }],
    });
    await expect(
      service.importAgenciesCsv(`${heading}CSV-1,2021-06-01,,department,CSV,Sở,\n`),
    ).rejects.toMatchObject({
      faults: [{ pointer: 'row 2: from', code: 'overlap' }],
    });
  });
});
