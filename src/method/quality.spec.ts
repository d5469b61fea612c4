import { flagNames, qualityFlags } from './quality.js';

const names = (facts: Parameters<typeof qualityFlags>[0]): string[] => flagNames(qualityFlags(facts));
const mixed = [5, 4, 5, 4, 3, 5, 4, 4];

describe('quality flags (method §6)', () => {
  it.each([
    ['less than a second an item', { seconds: 21, levels: mixed, items: 22 }, ['speeder']],
    [
      'less than half of the median',
      { seconds: 40, levels: mixed, items: 22, medianSeconds: 90 },
      ['speeder'],
    ],
    ['slow enough', { seconds: 50, levels: mixed, items: 22, medianSeconds: 90 }, []],
    ['time unknown', { seconds: null, levels: mixed, items: 22 }, []],
    ['eight times the same', { levels: [5, 5, 5, 5, null, 5, 5, 5, 5], items: 9 }, ['straightLine']],
    ['seven times the same', { levels: [5, 5, 5, 5, null, 5, 5, 5], items: 8 }, []],
    [
      'a burst outside of hours',
      { levels: mixed, items: 8, identicalVectors: 5, outsideHours: true },
      ['burst', 'outsideHours'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(names(facts)).toEqual(expected);
  });

  it('keeps every flag in its own bit', () => {
    expect(flagNames(255)).toHaveLength(8);
    expect(flagNames(0)).toEqual([]);
  });
});
