import { dayInVietnam, hourOf, readOffsetTime, secondsBetween } from './offset-time.js';

describe('times of a submission', () => {
  it.each([
    ['2025-11-03T09:14:31+07:00', '2025-11-03T02:14:31.000Z'],
    ['2025-11-03T02:14:31Z', '2025-11-03T02:14:31.000Z'],
    ['2024-02-29T23:59:59.123456-05:30', '2024-03-01T05:29:59.123Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(readOffsetTime(text) ?? NaN).toISOString()).toBe(expected);
  });

  it.each([
    '2025-11-03T09:14:31',
    '2025-11-03 09:14:31+07:00',
    '2025-11-03T09:14+07:00',
    '2025-02-30T09:14:31+07:00',
    '2025-11-03T24:00:00Z',
    '2025-11-03T09:14:60Z',
    '2025-11-03T09:14:31+0700',
    '2025-11-03T09:14:31+15:00',
    'yesterday',
    1762136071000,
    null,
  ])('refuses %p', (text) => {
    expect(readOffsetTime(text)).toBeUndefined();
  });

  it('takes the day in Viet Nam, whatever the offset', () => {
    expect(dayInVietnam(Date.parse('2025-10-31T17:00:00Z'))).toBe('2025-11-01');
    expect(dayInVietnam(Date.parse('2025-10-31T16:59:59Z'))).toBe('2025-10-31');
  });

  it('keeps the hour and capped whole seconds only', () => {
    expect(new Date(hourOf(Date.parse('2025-11-03T09:59:59+07:00'))).toISOString()).toBe(
      '2025-11-03T02:00:00.000Z',
    );
    expect(secondsBetween(0, 111_900)).toBe(111);
    expect(secondsBetween(0, 10 * 3_600_000)).toBe(32_767);
  });
});
