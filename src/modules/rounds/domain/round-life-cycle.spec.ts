import { isVisible, mayMove, ROUND_STATUSES } from './round-life-cycle.js';

describe('the life cycle of a round', () => {
  const moves = ROUND_STATUSES.flatMap((from) =>
    ROUND_STATUSES.filter((to) => mayMove(from, to)).map((to) => [from, to]),
  );

  it('goes forward one step at a time', () => {
    expect(moves).toEqual([
      ['planned', 'open'],
      ['open', 'closing'],
      ['closing', 'closed'],
      ['closed', 'published'],
    ]);
  });

  it('hides what is planned', () => {
    expect(ROUND_STATUSES.filter((status) => !isVisible(status))).toEqual(['planned']);
  });
});
