import { type Cell, type Column, type Locale, type Verdict } from './report-document.js';

/**
 * How figures look in print: the one place that knows separators. Vietnamese writes a decimal comma and groups
 * by a point (`20.000`; `84,31`), English the other way round. Values arrive rounded by the index definition.
 */

const minus = '\u2212';
const dash = '\u2013';
const nonBreakingSpace = '\u00a0';

/** A number with exactly `digits` decimals and grouped thousands. `value` is already rounded to `digits`. */
export function formatNumber(value: number, digits: number, locale: Locale): string {
  const [whole = '0', decimals] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'vi' ? '.' : ',');
  const negative = value < 0 && Number(value.toFixed(digits)) !== 0;
  return (negative ? minus : '') + grouped + (decimals ? (locale === 'vi' ? ',' : '.') + decimals : '');
}

/** A count of people or answers. */
export function formatCount(value: number, locale: Locale): string {
  return formatNumber(value, 0, locale);
}

/** An index or a share with its sign, e.g. `84,31%`. */
export function formatPercent(value: number, digits: number, locale: Locale): string {
  return `${formatNumber(value, digits, locale)}%`;
}

/** A difference of two percentages, e.g. `−10,69 điểm %`; signed also when positive. */
export function formatPoints(value: number, digits: number, locale: Locale): string {
  const unit = locale === 'vi' ? 'điểm %' : 'percentage points';
  return `${formatSigned(value, digits, locale)}${nonBreakingSpace}${unit.replace(' ', nonBreakingSpace)}`;
}

/** A number that always shows its sign, zero without. */
function formatSigned(value: number, digits: number, locale: Locale): string {
  const text = formatNumber(value, digits, locale);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}

/** Both ends of an interval, e.g. `83,95–84,67`. */
export function formatRange(low: number, high: number, digits: number, locale: Locale): string {
  return `${formatNumber(low, digits, locale)}${dash}${formatNumber(high, digits, locale)}`;
}

/** A rank among its peers, e.g. `19/63`. */
export function formatRank(place: number, of: number): string {
  return `${place}/${of}`;
}

/** `yyyy-mm-dd` as `dd/mm/yyyy`. */
export function formatDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

/** A threshold without decimals that carry nothing: `95%`, `92,5%`. */
export function formatThreshold(value: number, locale: Locale): string {
  return formatPercent(
    value,
    Number.isInteger(value) ? 0 : (String(value).split('.')[1]?.length ?? 0),
    locale,
  );
}

const verdicts: Record<Locale, Record<Verdict, string>> = {
  vi: { met: 'Đạt', notMet: 'Chưa đạt', undecidable: 'Chưa đủ căn cứ' },
  en: { met: 'Met', notMet: 'Not met', undecidable: 'Undecidable' },
};

/** The verdict as a word of a table or a legend. */
export function verdictWord(verdict: Verdict, locale: Locale): string {
  return verdicts[locale][verdict];
}

/** Decimals of a column: indices follow the definition, shares of answers have one, counts none. */
export function columnDigits(column: Column, indexDigits: number): number {
  if (column.kind === 'share') return 1;
  return column.kind === 'index' || column.kind === 'points' || column.kind === 'interval' ? indexDigits : 0;
}

/** One cell as text, by the kind of its column; the same text in every format that prints text. */
export function formatCell(cell: Cell, column: Column, indexDigits: number, locale: Locale): string {
  const digits = columnDigits(column, indexDigits);
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'verdict':
      return verdictWord(cell.verdict, locale);
    case 'number':
      return column.kind === 'points'
        ? formatSigned(cell.value, digits, locale)
        : formatNumber(cell.value, digits, locale);
    case 'pair':
      return column.kind === 'rank'
        ? formatRank(cell.first, cell.second)
        : formatRange(cell.first, cell.second, digits, locale);
    case 'none':
      return dash;
  }
}
