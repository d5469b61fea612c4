import { CsvError, parse } from 'csv-parse/sync';
import { fileFault, type FileFault } from './domain/file-fault.js';

/** A CSV as text: its heading and its rows by column. */
export interface CsvFile {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Why the text cannot be read as CSV; empty when it can. */
  readonly faults: readonly FileFault[];
}

/** Reads a CSV with a heading (RFC 4180, UTF-8 with or without a mark, comma). */
export function readCsv(text: string): CsvFile {
  let columns: readonly string[] = [];
  const heading = (found: string[]): string[] => {
    columns = found;
    return found;
  };
  try {
    const rows: Record<string, string>[] = parse(text, {
      columns: heading,
      bom: true,
      trim: true,
      skip_empty_lines: true,
    });
    return { columns, rows, faults: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    return {
      columns,
      rows: [],
      faults: [fileFault(lines === undefined ? '' : `row ${lines}`, 'notCsv', error.message)],
    };
  }
}
