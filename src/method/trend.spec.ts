import { changes, comparableRuns } from './trend.js';

const point = (
  time: number,
  value: number | null,
  definition = 'sipas-2640@1',
): Parameters<typeof changes>[0][number] => ({
  time,
  value,
  definition,
  population: 'one-stop users',
});
const BREAKS = [{ from: 2022, reason: 'QĐ 1001/QĐ-BNV' }];

describe('series with breaks (method §1, §4)', () => {
  it('joins neither across a break nor across definitions', () => {
    const series = [
      point(2018, 85.03),
      point(2019, 88.05),
      point(2022, 80.08),
      point(2023, 82.66, 'sipas-1001@1'),
    ];
    expect(comparableRuns(series, BREAKS).map((run) => run.map(({ time }) => time))).toEqual([
      [2018, 2019],
      [2022],
      [2023],
    ]);
    expect(changes(series, BREAKS).map((change) => change && Math.round(change * 100) / 100)).toEqual([
      null,
      3.02,
      null,
      null,
    ]);
  });
});
