import fc from 'fast-check';
import { readReceipt, writeReceipt } from './receipt-code.js';

describe('receipt code', () => {
  it('is 26 signs in groups of five', () => {
    expect(writeReceipt(new Uint8Array(16))).toBe('00000-00000-00000-00000-00000-0');
    expect(writeReceipt(new Uint8Array(16).fill(255))).toBe('ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-W');
  });

  it('reads what it wrote, typed in small letters, without groups and with O for 0', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const written = writeReceipt(bytes);
        expect(readReceipt(written)).toEqual(bytes);
        const typed = written.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
        expect(readReceipt(typed)).toEqual(bytes);
      }),
    );
  });

  it.each([
    '',
    '00000',
    'U'.repeat(26),
    '0'.repeat(27),
    '0'.repeat(25),
    `${'0'.repeat(25)}1`,
    '0'.repeat(10_000),
  ])('refuses %p', (text) => {
    expect(readReceipt(text)).toBeUndefined();
  });
});
