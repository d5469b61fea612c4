import fc from 'fast-check';
import { groupsOf, type IndexStructure } from './index-structure.js';
import { addCounts, countLevels, type LevelCounts, NO_ANSWERS } from './level-counts.js';
import { addMoments, groupPositions, momentsAt, momentsOf, momentsOfResponse } from './moments.js';
import { seededRandom, shuffled } from './seeded-random.js';

const STRUCTURE: IndexStructure = {
  aspects: [
    {
      code: 'S',
      factors: [
        { code: 'A', criteria: ['A1', 'A2'] },
        { code: 'B', criteria: ['B1'] },
      ],
    },
  ],
};
const ORDER = ['A1', 'A2', 'B1'];
const level = fc.option(fc.integer({ min: 1, max: 5 }));
const responses = fc.array(fc.tuple(level, level, level), { minLength: 1, maxLength: 40 });

describe('what a tally keeps per respondent (method §3)', () => {
  it('orders groups overall, aspects, factors', () => {
    expect(groupsOf(STRUCTURE).map(({ item }) => item)).toEqual(['overall', 'S', 'A', 'B']);
  });

  it('sums a², t², ta, s², sa', () => {
    expect(momentsOf([5, 4, null, 2])).toEqual([9, 4, 6, 121, 33]);
    const flattened = momentsOfResponse(groupPositions(STRUCTURE, ORDER), [5, null, 3]);
    expect(flattened).toHaveLength(20);
    expect(momentsAt(STRUCTURE, flattened, 'B')).toEqual([1, 0, 0, 9, 3]);
    expect(momentsAt(STRUCTURE, flattened, 'A1')).toBeNull();
  });

  it('tallies do not depend on the order of the responses or on how they are split', () => {
    fc.assert(
      fc.property(responses, fc.integer(), fc.nat(40), (all, seed, cut) => {
        const mixed = shuffled(all, seededRandom(seed));
        const tally = (part: typeof all): { counts: LevelCounts; moments: readonly number[] } => ({
          counts: countLevels(part.map(([first]) => first)),
          moments: part.map((levels) => momentsOf(levels)).reduce(addMoments, [0, 0, 0, 0, 0]),
        });
        const [left, right] = [tally(mixed.slice(0, cut)), tally(mixed.slice(cut))];
        const whole = tally(all);
        expect(addCounts(left.counts, right.counts)).toEqual(whole.counts);
        expect(left.moments.map((value, at) => value + (right.moments[at] ?? 0))).toEqual(whole.moments);
        expect(addCounts(whole.counts, NO_ANSWERS)).toEqual(whole.counts);
      }),
    );
  });
});
