import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readCsv } from '../../platform/csv/csv.js';
import { fileFault } from '../organisation/domain/file-fault.js';
import { keepDigits, type ParIndexFile, readParIndexFile } from './domain/par-index-file.js';
import {
  type PublicationWarning,
  warnOfMeans,
  warnOfNotes,
  warnOfSeveralValues,
  warnOfSums,
} from './domain/publication-checks.js';
import { publicationsOfRows } from './domain/publication-rows.js';
import { type Publication } from './domain/publication.js';
import { PublicationRow } from './publication.entity.js';
import { PublicationsQueries } from './publications.queries.js';
import { roundErrors } from './round.errors.js';

/** What an import has stored, and what its reader must know about the values. */
export interface PublicationReport {
  readonly created: number;
  readonly unchanged: number;
  readonly warnings: readonly PublicationWarning[];
}

/** What is done to the values that others have published. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly database: DataSource,
    private readonly publications: PublicationsQueries,
  ) {}

  /**
   * Imports published values, all or nothing, each with its printed digits, source and note. Importing a file twice
   * changes nothing. Contradictions are kept and warned of, never settled.
   * @param name the file's name; `.json` is the PAR INDEX of a province, anything else a CSV
   * @param text the file's content, UTF-8
   * @throws AppError `publication-file-invalid` with every fault
   */
  async importPublications(name: string, text: string): Promise<PublicationReport> {
    const { publications, sums, means, faults } = readFile(name, text);
    if (faults.length > 0) throw roundErrors['publication-file-invalid']({ count: faults.length }, faults);
    const insert = this.database
      .createQueryBuilder()
      .insert()
      .into(PublicationRow)
      .values([...publications])
      .orIgnore();
    const created = publications.length === 0 ? 0 : ((await insert.execute()).raw as unknown[]).length;
    const warnings = [
      ...warnOfSeveralValues(await this.storedWith(publications)),
      ...warnOfNotes(publications),
      ...warnOfSums(sums),
      ...warnOfMeans(means),
    ];
    return { created, unchanged: publications.length - created, warnings };
  }

  /** All values of the units and instruments of a file, those of earlier files too. */
  private async storedWith(publications: readonly Publication[]): Promise<readonly Publication[]> {
    const instruments = [...new Set(publications.map(({ instrument }) => instrument))];
    const units = [...new Set(publications.map(({ unit }) => unit))];
    const found = await Promise.all(
      instruments.map((one) => this.publications.publicationsOfUnits(units, one)),
    );
    return found.flat();
  }
}

function readFile(name: string, text: string): ParIndexFile {
  if (/\.json$/i.test(name)) return readParIndexFile(parseJson(text));
  const { columns, rows, problem } = readCsv(text);
  if (problem === undefined) return { ...publicationsOfRows(columns, rows), sums: [], means: [] };
  const fault = fileFault(`row ${problem.line}`, 'notCsv', problem.message);
  return { publications: [], sums: [], means: [], faults: [fault] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(keepDigits(text.replace(/^\uFEFF/u, ''))) as unknown;
  } catch (error) {
    throw roundErrors['publication-file-invalid']({ count: 1 }, [fileFault('', 'notJson')], { cause: error });
  }
}
