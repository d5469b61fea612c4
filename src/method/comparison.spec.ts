import { changeBetween, changeOfSeries, holm } from './comparison.js';
import { wilson } from './wilson.js';

const measured = (p: number, n: number): Parameters<typeof changeBetween>[0] => {
  const { low, high } = wilson(p, n);
  return { value: 100 * p, low: 100 * low, high: 100 * high, se: 100 * Math.sqrt((p * (1 - p)) / n) };
};

describe('change between rounds (method §4)', () => {
  it('gives Newcombe’s interval: 56/70 against 48/80 is 20 points, 5.24 to 33.39', () => {
    const change = changeBetween(measured(48 / 80, 80), measured(56 / 70, 70));
    expect(change.difference).toBeCloseTo(20, 10);
    expect(change.low).toBeCloseTo(5.24, 2);
    expect(change.high).toBeCloseTo(33.39, 2);
    expect(change.p).toBeLessThan(0.01);
  });

  it('does not find a change where two small rounds were perfect', () => {
    const change = changeBetween(measured(1, 12), measured(1, 15));
    expect(change).toMatchObject({ difference: 0, p: 1 });
    expect(change.low).toBeLessThan(-10);
  });

  it('crosses no break', () => {
    const point = (time: number) => ({ ...measured(0.8, 100), time, definition: 'a@1', population: 'p' });
    expect(changeOfSeries(point(2020), point(2022), [{ from: 2022, reason: 'QĐ 1001' }])).toBeNull();
    expect(changeOfSeries(point(2018), point(2020), [{ from: 2022, reason: 'QĐ 1001' }])?.difference).toBe(0);
  });

  it('corrects several tests as R’s p.adjust(method = "holm")', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.5]);
    [0.04, 0.09, 0.09, 0.025, 0.5].forEach((expected, index) => {
      expect(adjusted[index]).toBeCloseTo(expected, 12);
    });
  });
});
