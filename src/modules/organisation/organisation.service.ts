import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, QueryFailedError } from 'typeorm';
import { readCsv } from '../../platform/csv/csv.js';
import { AgencySuccession } from './agency-succession.entity.js';
import { AgencyVersion } from './agency-version.entity.js';
import { Agency } from './agency.entity.js';
import { AGENCY_COLUMNS, type AgencyRow, organisationFileOfRows } from './domain/agency-rows.js';
import { fileFault, type FileFault } from './domain/file-fault.js';
import {
  type AgencyVersionEntry,
  type OrganisationFile,
  readOrganisationFile,
} from './domain/organisation-file.js';
import { organisationErrors } from './organisation.errors.js';
import { type AgencyVersionRow, OrganisationQueries } from './organisation.queries.js';
import { ServiceField } from './service-field.entity.js';

/** How many entries of a file were new, different from what was stored, or stored already. */
export interface ImportReport {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

type Outcome = keyof ImportReport;

/** One version of the file with the place where it stands. */
interface PlacedVersion extends AgencyVersionEntry {
  readonly code: string;
  readonly pointer: string;
}

type VersionRow = Pick<AgencyVersion, 'agencyId' | 'valid' | 'name' | 'level' | 'parentId'>;

interface FreshVersion {
  readonly version: PlacedVersion;
  readonly row: VersionRow;
}

/** What is done to the organisation of a province. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly database: DataSource,
    private readonly organisation: OrganisationQueries,
  ) {}

  /**
   * Imports agencies, their succession and service fields: all or nothing. A version is known again by code and
   * first day, so importing a file twice changes nothing, and a later file may close what an earlier one left open.
   * @throws AppError `organisation-file-invalid` with every fault
   */
  async importOrganisation(source: unknown): Promise<ImportReport> {
    const { file, faults } = readOrganisationFile(source);
    refuse(faults);
    return this.database.transaction((manager) => this.write(manager, file));
  }

  /**
   * Imports agencies from CSV (UTF-8, comma, heading row; columns in the README), faults named by row.
   * @throws AppError `organisation-file-invalid` with every fault
   */
  async importAgenciesCsv(csv: string): Promise<ImportReport> {
    const { value, atRow } = organisationFileOfRows(readRows(csv));
    const { file, faults } = readOrganisationFile(value);
    refuse(faults.map(atRow));
    return this.database.transaction((manager) => this.write(manager, file, atRow));
  }

  private async write(
    manager: EntityManager,
    file: OrganisationFile,
    place = (fault: FileFault) => fault,
  ): Promise<ImportReport> {
    const faults: FileFault[] = [];
    const ids = await this.writeAgencies(manager, file);
    const versions = placedVersions(file);
    const outcomes = [
      ...(await this.writeVersions(manager, versions, ids, faults)),
      ...(await writeSuccessions(manager, file, ids, faults)),
      ...(await writeServiceFields(manager, file)),
    ];
    if (faults.length === 0) faults.push(...(await this.faultsOfTree(manager, versions)));
    refuse(faults.map(place));
    const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length;
    return { created: count('created'), changed: count('changed'), unchanged: count('unchanged') };
  }

  /** Gives every code of the file an id, and finds the ids of those that it only mentions. */
  private async writeAgencies(
    manager: EntityManager,
    file: OrganisationFile,
  ): Promise<ReadonlyMap<string, number>> {
    const own = file.agencies.map(({ code }) => ({ code }));
    if (own.length > 0)
      await manager.createQueryBuilder().insert().into(Agency).values(own).orIgnore().execute();
    const mentioned = [
      ...file.agencies.flatMap(({ code, versions }) => [code, ...versions.map(({ parent }) => parent)]),
      ...file.successions.flatMap(({ from, to }) => [from, to]),
    ].filter((code) => code !== undefined);
    const agencies = await manager.findBy(Agency, { code: In([...new Set(mentioned)]) });
    return new Map(agencies.map(({ code, id }) => [code, id]));
  }

  private async writeVersions(
    manager: EntityManager,
    versions: readonly PlacedVersion[],
    ids: ReadonlyMap<string, number>,
    faults: FileFault[],
  ): Promise<Outcome[]> {
    const known = new Map(
      (await this.organisation.versionsOf([...ids.values()])).map((row) => [`${row.code} ${row.from}`, row]),
    );
    const outcomes: Outcome[] = [];
    const fresh: FreshVersion[] = [];
    for (const version of versions) {
      const agencyId = ids.get(version.code);
      const parentId = version.parent === undefined ? null : ids.get(version.parent);
      if (agencyId === undefined || parentId === undefined) {
        faults.push(fileFault(`${version.pointer}/parent`, 'unknown', version.parent));
        continue;
      }
      const row = { ...rowOf(version, parentId), agencyId };
      const before = known.get(`${version.code} ${version.from}`);
      if (before === undefined) fresh.push({ version, row });
      else if (isSame(before, version, parentId)) outcomes.push('unchanged');
      else
        outcomes.push(
          ...(await attempt(manager, version, faults, (inner) =>
            inner.update(AgencyVersion, before.versionId, row),
          )),
        );
    }
    return [...outcomes, ...(await insertVersions(manager, fresh, faults))];
  }

  private async faultsOfTree(
    manager: EntityManager,
    versions: readonly PlacedVersion[],
  ): Promise<FileFault[]> {
    const at = (code: string, from: string): string => {
      const version = versions.find((entry) => entry.code === code && entry.from === from);
      return version === undefined ? `${code} ${from}` : `${version.pointer}/parent`;
    };
    const orphans = await this.organisation.versionsWithoutParent(manager);
    const circles = await this.organisation.versionsInCircles(manager);
    return [
      ...orphans.map(({ code, from, parent }) => fileFault(at(code, from), 'parentAbsent', parent)),
      ...circles.map(({ code, from }) => fileFault(at(code, from), 'parentCircle', code)),
    ];
  }
}

