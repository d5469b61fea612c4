import { competitionRanks, rankUnits } from './ranking.js';

describe('ranking (method §4)', () => {
  it('shares a place and skips the next', () => {
    expect(competitionRanks([90, 95, 95, 80])).toEqual([3, 1, 1, 4]);
  });

  it('shows which places are noise, the same for the same seed', () => {
    const units = [
      { key: 'a', value: 98, se: 0.2, effectiveN: 5000 },
      { key: 'b', value: 91, se: 2, effectiveN: 200 },
      { key: 'c', value: 90.8, se: 2, effectiveN: 200 },
      { key: 'd', value: null, se: 0, effectiveN: 0 },
    ];
    const ranks = rankUnits(units, 'BD-2025');
    expect(ranks.get('a')).toEqual({ place: 1, of: 3, low: 1, high: 1 });
    expect(ranks.get('b')).toEqual({ place: 2, of: 3, low: 2, high: 3 });
    expect(ranks.get('c')).toEqual({ place: 3, of: 3, low: 2, high: 3 });
    expect(ranks.has('d')).toBe(false);
    expect(rankUnits(units, 'BD-2025')).toEqual(ranks);
  });

  it('a perfect score from few is not a sure first place', () => {
    const ranks = rankUnits(
      [
        { key: 'few', value: 100, se: 0, effectiveN: 12 },
        { key: 'many', value: 97, se: 0.4, effectiveN: 1800 },
      ],
      1,
    );
    expect(ranks.get('few')).toMatchObject({ place: 1, high: 2 });
  });
});
