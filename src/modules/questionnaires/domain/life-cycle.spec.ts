import { statusAfter, VERSION_TRANSITIONS, type VersionAction, type VersionStatus } from './life-cycle.js';

describe('the life of a version', () => {
  it.each<[VersionStatus, VersionAction, VersionStatus | undefined]>([
    ['draft', 'submit', 'inReview'],
    ['inReview', 'approve', 'approved'],
    ['inReview', 'returnToDraft', 'draft'],
    ['approved', 'publish', 'published'],
    ['approved', 'returnToDraft', 'draft'],
    ['published', 'retire', 'retired'],
    ['draft', 'publish', undefined],
    ['published', 'returnToDraft', undefined],
    ['retired', 'publish', undefined],
  ])('%s: %s → %s', (status, action, after) => {
    expect(statusAfter(status, action)).toBe(after);
  });

  it('never leads from what citizens have answered back to what can be changed', () => {
    const after = [
      ...Object.values(VERSION_TRANSITIONS.published),
      ...Object.values(VERSION_TRANSITIONS.retired),
    ];
    expect(after).toEqual(['retired']);
  });
});
