import { type FileFault } from './file-fault.js';
import { type OrganisationFile } from './organisation-file.js';

/** Columns of the CSV of agencies, one row per version; see the module's README. */
export const AGENCY_COLUMNS = ['code', 'from', 'to', 'level', 'parent', 'name_vi', 'name_en'] as const;
export type AgencyRow = Readonly<Record<(typeof AGENCY_COLUMNS)[number], string>>;

/** An organisation file made of rows, not checked yet, and the way back from its pointers to the rows. */
export interface FileOfRows {
  readonly value: Pick<{ [Key in keyof OrganisationFile]: unknown }, 'agencies'>;
  readonly atRow: (fault: FileFault) => FileFault;
}

const COLUMN_OF: Readonly<Record<string, string>> = { 'name/vi': 'name_vi', 'name/en': 'name_en' };

/**
 * Gathers rows of one code into one agency with its versions.
 * @param rows rows of the CSV in order; the first stands in row 2, after the heading
 */
export function organisationFileOfRows(rows: readonly AgencyRow[]): FileOfRows {
  const agencies = new Map<string, { code: string; versions: unknown[]; rows: number[] }>();
  rows.forEach((row, i) => {
    const agency = agencies.get(row.code) ?? { code: row.code, versions: [], rows: [] };
    agencies.set(row.code, agency);
    agency.versions.push({
      from: row.from,
      to: row.to,
      level: row.level,
      parent: row.parent,
      name: row.name_en === '' ? { vi: row.name_vi } : { vi: row.name_vi, en: row.name_en },
    });
    agency.rows.push(i + 2);
  });
  const list = [...agencies.values()];
  return {
    value: { agencies: list.map(({ code, versions }) => ({ code, versions })) },
    atRow: (fault) => ({ ...fault, pointer: rowPointer(fault.pointer, list) }),
  };
}

function rowPointer(pointer: string, agencies: readonly { readonly rows: readonly number[] }[]): string {
  const [, agency = '', version = '0', column] =
    /^\/agencies\/(\d+)(?:\/versions\/(\d+))?(?:\/(.+))?$/.exec(pointer) ?? [];
  const row = agencies[Number(agency)]?.rows[Number(version)];
  if (agency === '' || row === undefined) return pointer;
  return column === undefined ? `row ${row}` : `row ${row}: ${COLUMN_OF[column] ?? column}`;
}
