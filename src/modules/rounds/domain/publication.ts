import { parseDecimal } from '../../../method/decimal.js';

export type Instrument = 'sipas' | 'par-index' | 'par-index-district' | 'own-survey';

/** A value that somebody else measured, exactly as printed, with where it was printed. */
export interface Publication {
  readonly instrument: Instrument;
  readonly measuringBody: string;
  /** Province, ministry or office, as the source names it. */
  readonly unit: string;
  readonly year: number;
  /** `overall`, or the part of the index as the source names it. */
  readonly item: string;
  /** Digits as printed, trailing zeros included; null when only a rank was printed. */
  readonly printed: string | null;
  readonly rank: number | null;
  /** Values of different generations are never joined by a line, a change or a test (method §1). */
  readonly generation: string;
  readonly note: string;
  readonly source: string;
}

/** The method of SIPAS changed between the round of 2020 and that of 2022: the series breaks (method §1). */
const SIPAS_BREAK_YEAR = 2022;

/** The generation that a SIPAS value of a year belongs to. */
export function sipasGeneration(year: number): string {
  return year < SIPAS_BREAK_YEAR ? 'sipas-2640' : 'sipas-1001';
}

/** Whether two printed values are the same number: `79.0` and `79.00` are. */
export function isSameValue(one: string, other: string): boolean {
  return difference(one, other) === 0n;
}

/** Whether the parts add up to the total, exactly. */
export function addsUp(parts: readonly string[], total: string): boolean {
  const scale = Math.max(...[...parts, total].map((text) => parseDecimal(text).scale));
  return parts.reduce((sum, part) => sum + unitsAt(part, scale), 0n) === unitsAt(total, scale);
}

/** One number minus another in units of the finer of the two; only its sign says anything. */
function difference(one: string, other: string): bigint {
  const scale = Math.max(parseDecimal(one).scale, parseDecimal(other).scale);
  return unitsAt(one, scale) - unitsAt(other, scale);
}

/** The number in units of 10^-scale. */
export function unitsAt(text: string, scale: number): bigint {
  const { units, scale: own } = parseDecimal(text);
  return units * 10n ** BigInt(scale - own);
}
