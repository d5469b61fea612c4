/** Crockford's alphabet: no I, L, O or U, so that a receipt read aloud or copied by hand survives. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VALUES = new Map<string, number>([
  ...Array.from(ALPHABET, (sign, value) => [sign, value] as const),
  ['O', 0],
  ['I', 1],
  ['L', 1],
]);
const BYTES = 16;
const GROUPS = /.{1,5}/g;

/** Writes 16 bytes as 26 signs in groups of five (`7H2KD-0QX3A-…`). */
export function writeReceipt(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31] ?? '';
    }
    held &= 31;
  }
  text += ALPHABET[(held << (5 - bits)) & 31] ?? '';
  return text.match(GROUPS)?.join('-') ?? text;
}

/** Reads a receipt as a person types it: small letters, spaces, O for 0 and I or L for 1 are all right. */
export function readReceipt(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(BYTES);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const sign of text.toUpperCase().replace(/[\s-]/g, '')) {
    const value = VALUES.get(sign);
    if (value === undefined || at > BYTES) return undefined;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    if (at === BYTES) return undefined;
    bytes[at] = held >> bits;
    at += 1;
  }
  const isWhole = at === BYTES && bits === 2 && (held & 3) === 0;
  return isWhole ? bytes : undefined;
}
