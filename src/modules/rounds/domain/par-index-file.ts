import { FileCursor } from '../../organisation/domain/file-cursor.js';
import { type FileFault } from '../../organisation/domain/file-fault.js';
import { isPrintedValue } from './publication-rows.js';
import { type Publication } from './publication.js';

/** A total with the parts that it is said to be the sum of. */
export interface StatedSum {
  readonly unit: string;
  readonly year: number;
  readonly parts: readonly string[];
  readonly total: string;
}

/** A mean with the values that it is said to be the mean of. */
export interface StatedMean {
  readonly unit: string;
  readonly year: number;
  readonly values: readonly string[];
  readonly mean: string;
}

export interface ParIndexFile {
  readonly publications: readonly Publication[];
  readonly sums: readonly StatedSum[];
  readonly means: readonly StatedMean[];
  readonly faults: readonly FileFault[];
}

/** The file in `data/` is about one province and does not repeat its name. */
const PROVINCE = 'Bình Dương';
const DISTRICT_YEAR = 2017;

/** Puts quotation marks around the numbers of a JSON text, so that parsing keeps `79.0` as it was printed. */
export function keepDigits(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

/**
 * Reads the PAR INDEX of one province and of its districts.
 * @param value parsed from JSON whose numbers were kept as text (`keepDigits`)
 */
export function readParIndexFile(value: unknown): ParIndexFile {
  const root = new FileCursor(value);
  const years = root.at('province').list(1).map(readYear);
  const districts = root.at('districts_2017').optional(readDistricts);
  return {
    publications: [...years.flatMap(({ publications }) => publications), ...(districts?.publications ?? [])],
    sums: [...years.flatMap(({ sums }) => sums), ...(districts?.sums ?? [])],
    means: districts?.means ?? [],
    faults: root.faults,
  };
}

function readYear(cursor: FileCursor): { publications: Publication[]; sums: StatedSum[] } {
  const year = Number(cursor.at('year').text());
  const source = cursor.at('source').text();
  const total = readPrinted(cursor.at('par_index'));
  const rank = cursor.at('rank').optional((place) => Number(place.text())) ?? null;
  const parts = cursor
    .at('components')
    .entries()
    .map(([name, place]) => ({ name, printed: readPrinted(place) }));
  const base = {
    instrument: 'par-index',
    measuringBody: 'Bộ Nội vụ',
    unit: PROVINCE,
    year,
    note: '',
    source,
  } as const;
  const generation = 'par-index';
  const stated = cursor.at('sum_of_components').optional(readPrinted) ?? total;
  const printed = parts.map((part) => part.printed);
  return {
    publications: [
      { ...base, generation, item: 'overall', printed: total, rank },
      ...parts.map((part) => ({ ...base, generation, item: part.name, printed: part.printed, rank: null })),
    ],
    sums:
      parts.length === 0
        ? []
        : [...new Set([total, stated])].map((sum) => ({ unit: PROVINCE, year, parts: printed, total: sum })),
  };
}

function readDistricts(cursor: FileCursor): Omit<ParIndexFile, 'faults'> {
  const source = cursor.at('source').text();
  const items = cursor
    .at('max')
    .entries()
    .map(([name]) => name);
  const rows = cursor
    .at('rows')
    .list(1)
    .map((row) => {
      const [name, ...values] = row.list(items.length + 1);
      return { unit: name?.text() ?? '', values: values.map(readPrinted) };
    });
  const base = {
    instrument: 'par-index-district',
    measuringBody: PROVINCE,
    year: DISTRICT_YEAR,
    note: '',
    source,
  } as const;
  const generation = 'par-index-district';
  const last = items.length - 1;
  const mean = cursor.at('mean_published').optional(readPrinted);
  const meanUnit = `${PROVINCE} · mean of districts`;
  return {
    publications: [
      ...rows.flatMap(({ unit, values }) =>
        values.map((printed, i) => ({
          ...{ ...base, generation, unit, printed, rank: null },
          item: i === last ? 'overall' : (items[i] ?? ''),
        })),
      ),
      ...(mean === undefined
        ? []
        : [{ ...base, generation, unit: meanUnit, item: 'overall', printed: mean, rank: null }]),
    ],
    sums: rows.map(({ unit, values }) => ({
      unit,
      year: DISTRICT_YEAR,
      parts: values.slice(0, -1),
      total: values[last] ?? '',
    })),
    means:
      mean === undefined
        ? []
        : [
            {
              unit: meanUnit,
              year: DISTRICT_YEAR,
              values: rows.map(({ values }) => values[last] ?? ''),
              mean,
            },
          ],
  };
}

function readPrinted(cursor: FileCursor): string {
  const text = cursor.text();
  if (text !== '' && !isPrintedValue(text)) cursor.fault('number', '0–100');
  return text;
}
