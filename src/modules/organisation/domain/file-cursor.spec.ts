import { FileCursor, isDay } from './file-cursor.js';

const read = <T>(value: unknown, reader: (cursor: FileCursor) => T): { result: T; faults: string[] } => {
  const cursor = new FileCursor(value);
  const result = reader(cursor);
  return { result, faults: cursor.faults.map(({ pointer, code }) => `${pointer} ${code}`) };
};

describe('reading a file of unknown shape', () => {
  it.each([
    ['a code', { a: 'BD-1' }, (c: FileCursor) => c.at('a').code(), 'BD-1', []],
    ['a code with a space', { a: 'BD 1' }, (c: FileCursor) => c.at('a').code(), '', ['/a code']],
    ['a code that is missing', {}, (c: FileCursor) => c.at('a').code(), '', ['/a missing']],
    ['a day of the calendar', { a: '2024-02-29' }, (c: FileCursor) => c.at('a').day(), '2024-02-29', []],
    ['a day that is none', { a: '2025-02-29' }, (c: FileCursor) => c.at('a').day(), '', ['/a day']],
    ['a number', { a: 95 }, (c: FileCursor) => c.at('a').number(0, 100), 95, []],
    ['a number out of range', { a: 101 }, (c: FileCursor) => c.at('a').number(0, 100), 0, ['/a number']],
    [
      'half a number where whole ones count',
      { a: 1.5 },
      (c: FileCursor) => c.at('a').number(1, 9, true),
      1,
      ['/a number'],
    ],
    ['a choice', { a: 'x' }, (c: FileCursor) => c.at('a').oneOf(['x', 'y']), 'x', []],
    ['another word', { a: 'z' }, (c: FileCursor) => c.at('a').oneOf(['x', 'y']), 'x', ['/a choice']],
    ['a truth that is absent', {}, (c: FileCursor) => c.at('a').truth(false), false, []],
    ['a truth that is a word', { a: 'yes' }, (c: FileCursor) => c.at('a').truth(false), false, ['/a truth']],
    ['a key with a slash', { 'a/b': '' }, (c: FileCursor) => c.at('a/b').text(), '', ['/a~1b missing']],
    ['an unknown key', { a: 1, b: 2 }, (c: FileCursor) => c.object(['a']).absent, false, ['/b unknownKey']],
    ['no object', 7, (c: FileCursor) => c.object(['a']).absent, false, [' object']],
    ['an empty list', { a: [] }, (c: FileCursor) => c.at('a').list(1).length, 0, ['/a list']],
    ['a name in one language', { a: { vi: 'Sở' } }, (c: FileCursor) => c.at('a').name().vi, 'Sở', []],
    [
      'a name without Vietnamese',
      { a: { en: 'x' } },
      (c: FileCursor) => c.at('a').name().vi,
      '',
      ['/a/vi missing'],
    ],
  ])('finds %s', (_, value, reader, expected, expectedFaults) => {
    const { result, faults } = read(value, reader as (cursor: FileCursor) => unknown);
    expect([result, faults]).toEqual([expected, expectedFaults]);
  });

  it('gives every fault a text in both languages', () => {
    const cursor = new FileCursor({ a: 'z' });
    cursor.at('a').oneOf(['x', 'y']);
    expect(cursor.faults).toEqual([
      { pointer: '/a', code: 'choice', vi: 'Phải là một trong: x, y.', en: 'Must be one of: x, y.' },
    ]);
  });

  it.each(['2025-1-1', '2025-13-01', '2025-00-10', 'today', ''])('%j is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });
});
