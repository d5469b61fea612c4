import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Name } from './domain/file-cursor.js';
import { type AgencyLevel } from './domain/organisation-file.js';

/** An agency as it is on one day. */
export interface AgencyOnDay {
  readonly agencyId: number;
  readonly versionId: number;
  readonly code: string;
  readonly name: Name;
  readonly level: AgencyLevel;
  readonly parentId: number | null;
}

export interface AgencyNode extends AgencyOnDay {
  readonly children: readonly AgencyNode[];
}

/** A version with its period: `from` to `to`, both days included; `to` is null while nothing has changed. */
export interface AgencyVersionRow extends AgencyOnDay {
  readonly from: string;
  readonly to: string | null;
}

export interface SuccessionRow {
  readonly from: string;
  readonly to: string | null;
  readonly kind: string;
  readonly on: string;
  readonly decision: string;
}

export interface ServiceFieldRow {
  readonly id: number;
  readonly code: string;
  readonly name: Name;
}

/** The transaction of an import, whose tree is checked before it is committed. */
interface Transaction {
  query<T>(sql: string): Promise<T>;
}

const AGENCY = `
  agency.id AS "agencyId", agency_version.id AS "versionId", agency.code, agency_version.name,
  agency_version.level, agency_version.parent_id AS "parentId"`;
const PERIOD = `
  lower(agency_version.valid)::text AS "from", (upper(agency_version.valid) - 1)::text AS "to"`;

/** Agencies as they were on any day. Days are `YYYY-MM-DD`. */
@Injectable()
export class OrganisationQueries {
  constructor(private readonly database: Database) {}

  /** All agencies that exist on a day, by code. */
  agenciesOn(day: string): Promise<readonly AgencyOnDay[]> {
    return this.database.query(
      `SELECT ${AGENCY} FROM agency_version JOIN agency ON agency.id = agency_version.agency_id
       WHERE agency_version.valid @> $1::date ORDER BY agency.code`,
      [day],
    );
  }

  /** The trees of a day: an agency stands under its parent of that day, siblings by code. */
  async agencyOn(day: string): Promise<readonly AgencyNode[]> {
    const agencies = await this.agenciesOn(day);
    const below = new Map<number | null, AgencyOnDay[]>();
    for (const agency of agencies)
      below.set(agency.parentId, [...(below.get(agency.parentId) ?? []), agency]);
    const node = (agency: AgencyOnDay): AgencyNode => ({
      ...agency,
      children: (below.get(agency.agencyId) ?? []).map(node),
    });
    return (below.get(null) ?? []).map(node);
  }

  /** The agency of a code as it is on a day, or undefined when there is none that day. */
  agencyVersionByCode(code: string, day: string): Promise<AgencyOnDay | undefined> {
    return this.database.one<AgencyOnDay>(
      `SELECT ${AGENCY} FROM agency_version JOIN agency ON agency.id = agency_version.agency_id
       WHERE agency.code = $1 AND agency_version.valid @> $2::date`,
      [code, day],
    );
  }

  /** Ids of the agency and of everything beneath it on a day; empty when it does not exist that day. */
  async subtreeOf(code: string, day: string): Promise<readonly number[]> {
    const agency = await this.agencyVersionByCode(code, day);
    return agency === undefined ? [] : this.subtreeOfId(agency.agencyId, day);
  }

  /** Ids of the agency and of everything beneath it on a day. */
  async subtreeOfId(agencyId: number, day: string): Promise<readonly number[]> {
    const rows = await this.database.query<{ id: number }>(
      `WITH RECURSIVE subtree AS (
         SELECT agency_version.agency_id AS id FROM agency_version
         WHERE agency_version.agency_id = $1 AND agency_version.valid @> $2::date
         UNION
         SELECT agency_version.agency_id FROM subtree
         JOIN agency_version ON agency_version.parent_id = subtree.id AND agency_version.valid @> $2::date
       )
       SELECT subtree.id FROM subtree ORDER BY subtree.id`,
      [agencyId, day],
    );
    return rows.map((row) => row.id);
  }

  /** Every version of the agencies, by agency and first day. */
  versionsOf(agencyIds: readonly number[]): Promise<readonly AgencyVersionRow[]> {
    return this.database.query(
      `SELECT ${AGENCY}, ${PERIOD} FROM agency_version JOIN agency ON agency.id = agency_version.agency_id
       WHERE agency_version.agency_id = ANY ($1::int[])
       ORDER BY agency_version.agency_id, lower(agency_version.valid)`,
      [agencyIds],
    );
  }

  /** Every agency that ever was: code → id. */
  async agencyIds(codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ id: number; code: string }>(
      `SELECT agency.id, agency.code FROM agency WHERE agency.code = ANY ($1::text[])`,
      [codes],
    );
    return new Map(rows.map((row) => [row.code, row.id]));
  }

  /** What became of agencies from a day on, in order of time. */
  successionsSince(day: string): Promise<readonly SuccessionRow[]> {
    return this.database.query(
      `SELECT before.code AS "from", after.code AS "to", agency_succession.kind,
         agency_succession.effective_on::text AS "on", agency_succession.decision
       FROM agency_succession
       JOIN agency AS before ON before.id = agency_succession.from_agency_id
       LEFT JOIN agency AS after ON after.id = agency_succession.to_agency_id
       WHERE agency_succession.effective_on >= $1::date
       ORDER BY agency_succession.effective_on, before.code, after.code`,
      [day],
    );
  }

  /** Service fields that exist on a day, by code. */
  serviceFieldsOn(day: string): Promise<readonly ServiceFieldRow[]> {
    return this.database.query(
      `SELECT service_field.id, service_field.code, service_field.name FROM service_field
       WHERE service_field.valid @> $1::date ORDER BY service_field.code`,
      [day],
    );
  }

  /** Versions whose parent does not exist on each of their days: what an import may not leave behind. */
  versionsWithoutParent(
    transaction: Transaction,
  ): Promise<readonly { code: string; from: string; parent: string }[]> {
    return transaction.query(
      `SELECT agency.code, lower(agency_version.valid)::text AS "from", parent.code AS parent
       FROM agency_version
       JOIN agency ON agency.id = agency_version.agency_id
       JOIN agency AS parent ON parent.id = agency_version.parent_id
       WHERE NOT agency_version.valid <@ (
         SELECT coalesce(range_agg(above.valid), '{}') FROM agency_version AS above
         WHERE above.agency_id = agency_version.parent_id)
       ORDER BY agency.code, lower(agency_version.valid)`,
    );
  }

  /** Versions that come back to their own agency when one goes up the tree. */
  versionsInCircles(transaction: Transaction): Promise<readonly { code: string; from: string }[]> {
    return transaction.query(
      `WITH RECURSIVE climb AS (
         SELECT agency_version.id, agency_version.agency_id, agency_version.parent_id, agency_version.valid
         FROM agency_version WHERE agency_version.parent_id IS NOT NULL
         UNION
         SELECT climb.id, climb.agency_id, above.parent_id, climb.valid * above.valid
         FROM climb JOIN agency_version AS above
           ON above.agency_id = climb.parent_id AND above.valid && climb.valid AND climb.parent_id <> climb.agency_id
         WHERE above.parent_id IS NOT NULL
       )
       SELECT DISTINCT agency.code, lower(agency_version.valid)::text AS "from"
       FROM climb
       JOIN agency_version ON agency_version.id = climb.id
       JOIN agency ON agency.id = climb.agency_id
       WHERE climb.parent_id = climb.agency_id
       ORDER BY agency.code, 2`,
    );
  }
}
