import { normalQuantile } from './distribution.js';

/** Random numbers that anybody can repeat from the stored seed. */
export interface SeededRandom {
  /** Uniform in [0, 1) with 53 bits. */
  next(): number;
  /** A whole number in 0 … below − 1, without bias. */
  below(limit: number): number;
  /** Standard normal. */
  normal(): number;
}

/**
 * xoshiro128** (Blackman & Vigna 2018), its state filled from the seed by splitmix32 over the text's FNV-1a hash,
 * so that a seed may be any text or number. The same seed gives the same numbers on every machine.
 */
export function seededRandom(seed: string | number): SeededRandom {
  const bits = generator(String(seed));
  const next = (): number => (bits() * 0x200000 + (bits() >>> 11)) / 2 ** 53;
  return {
    next,
    below: (limit) => unbiased(limit, bits),
    normal: () => normalQuantile(next() || Number.EPSILON / 4),
  };
}

/** The items in a random order; the given array is left as it was (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const a = result[last] as T;
    result[last] = result[other] as T;
    result[other] = a;
  }
  return result;
}

function unbiased(limit: number, bits: () => number): number {
  const whole = 2 ** 32 - (2 ** 32 % limit);
  let drawn = bits();
  while (drawn >= whole) drawn = bits();
  return drawn % limit;
}

/** The state lives in plain numbers, because a simulation draws millions. */
function generator(seed: string): () => number {
  const start = initialState(seed);
  let [a, b, c, d] = start.map((word) => word | 0) as [number, number, number, number];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function initialState(seed: string): number[] {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  return Array.from({ length: 4 }, () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  });
}
