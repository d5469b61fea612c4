import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { DataSource, type EntityManager, In, QueryFailedError } from 'typeorm';
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
    const outcomes: Outcome[] = [];
    const stored = await this.organisation.versionsOf([...ids.values()]);
    const known = new Map(stored.map((row) => [`${row.code} ${row.from}`, row]));
    for (const version of versions) {
      const parentId = version.parent === undefined ? null : ids.get(version.parent);
      if (parentId === undefined) {
        faults.push(fileFault(`${version.pointer}/parent`, 'unknown', version.parent));
        continue;
      }
      const before = known.get(`${version.code} ${version.from}`);
      try {
        // A savepoint each: the database finds the overlaps, and still every one of them is told.
        outcomes.push(
          await manager.transaction((inner) =>
            writeVersion(inner, version, before, ids.get(version.code), parentId),
          ),
        );
      } catch (error) {
        faults.push(faultOfRefusal(error, version));
      }
    }
    return outcomes;
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

function readRows(csv: string): AgencyRow[] {
  const rows: Partial<AgencyRow>[] = parse(csv, {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
  });
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

async function writeVersion(
  manager: EntityManager,
  entry: PlacedVersion,
  before: AgencyVersionRow | undefined,
  agencyId: number | undefined,
  parentId: number | null,
): Promise<Outcome> {
  const values = { valid: rangeOf(entry.from, entry.to), name: entry.name, level: entry.level, parentId };
  if (before === undefined) {
    await manager.insert(AgencyVersion, { ...values, ...(agencyId === undefined ? {} : { agencyId }) });
    return 'created';
  }
  const same =
    before.to === (entry.to ?? null) &&
    before.level === entry.level &&
    before.parentId === parentId &&
    before.name.vi === entry.name.vi &&
    before.name.en === entry.name.en;
  if (same) return 'unchanged';
  await manager.update(AgencyVersion, before.versionId, values);
  return 'changed';
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
  const outcomes: Outcome[] = [];
  for (const [i, entry] of file.successions.entries()) {
    const fromAgencyId = ids.get(entry.from);
    const toAgencyId = entry.to === undefined ? null : ids.get(entry.to);
    if (fromAgencyId === undefined) faults.push(fileFault(`/successions/${i}/from`, 'unknown', entry.from));
    if (toAgencyId === undefined) faults.push(fileFault(`/successions/${i}/to`, 'unknown', entry.to));
    if (fromAgencyId === undefined || toAgencyId === undefined) continue;
    const { kind, decision, on: effectiveOn } = entry;
    const result = await manager
      .createQueryBuilder()
      .insert()
      .into(AgencySuccession)
      .values({ fromAgencyId, toAgencyId, kind, effectiveOn, decision })
      .orIgnore()
      .execute();
    outcomes.push((result.raw as unknown[]).length > 0 ? 'created' : 'unchanged');
  }
  return outcomes;
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
