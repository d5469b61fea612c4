import { FileCursor, type Name } from './file-cursor.js';
import { fileFault, type FileFault } from './file-fault.js';

export const AGENCY_LEVELS = ['province', 'department', 'district', 'commune', 'vertical'] as const;
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

const SUCCESSION_KINDS = ['merge', 'split', 'rename', 'abolish'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

/** What an agency is from one day to another; both days included, `to` absent while nothing changes. */
export interface AgencyVersionEntry {
  readonly from: string;
  readonly to?: string;
  readonly name: Name;
  readonly level: AgencyLevel;
  /** Code of the agency above. */
  readonly parent?: string;
}

export interface AgencyEntry {
  readonly code: string;
  readonly versions: readonly AgencyVersionEntry[];
}

/** What became of an agency on a day; `to` is absent exactly when it was abolished without successor. */
export interface SuccessionEntry {
  readonly from: string;
  readonly to?: string;
  readonly kind: SuccessionKind;
  readonly on: string;
  readonly decision: string;
}

export interface ServiceFieldEntry {
  readonly code: string;
  readonly name: Name;
  readonly from?: string;
  readonly to?: string;
}

/** The organisation of a province as one file: what `organisation:import` reads. */
export interface OrganisationFile {
  /** Where the file comes from and what is fictitious in it; not stored. */
  readonly note?: string;
  readonly agencies: readonly AgencyEntry[];
  readonly successions: readonly SuccessionEntry[];
  readonly serviceFields: readonly ServiceFieldEntry[];
}

/**
 * Reads an organisation file of unknown shape and finds every fault that can be seen in the file alone.
 * Whether versions overlap and parents exist on each day is answered by the database on import.
 * @param value parsed JSON
 * @returns the file, and its faults; the file counts only if there are none
 */
export function readOrganisationFile(value: unknown): {
  readonly file: OrganisationFile;
  readonly faults: readonly FileFault[];
} {
  const root = new FileCursor(value).object(['note', 'agencies', 'successions', 'serviceFields']);
  const file = {
    agencies: root.at('agencies').list().map(readAgency),
    successions: root.at('successions').list().map(readSuccession),
    serviceFields: root.at('serviceFields').list().map(readServiceField),
  };
  const repeated = [...repeats(file.agencies, '/agencies'), ...repeats(file.serviceFields, '/serviceFields')];
  return { file, faults: [...root.faults, ...repeated] };
}

function readAgency(cursor: FileCursor): AgencyEntry {
  cursor.object(['code', 'versions']);
  return { code: cursor.at('code').code(), versions: cursor.at('versions').list(1).map(readVersion) };
}

function readVersion(cursor: FileCursor): AgencyVersionEntry {
  cursor.object(['from', 'to', 'name', 'level', 'parent']);
  const parent = cursor.at('parent').optional((place) => place.code());
  return {
    ...readPeriod(cursor),
    name: cursor.at('name').name(),
    level: cursor.at('level').oneOf(AGENCY_LEVELS),
    ...(parent === undefined ? {} : { parent }),
  };
}

function readPeriod(cursor: FileCursor): { from: string; to?: string } {
  const from = cursor.at('from').day();
  const to = cursor.at('to').optional((place) => place.day());
  if (to !== undefined && to !== '' && to < from) cursor.at('to').fault('order');
  return to === undefined ? { from } : { from, to };
}

function readSuccession(cursor: FileCursor): SuccessionEntry {
  cursor.object(['from', 'to', 'kind', 'on', 'decision']);
  const to = cursor.at('to').optional((place) => place.code());
  const entry = {
    from: cursor.at('from').code(),
    ...(to === undefined ? {} : { to }),
    kind: cursor.at('kind').oneOf(SUCCESSION_KINDS),
    on: cursor.at('on').day(),
    decision: cursor.at('decision').text(),
  };
  if ((entry.kind === 'abolish') !== (to === undefined)) cursor.at('to').fault('successor');
  return entry;
}

function readServiceField(cursor: FileCursor): ServiceFieldEntry {
  cursor.object(['code', 'name', 'from', 'to']);
  const period = cursor.at('from').absent ? {} : readPeriod(cursor);
  return { code: cursor.at('code').code(), name: cursor.at('name').name(), ...period };
}

function repeats(entries: readonly { readonly code: string }[], pointer: string): FileFault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ code }, i) => {
    if (code === '' || !seen.has(code)) {
      seen.add(code);
      return [];
    }
    return [fileFault(`${pointer}/${i}/code`, 'twice', code)];
  });
}
