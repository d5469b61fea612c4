import { CsvError, parse } from 'csv-parse/sync';

/** A CSV as text: its heading and its rows by column. */
export interface CsvFile {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Why and in which line the text cannot be read as CSV; absent when it can. */
  readonly problem?: { readonly line: number; readonly message: string };
}

/** Reads a CSV with a heading (RFC 4180, UTF-8 with or without a byte order mark, comma). */
export function readCsv(text: string): CsvFile {
  let columns: readonly string[] = [];
  const heading = (found: string[]): string[] => {
    columns = found;
    return found;
  };
  const options = { columns: heading, bom: true, trim: true, skip_empty_lines: true };
  try {
    return { rows: parse<Record<string, string>>(text, options), columns };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    return { columns, rows: [], problem: { line: lines ?? 1, message: error.message } };
  }
}
