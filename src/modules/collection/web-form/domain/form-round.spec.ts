import { matches } from './agency-search.js';
import { availabilityOn } from './form-round.js';

const round = { status: 'open', from: '2025-04-01', to: '2025-06-30', channels: ['web'] } as const;

describe('availabilityOn', () => {
  it.each([
    ['open on its last day', round, '2025-06-30', 'open'],
    ['over on the day after', round, '2025-07-01', 'closed'],
    ['not yet on the day before', round, '2025-03-31', 'notYet'],
    ['not yet while planned', { ...round, status: 'planned' as const }, '2025-05-01', 'notYet'],
    ['over for beginners while closing', { ...round, status: 'closing' as const }, '2025-05-01', 'closed'],
    ['by other channels only', { ...round, channels: ['paper' as const] }, '2025-05-01', 'otherChannel'],
  ])('is %s', (_name, given, day, expected) => {
    expect(availabilityOn(given, day)).toBe(expected);
  });
});

describe('search for an agency', () => {
  it.each([
    ['thu dau', 'Thành phố Thủ Dầu Một', true],
    ['DAU  tp', 'TP Thủ Dầu Một', true],
    ['đất', 'Phòng Dat dai', true],
    ['', 'anything', true],
    ['sở y tế', 'Sở Nội vụ', false],
  ])('“%s” in “%s”: %s', (query, text, expected) => {
    expect(matches(query, text)).toBe(expected);
  });
});
