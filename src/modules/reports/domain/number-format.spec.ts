import {
  formatCount,
  formatDate,
  formatNumber,
  formatPercent,
  formatPoints,
  formatRange,
  formatRank,
  formatThreshold,
} from './number-format.js';

describe('number format', () => {
  it.each([
    [formatNumber(83.87, 2, 'vi'), '83,87'],
    [formatNumber(83.87, 2, 'en'), '83.87'],
    [formatNumber(1234567.5, 1, 'vi'), '1.234.567,5'],
    [formatNumber(-0.001, 2, 'vi'), '0,00'],
    [formatCount(20000, 'vi'), '20.000'],
    [formatCount(20000, 'en'), '20,000'],
    [formatPercent(95.5, 1, 'vi'), '95,5%'],
    [formatPoints(-10.69, 2, 'vi'), '−10,69\u00a0điểm\u00a0%'],
    [formatPoints(1, 2, 'en'), '+1.00\u00a0percentage\u00a0points'],
    [formatRange(83.95, 84.67, 2, 'vi'), '83,95–84,67'],
    [formatRank(19, 63), '19/63'],
    [formatDate('2025-12-31'), '31/12/2025'],
    [formatThreshold(95, 'vi'), '95%'],
    [formatThreshold(92.5, 'vi'), '92,5%'],
  ])('%s', (printed, expected) => {
    expect(printed).toBe(expected);
  });
});
