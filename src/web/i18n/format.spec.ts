import { formatDate, formatNumber } from './format.js';
import { translate } from './translate.js';

describe('numbers and dates', () => {
  it('have a decimal comma in Vietnamese', () => {
    expect(formatNumber('vi', 83.87, 2)).toBe('83,87');
    expect(formatNumber('en', 83.87, 2)).toBe('83.87');
  });

  it('group thousands as the locale does', () => {
    expect(formatNumber('vi', 454545)).toBe('454.545');
  });

  it('keep a calendar day whatever the zone', () => {
    expect(formatDate('vi', '2025-12-31')).toBe('31/12/2025');
  });

  it('read an instant in the time of Vietnam', () => {
    expect(formatDate('en', '2025-12-31T18:00:00Z')).toBe('01/01/2026');
  });
});

describe('translate', () => {
  it('fills in values', () => {
    expect(translate('vi', 'progress.step', { step: 2, total: 8 })).toBe('Phần 2 / 8');
  });

  it('refuses an unknown key', () => {
    expect(() => translate('en', 'no.such.key')).toThrow('missing');
  });
});
