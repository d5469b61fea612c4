import { parseDecimal, ratioHalfUp } from '../../../method/decimal.js';
import { type StatedMean, type StatedSum } from './par-index-file.js';
import { addsUp, isSameValue, type Publication, unitsAt } from './publication.js';

/** Something that a reader of published values must know; the values are kept as they were printed. */
export interface PublicationWarning {
  readonly code: 'severalValues' | 'statedInNote' | 'differenceWrong' | 'sumWrong' | 'meanWrong';
  readonly unit: string;
  readonly year: number;
  readonly vi: string;
  readonly en: string;
}

/** Words by which the keeper of a file marks that sources contradict each other or themselves. */
const DOUBTS = /conflict|inconsisten|mistyped|other sources/i;
const STATED_DIFFERENCE = /(\d+(?:\.\d+)?)\s*([+-])\s*(\d+(?:\.\d+)?)\s*=\s*(\d+(?:\.\d+)?)/g;

/** One warning per unit, year and item for which different numbers were published. */
export function warnOfSeveralValues(publications: readonly Publication[]): PublicationWarning[] {
  const groups = new Map<string, Publication[]>();
  for (const one of publications) {
    const key = [one.instrument, one.unit, one.year, one.item].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const values = distinctValues(group.flatMap(({ printed }) => printed ?? []));
    const [first] = group;
    if (first === undefined || values.length < 2) return [];
    const list = values.join(' · ');
    return [
      warning(
        'severalValues',
        first,
        `Có ${values.length} giá trị được công bố: ${list}.`,
        `${values.length} values were published: ${list}.`,
      ),
    ];
  });
}

/** Doubts that a note states, and stated differences (`85.03+2.99=88.02`) that do not come out. */
export function warnOfNotes(publications: readonly Publication[]): PublicationWarning[] {
  return publications.flatMap((one) => {
    const doubt = DOUBTS.test(one.note)
      ? [warning('statedInNote', one, `Ghi chú của nguồn: ${one.note}`, `The note says: ${one.note}`)]
      : [];
    const wrong = [...one.note.matchAll(STATED_DIFFERENCE)].filter(([, a = '', sign, b = '', c = '']) =>
      sign === '+' ? !addsUp([a, b], c) : !addsUp([b, c], a),
    );
    return [
      ...doubt,
      ...wrong.map(([text]) =>
        warning('differenceWrong', one, `Phép tính không đúng: ${text}.`, `This does not come out: ${text}.`),
      ),
    ];
  });
}

/** Totals that are not the sum of their parts. */
export function warnOfSums(sums: readonly StatedSum[]): PublicationWarning[] {
  return sums
    .filter(({ parts, total }) => !addsUp(parts, total))
    .map((sum) => {
      const text = `${sum.parts.join(' + ')} ≠ ${sum.total}`;
      return warning('sumWrong', sum, `Tổng không khớp: ${text}.`, `The parts do not add up: ${text}.`);
    });
}

/** Means that are not the plain mean of their values at the printed number of decimals. */
export function warnOfMeans(means: readonly StatedMean[]): PublicationWarning[] {
  return means
    .filter(({ values, mean }) => plainMean(values, mean) !== Number(mean))
    .map((stated) => {
      const found = plainMean(stated.values, stated.mean);
      return warning(
        'meanWrong',
        stated,
        `Trung bình tính được ${found}, công bố ${stated.mean}.`,
        `The mean is ${found}, published is ${stated.mean}.`,
      );
    });
}

function plainMean(values: readonly string[], like: string): number {
  const scale = Math.max(...values.map((text) => parseDecimal(text).scale));
  const sum = values.reduce((total, text) => total + unitsAt(text, scale), 0n);
  return ratioHalfUp(sum, BigInt(values.length) * 10n ** BigInt(scale), parseDecimal(like).scale);
}

function distinctValues(printed: readonly string[]): string[] {
  return printed.filter((text, i) => printed.findIndex((other) => isSameValue(other, text)) === i);
}

function warning(
  code: PublicationWarning['code'],
  { unit, year }: { readonly unit: string; readonly year: number },
  vi: string,
  en: string,
): PublicationWarning {
  const where = `${unit} ${year}`;
  return { code, unit, year, vi: `${where}: ${vi}`, en: `${where}: ${en}` };
}
