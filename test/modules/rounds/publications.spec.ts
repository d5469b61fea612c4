import { parse } from 'csv-parse/sync';
import { type Instrument } from '../../../src/modules/rounds/domain/publication.js';
import { PublicationsQueries } from '../../../src/modules/rounds/publications.queries.js';
import { PublicationsService } from '../../../src/modules/rounds/publications.service.js';
import { readDataFile } from '../../../src/platform/config/package-root.js';
import { startApp, type TestApp } from '../../support/app.js';

type Row = Record<string, string>;
const rowsOf = (file: string): Row[] => parse(readDataFile(file), { columns: true, bom: true });
const FILES = [
  'sipas-province-index.csv',
  'par-index.csv',
  'province-own-surveys.csv',
  'par-index-binh-duong.json',
];

describe('publications of others', () => {
  let app: TestApp;
  let service: PublicationsService;
  let queries: PublicationsQueries;

  beforeAll(async () => {
    app = await startApp();
    service = app.get(PublicationsService);
    queries = app.get(PublicationsQueries);
  });
  afterAll(() => app.close());

  const load = (file: string) => service.importPublications(file, readDataFile(file));
  const valuesOf = async (unit: string, instrument: Instrument, year: number): Promise<unknown[]> =>
    (await queries.publicationsOf(unit, instrument))
      .filter((one) => one.year === year)
      .map(({ printed }) => printed);

  it('refuses a file with a fault whole, and names every fault', async () => {
    const text = readDataFile('sipas-province-index.csv');
    const broken = `${text}\nAn Giang,20x3,"80,1",,,\nAn Giang,2023,,0,,somewhere\n`;
    await expect(service.importPublications('x.csv', broken)).rejects.toMatchObject({
      code: 'publication-file-invalid',
      faults: [
        { pointer: 'row 45: source', code: 'missing' },
        { pointer: 'row 45: year', code: 'number' },
        { pointer: 'row 45: index', code: 'number' },
        { pointer: 'row 46: rank', code: 'number' },
      ],
    });
    expect(await queries.publicationsOf('Bình Dương', 'sipas')).toEqual([]);
    await expect(service.importPublications('x.csv', 'a,b\n1,2\n')).rejects.toMatchObject({
      faults: [{ code: 'layout' }],
    });
    await expect(service.importPublications('x.csv', 'a,b\n1,"2\n')).rejects.toMatchObject({
      faults: [{ code: 'notCsv' }],
    });
    await expect(service.importPublications('x.json', '{')).rejects.toMatchObject({
      faults: [{ code: 'notJson' }],
    });
  });

  it.each([
    ['sipas-province-index.csv', 'sipas', 43],
    ['par-index.csv', 'par-index', 33],
  ] as const)('keeps every row of %s digit for digit', async (file, instrument, count) => {
    const rows = rowsOf(file);
    expect(rows).toHaveLength(count);
    expect(await load(file)).toMatchObject({ created: count, unchanged: 0 });
    for (const row of rows) {
      const stored = await queries.publicationsOf(row['province'] ?? row['unit'] ?? '', instrument);
      expect(stored).toContainEqual(
        expect.objectContaining({
          year: Number(row['year']),
          printed: row['index'] === '' ? null : row['index'],
          rank: row['rank'] === '' ? null : Number(row['rank']),
          note: row['note'] ?? '',
          source: row['source'],
        }),
      );
    }
  });

  it('keeps every row of the own surveys, of provinces and of their offices', async () => {
    expect(await load('province-own-surveys.csv')).toMatchObject({ created: 14 });
    for (const row of rowsOf('province-own-surveys.csv')) {
      const office = row['unit']?.startsWith('province own survey') ? '' : ` · ${row['unit'] ?? ''}`;
      const stored = await queries.publicationsOf(`${row['province'] ?? ''}${office}`, 'own-survey');
      expect(stored).toContainEqual(
        expect.objectContaining({
          year: Number(row['year']),
          printed: row['index'],
          note: row['unit'],
          source: row['source'],
        }),
      );
    }
  });

  it('keeps the digits of JSON numbers and the parts of an index', async () => {
    const report = await load('par-index-binh-duong.json');
    // 2020's total stands in par-index.csv with the same digits, rank and source; so does that of 2024.
    expect(report).toMatchObject({ created: 2 + 4 + 9 * 3 + 1, unchanged: 2, warnings: [] });
    expect(await valuesOf('Bình Dương', 'par-index', 2018)).toEqual(['79.00', '79.0']);
    const parts = (await queries.publicationsOf('Bình Dương', 'par-index')).filter(
      ({ year }) => year === 2020,
    );
    expect(parts.map(({ item, printed }) => [item, printed])).toEqual([
      ['overall', '86.93'],
      ['điểm thẩm định', '55.48'],
      ['Chỉ số SIPAS', '8.82'],
      ['khảo sát lãnh đạo, quản lý', '20.27'],
      ['tác động đến phát triển kinh tế - xã hội', '2.36'],
    ]);
    expect(await valuesOf('Thị xã Tân Uyên', 'par-index-district', 2017)).toEqual(['48.75', '33.25', '82.0']);
  });

  it('changes nothing the second time', async () => {
    const reports = await Promise.all(FILES.map(load));
    expect(reports.map(({ created }) => created)).toEqual([0, 0, 0, 0]);
  });

  it('warns of every inconsistency that the file notes, and of the three values of Bình Dương 2019', async () => {
    const { warnings } = await load('sipas-province-index.csv');
    expect(warnings.map(({ code, unit, year }) => `${code} ${unit} ${year}`)).toEqual([
      'severalValues Bình Dương 2019',
      'statedInNote Bình Dương 2019',
      'statedInNote Bình Dương 2019',
      'statedInNote Bình Dương 2019',
      'statedInNote Vĩnh Long 2024',
      'statedInNote (tỉnh cao nhất cả nước, not named) 2024',
    ]);
    expect(warnings[0]?.vi).toContain('88.05 · 88.02 · 88.2');
  });

  it('puts a break between the generations of 2021 and 2022', async () => {
    const national = await queries.publicationsOf('Cả nước', 'sipas');
    expect(national.map(({ year, generation }) => [year, generation])).toEqual([
      [2017, 'sipas-2640'],
      [2018, 'sipas-2640'],
      [2019, 'sipas-2640'],
      [2020, 'sipas-2640'],
      [2022, 'sipas-1001'],
      [2023, 'sipas-1001'],
      [2024, 'sipas-1001'],
    ]);
  });

  it('warns of sums and means that do not come out', async () => {
    const wrong = readDataFile('par-index-binh-duong.json')
      .replace('8.82', '8.92')
      .replace('"mean_published": 78.39', '"mean_published": 78.38')
      .replace('32.83', '32.84');
    const { warnings } = await service.importPublications('par-index-binh-duong.json', wrong);
    expect(warnings.map(({ code, unit, year }) => `${code} ${unit} ${year}`).sort()).toEqual([
      'meanWrong Bình Dương · mean of districts 2017',
      'severalValues Bình Dương 2020',
      'severalValues Bình Dương · mean of districts 2017',
      'severalValues Thành phố Thủ Dầu Một 2017',
      'sumWrong Bình Dương 2020',
      'sumWrong Thành phố Thủ Dầu Một 2017',
    ]);
  });
});
