import { type Publication } from '../../rounds/domain/publication.js';
import { publishedHistory, publishedUnitOf } from './published-history.js';

const of = (changes: Partial<Publication>): Publication => ({
  ...{ instrument: 'sipas', measuringBody: 'Bộ Nội vụ', unit: 'Bình Dương', year: 2019, item: 'overall' },
  ...{ printed: '88.05', rank: null, generation: 'sipas-2640', note: '', source: 'a' },
  ...changes,
});
const facts = { provincesIn: () => 63, sipasPoints: 10, breakNote: (year: number) => `changed in ${year}` };

describe('the published series', () => {
  it('shows the first value of a year and tells the others', () => {
    const { points } = publishedHistory(
      [of({}), of({ printed: '88.02', rank: 13, source: 'b' }), of({ printed: '88.2', source: 'c' })],
      [],
      facts,
    );
    expect(points).toEqual([
      {
        ...{
          year: 2019,
          value: 88.05,
          n: null,
          measuredBy: 'Bộ Nội vụ',
          source: 'a',
          rank: { place: 13, of: 63 },
        },
        alternatives: [
          { value: '88.02', source: 'b' },
          { value: '88.2', source: 'c' },
        ],
      },
    ]);
  });

  it('breaks where the generation changes, and leaves out years with a rank only', () => {
    const { points, breaks } = publishedHistory(
      [
        of({}),
        of({ year: 2022, printed: null, rank: 4, generation: 'sipas-1001' }),
        of({ year: 2024, printed: '87.80', generation: 'sipas-1001' }),
      ],
      [],
      facts,
    );
    expect(points.map(({ year }) => year)).toEqual([2019, 2024]);
    expect(breaks).toEqual([{ beforeYear: 2022, note: 'changed in 2022' }]);
  });

  it('takes the part of SIPAS in PAR INDEX with the total of the same year', () => {
    const rows = [
      of({ year: 2019, printed: '82.30' }),
      of({ year: 2020, printed: '86.93', source: 'p' }),
      of({ year: 2020, printed: '8.82', item: 'Chỉ số SIPAS', source: 'p' }),
    ];
    expect(publishedHistory([], rows, facts).parIndex).toEqual({
      year: 2020,
      points: 8.82,
      of: 10,
      total: 86.93,
      source: 'p',
    });
    expect(publishedHistory([], rows.slice(0, 2), facts).parIndex).toBeNull();
  });

  it.each([
    ['Tỉnh Bình Dương', 'Bình Dương'],
    ['Thành phố Hồ Chí Minh', 'Hồ Chí Minh'],
    ['Bình Dương', 'Bình Dương'],
  ])('%s is published as %s', (name, unit) => {
    expect(publishedUnitOf(name)).toBe(unit);
  });
});
