import { isDate } from '../../questionnaires/domain/value-check.js';

const HOUR = 3_600_000;
/** Viet Nam keeps UTC+7 all year; a round's days are days of Viet Nam whatever offset a device writes. */
const VIETNAM = 7 * HOUR;

/** Longest time that is kept; a form left open overnight says nothing more than "very long". */
const MOST_SECONDS = 32_767;

const OFFSET_TIME =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * Reads a time in ISO 8601 with seconds and offset (`2025-11-03T09:14:31+07:00`), strictly.
 * @returns milliseconds since 1970, or undefined for anything else, days that do not exist included
 */
export function readOffsetTime(text: unknown): number | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined;
  const day = OFFSET_TIME.exec(text)?.[1];
  if (day === undefined || !isDate(day)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** The day in Viet Nam of a moment, as `YYYY-MM-DD`. */
export function dayInVietnam(time: number): string {
  return new Date(time + VIETNAM).toISOString().slice(0, 10);
}

/** The beginning of the hour of a moment, in milliseconds since 1970. */
export function hourOf(time: number): number {
  return time - (((time % HOUR) + HOUR) % HOUR);
}

/** Whole seconds between two moments, capped at what a `smallint` holds. */
export function secondsBetween(start: number, end: number): number {
  return Math.min(MOST_SECONDS, Math.max(0, Math.floor((end - start) / 1000)));
}
