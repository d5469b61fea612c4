import { formatTags, type Locale } from './locale.js';

/** A number with a fixed count of decimals: `83,87` in Vietnamese, `83.87` in English. */
export function formatNumber(locale: Locale, value: number, decimals = 0): string {
  return new Intl.NumberFormat(formatTags[locale], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/** A calendar day (`YYYY-MM-DD`, or an instant read in Vietnam's time) as `31/12/2025`. */
export function formatDate(locale: Locale, value: Date | string): string {
  const isDay = typeof value === 'string' && value.length === 10;
  return new Intl.DateTimeFormat(formatTags[locale], {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: isDay ? 'UTC' : 'Asia/Ho_Chi_Minh',
  }).format(new Date(value));
}
