import { fileFault, type FileFault } from '../../organisation/domain/file-fault.js';
import { type Publication, sipasGeneration } from './publication.js';

export type Row = Readonly<Record<string, string>>;

/** A kind of CSV, known by its columns. */
interface Layout {
  readonly columns: readonly string[];
  readonly read: (
    row: Row,
    year: number,
  ) => Omit<Publication, 'year' | 'printed' | 'rank' | 'source' | 'item'>;
}

/** The Ministry of Home Affairs publishes SIPAS and PAR INDEX for all provinces. */
const MINISTRY = 'Bộ Nội vụ';

const LAYOUTS: readonly Layout[] = [
  {
    columns: ['province', 'year', 'index', 'rank', 'note', 'source'],
    read: (row, year) => ({
      ...{ instrument: 'sipas', measuringBody: MINISTRY, generation: sipasGeneration(year) },
      ...{ unit: cell(row, 'province'), note: cell(row, 'note') },
    }),
  },
  {
    columns: ['unit', 'year', 'index', 'rank', 'source'],
    read: (row) => ({
      ...{ instrument: 'par-index', measuringBody: MINISTRY, generation: 'par-index' },
      ...{ unit: cell(row, 'unit'), note: '' },
    }),
  },
  {
    columns: ['province', 'unit', 'year', 'index', 'source'],
    read: (row) => ({
      ...{ instrument: 'own-survey', measuringBody: cell(row, 'province'), generation: 'own-survey' },
      ...{ unit: ownSurveyUnit(row), note: cell(row, 'unit') },
    }),
  },
];

/**
 * Reads a CSV of published values.
 * @param columns its heading; says which kind of file it is
 * @param rows its rows in order, the first standing in row 2
 * @returns every row as a publication, and the faults; the publications count only if there are none
 */
export function publicationsOfRows(
  columns: readonly string[],
  rows: readonly Row[],
): { readonly publications: readonly Publication[]; readonly faults: readonly FileFault[] } {
  const layout = LAYOUTS.find((one) => one.columns.join() === columns.join());
  if (layout === undefined) {
    const known = LAYOUTS.map((one) => one.columns.join(',')).join('; ');
    return { publications: [], faults: [fileFault('row 1', 'layout', known)] };
  }
  const publications = rows.map((row) => readRow(layout, row));
  return { publications, faults: rows.flatMap((row, i) => faultsOf(layout, row, `row ${i + 2}`)) };
}

/** A survey of the whole province, or of one of its offices. */
function ownSurveyUnit(row: Row): string {
  const [province, unit] = [cell(row, 'province'), cell(row, 'unit')];
  return unit.startsWith('province own survey') ? province : `${province} · ${unit}`;
}

function readRow(layout: Layout, row: Row): Publication {
  const year = Number(row['year']);
  const [printed, rank] = [cell(row, 'index'), cell(row, 'rank')];
  return {
    ...layout.read(row, year),
    ...{ year, item: 'overall', source: cell(row, 'source') },
    printed: printed === '' ? null : printed,
    rank: rank === '' ? null : Number(rank),
  };
}

function faultsOf(layout: Layout, row: Row, place: string): FileFault[] {
  const faults = layout.columns
    .filter((column) => !['index', 'rank', 'note'].includes(column) && cell(row, column) === '')
    .map((column) => fileFault(`${place}: ${column}`, 'missing'));
  const [index, rank, year] = [cell(row, 'index'), cell(row, 'rank'), cell(row, 'year')];
  if (year !== '' && !/^(19[9]\d|2[01]\d\d)$/.test(year))
    faults.push(fileFault(`${place}: year`, 'number', '1990–2199'));
  if (index === '' && rank === '') faults.push(fileFault(`${place}: index`, 'missing'));
  if (index !== '' && !isPrintedValue(index)) faults.push(fileFault(`${place}: index`, 'number', '0–100'));
  if (rank !== '' && !/^[1-9]\d{0,4}$/.test(rank))
    faults.push(fileFault(`${place}: rank`, 'number', '1–99999'));
  return faults;
}

/** A number with a decimal point, up to 100: all instruments are in per cent or points of 100. */
export function isPrintedValue(text: string): boolean {
  return /^\d{1,3}(\.\d{1,6})?$/.test(text) && Number(text) <= 100;
}

function cell(row: Row, column: string): string {
  return row[column] ?? '';
}
