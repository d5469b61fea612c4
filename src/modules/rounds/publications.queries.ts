import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Instrument, type Publication } from './domain/publication.js';

const COLUMNS = `
  publication.instrument, publication.measuring_body AS "measuringBody", publication.unit, publication.year,
  publication.item, publication.printed, publication.rank, publication.generation, publication.note, publication.source`;

/** Values that others have published. */
@Injectable()
export class PublicationsQueries {
  constructor(private readonly database: Database) {}

  /**
   * Every value of a unit under an instrument, by year, in the order of import within a year. Several values of one
   * year and item are a conflict and all of them are returned; values of different generations must not be joined.
   */
  publicationsOf(unit: string, instrument: Instrument): Promise<readonly Publication[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM publication
       WHERE publication.unit = $1 AND publication.instrument = $2 ORDER BY publication.year, publication.id`,
      [unit, instrument],
    );
  }

  /** The same of several units at once: what an import looks through for conflicts. */
  publicationsOfUnits(units: readonly string[], instrument: Instrument): Promise<readonly Publication[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM publication
       WHERE publication.unit = ANY ($1::text[]) AND publication.instrument = $2
       ORDER BY publication.unit, publication.year, publication.id`,
      [units, instrument],
    );
  }
}