function refuse(faults: readonly FileFault[]): void {
  if (faults.length === 0) return;
  throw organisationErrors['organisation-file-invalid']({ count: faults.length }, faults);
}

function readRows(text: string): AgencyRow[] {
  const { columns, rows, problem } = readCsv(text);
  if (problem !== undefined) refuse([fileFault(`row ${problem.line}`, 'notCsv', problem.message)]);
  const [code, from] = AGENCY_COLUMNS;
  if (!columns.includes(code) || !columns.includes(from)) {
    refuse([fileFault('row 1', 'layout', AGENCY_COLUMNS.join(','))]);
  }
  return rows.map((row) => {
    const cells = AGENCY_COLUMNS.map((column) => [column, row[column] ?? ''] as const);
    return Object.fromEntries(cells) as AgencyRow;
  });
}

function placedVersions(file: OrganisationFile): PlacedVersion[] {
  return file.agencies.flatMap(({ code, versions }, i) =>
    versions.map((version, k) => ({ ...version, code, pointer: `/agencies/${i}/versions/${k}` })),
  );
}

function rowOf(entry: AgencyVersionEntry, parentId: number | null): Omit<VersionRow, 'agencyId'> {
  return { valid: rangeOf(entry.from, entry.to), name: entry.name, level: entry.level, parentId };
}

function isSame(before: AgencyVersionRow, entry: AgencyVersionEntry, parentId: number | null): boolean {
  return (
    before.to === (entry.to ?? null) &&
    before.level === entry.level &&
    before.parentId === parentId &&
    before.name.vi === entry.name.vi &&
    before.name.en === entry.name.en
  );
}

/** All at once; only if the database refuses one, each for itself, so that every refusal is told. */
async function insertVersions(
  manager: EntityManager,
  fresh: readonly FreshVersion[],
  faults: FileFault[],
): Promise<Outcome[]> {
  if (fresh.length === 0) return [];
  const rows = fresh.map(({ row }) => row);
  try {
    await manager.transaction((inner) => inner.insert(AgencyVersion, rows));
    return rows.map(() => 'created');
  } catch (error) {
    if (!(error instanceof QueryFailedError)) throw error;
  }
  for (const { version, row } of fresh) {
    await attempt(manager, version, faults, (inner) => inner.insert(AgencyVersion, row));
  }
  return [];
}

/** Writes within a savepoint, so that a refusal is noted as a fault and the import can go on looking for others. */
async function attempt(
  manager: EntityManager,
  version: PlacedVersion,
  faults: FileFault[],
  write: (inner: EntityManager) => Promise<unknown>,
): Promise<Outcome[]> {
  try {
    await manager.transaction(write);
    return ['changed'];
  } catch (error) {
    faults.push(faultOfRefusal(error, version));
    return [];
  }
}

/** The exclusion and check constraints of `agency_version` in the words of the file. */
function faultOfRefusal(error: unknown, version: PlacedVersion): FileFault {
  if (!(error instanceof QueryFailedError)) throw error;
  const { code } = error.driverError as { code?: string };
  if (code === '23P01') return fileFault(`${version.pointer}/from`, 'overlap', version.code);
  if (code === '23514') return fileFault(`${version.pointer}/parent`, 'parentCircle', version.code);
  throw error;
}

async function writeSuccessions(
  manager: EntityManager,
  file: OrganisationFile,
  ids: ReadonlyMap<string, number>,
  faults: FileFault[],
): Promise<Outcome[]> {
  const rows = file.successions.flatMap(({ from, to, kind, decision, on: effectiveOn }, i) => {
    const fromAgencyId = ids.get(from);
    const toAgencyId = to === undefined ? null : ids.get(to);
    if (fromAgencyId === undefined) faults.push(fileFault(`/successions/${i}/from`, 'unknown', from));
    if (toAgencyId === undefined) faults.push(fileFault(`/successions/${i}/to`, 'unknown', to));
    if (fromAgencyId === undefined || toAgencyId === undefined) return [];
    return [{ fromAgencyId, toAgencyId, kind, effectiveOn, decision }];
  });
  if (rows.length === 0) return [];
  const insert = manager.createQueryBuilder().insert().into(AgencySuccession).values(rows).orIgnore();
  const created = ((await insert.execute()).raw as unknown[]).length;
  return rows.map((_, i) => (i < created ? 'created' : 'unchanged'));
}

async function writeServiceFields(manager: EntityManager, file: OrganisationFile): Promise<Outcome[]> {
  const stored = await manager.findBy(ServiceField, { code: In(file.serviceFields.map(({ code }) => code)) });
  const outcomes: Outcome[] = [];
  for (const { code, name, from, to } of file.serviceFields) {
    const before = stored.find((field) => field.code === code);
    const valid = rangeOf(from ?? '2000-01-01', to);
    if (before === undefined) {
      await manager.insert(ServiceField, { code, name, valid });
      outcomes.push('created');
    } else if (before.valid === valid && before.name.vi === name.vi && before.name.en === name.en) {
      outcomes.push('unchanged');
    } else {
      await manager.update(ServiceField, before.id, { name, valid });
      outcomes.push('changed');
    }
  }
  return outcomes;
}

/** Both days included → PostgreSQL's half-open range. */
function rangeOf(from: string, to: string | undefined): string {
  return to === undefined ? `[${from},)` : `[${from},${dayAfter(to)})`;
}

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
