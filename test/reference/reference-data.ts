import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const FOLDER = join(import.meta.dirname, 'data');

/** One row of a reference table, by column name. */
export type ReferenceRow = Readonly<Record<string, string>>;

/** A CSV table of the reference folder; `NA` is R's missing value. */
export function readTable(file: string): ReferenceRow[] {
  return parse(readFileSync(join(FOLDER, file), 'utf8'), { columns: true, skip_empty_lines: true });
}

/** What R computed for one statistic under one call. */
export interface Reference {
  readonly id: string;
  readonly call?: string;
  readonly estimate?: number;
  readonly se?: number;
  readonly deff?: number;
  readonly df?: number;
  readonly lo?: number;
  readonly hi?: number;
}

/** A list of reference values. */
export function readReferences(file: string): Reference[] {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Reference[];
}

/** A numeric column; missing values are null. */
export function numbers(rows: readonly ReferenceRow[], column: string): (number | null)[] {
  return rows.map((row) => {
    const text = row[column] ?? 'NA';
    return text === 'NA' ? null : Number(text);
  });
}

/** A numeric column without missing values. */
export function complete(rows: readonly ReferenceRow[], column: string): number[] {
  return numbers(rows, column).map((value) => {
    if (value === null) throw new Error(`${column} has missing values`);
    return value;
  });
}

/** A text column. */
export function texts(rows: readonly ReferenceRow[], column: string): string[] {
  return rows.map((row) => row[column] ?? '');
}

/** Relative difference, absolute where the expected value is 0. */
export function relativeError(actual: number, expected: number): number {
  return expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
}
