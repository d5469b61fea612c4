import { Injectable } from '@nestjs/common';
import { type IndexDefinition } from '../../method/index-definition.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Name } from '../organisation/domain/file-cursor.js';
import { type AgencyLevel } from '../organisation/domain/organisation-file.js';
import { type QuestionnaireDefinition } from '../questionnaires/domain/questionnaire.js';
import { type Channel } from './domain/round-file.js';
import { type RoundStatus } from './domain/round-life-cycle.js';

/** A round in a list. `from` and `to` are the first and last day of collection, `YYYY-MM-DD`. */
export interface RoundSummary {
  readonly code: string;
  readonly title: Name;
  readonly status: RoundStatus;
  readonly from: string;
  readonly to: string;
  readonly channels: readonly Channel[];
  readonly simulated: boolean;
}

/** A measured agency as it is on the last day of the round on which it exists. */
export interface RoundAgencyRow {
  readonly agencyId: number;
  readonly versionId: number;
  readonly code: string;
  readonly name: Name;
  readonly level: AgencyLevel;
  readonly parent: { readonly code: string; readonly name: Name } | null;
  /** The days of that version; `to` is null while it is in force. */
  readonly from: string;
  readonly to: string | null;
}

export interface RoundServiceRow {
  readonly id: number;
  readonly code: string;
  readonly name: Name;
}

export interface TargetRow {
  readonly item: string;
  /** In per cent. */
  readonly threshold: number;
  readonly due: string;
  readonly legalBasis: string;
}

/** A round with everything that it fixes. */
export interface RoundDetail extends RoundSummary {
  readonly id: number;
  readonly population: Name;
  readonly legalBasis: string;
  readonly measuringAgency: { readonly id: number; readonly code: string; readonly name: Name };
  readonly questionnaireVersionId: number;
  readonly questionnaire: {
    readonly code: string;
    readonly version: number;
    readonly status: string;
    readonly definition: QuestionnaireDefinition;
  };
  readonly index: { readonly status: string; readonly definition: IndexDefinition };
  readonly targets: readonly TargetRow[];
  readonly agencies: readonly RoundAgencyRow[];
  readonly services: readonly RoundServiceRow[];
}

/** A version of an agency for finding the one of a day; `to` is the last day, null while in force. */
export interface AgencyPeriod {
  readonly agencyId: number;
  readonly versionId: number;
  readonly from: string;
  readonly to: string | null;
}

/** All that the intake asks of a round, in one read. */
export interface IntakeView {
  readonly roundId: number;
  readonly code: string;
  readonly status: RoundStatus;
  readonly from: string;
  readonly to: string;
  readonly channels: ReadonlySet<Channel>;
  readonly questionnaireVersionId: number;
  readonly questionnaireVersion: number;
  /** Measured agencies by code. */
  readonly agencies: ReadonlyMap<string, readonly AgencyPeriod[]>;
  /** Every agency of the round's days by code: who may have decided. */
  readonly deciders: ReadonlyMap<string, readonly AgencyPeriod[]>;
  /** Service field code → id. */
  readonly services: ReadonlyMap<string, number>;
}

const SUMMARY = `
  round.code, round.title, round.status, lower(round.days)::text AS "from", (upper(round.days) - 1)::text AS "to",
  round.channels::text[] AS channels, round.simulated`;

/** Milliseconds after which the intake looks again whether a round is still open. */
const INTAKE_VIEW_AGE = 2000;

/** The version of `agencies` that is in force on a day, or undefined. */
export function periodOn(
  periods: readonly AgencyPeriod[] | undefined,
  day: string,
): AgencyPeriod | undefined {
  return periods?.find(({ from, to }) => from <= day && (to === null || day <= to));
}

/** Rounds as citizens, the intake and reports see them. */
@Injectable()
export class RoundsQueries {
  private readonly intakeViews = new Map<
    string,
    { readonly readAt: number; readonly view: Promise<IntakeView | undefined> }
  >();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Rounds that citizens can answer, the latest first. */
  openRounds(): Promise<readonly RoundSummary[]> {
    return this.database.query(
      `SELECT ${SUMMARY} FROM round WHERE round.status = 'open' ORDER BY lower(round.days) DESC, round.code`,
    );
  }

  /** All rounds whatever their status, the latest first: for the office. */
  allRounds(): Promise<readonly RoundSummary[]> {
    return this.database.query(`SELECT ${SUMMARY} FROM round ORDER BY lower(round.days) DESC, round.code`);
  }

  /** A round with everything that it fixes, or undefined. */
  async roundByCode(code: string): Promise<RoundDetail | undefined> {
    const round = await this.database.one<Omit<RoundDetail, 'agencies' | 'services' | 'targets'>>(
      `SELECT round.id, ${SUMMARY}, round.population, round.legal_basis AS "legalBasis",
         round.questionnaire_version_id AS "questionnaireVersionId",
         jsonb_build_object('id', measuring.id, 'code', measuring.code, 'name', (
           SELECT agency_version.name FROM agency_version
           WHERE agency_version.agency_id = measuring.id
           ORDER BY agency_version.valid @> lower(round.days) DESC, lower(agency_version.valid) DESC LIMIT 1
         )) AS "measuringAgency",
         jsonb_build_object('code', questionnaire.code, 'version', questionnaire_version.number,
           'status', questionnaire_version.status, 'definition', questionnaire_version.definition) AS questionnaire,
         jsonb_build_object('status', index_definition.status, 'definition', index_definition.definition) AS index
       FROM round
       JOIN agency AS measuring ON measuring.id = round.measuring_agency_id
       JOIN questionnaire_version ON questionnaire_version.id = round.questionnaire_version_id
       JOIN questionnaire ON questionnaire.id = questionnaire_version.questionnaire_id
       JOIN index_definition ON index_definition.id = round.index_definition_id
       WHERE round.code = $1`,
      [code],
    );
    if (round === undefined) return undefined;
    const [targets, agencies, services] = await Promise.all([
      this.targetsOf(round.id),
      this.agenciesOf(round.id),
      this.servicesOf(round.id),
    ]);
    return { ...round, targets, agencies, services };
  }

  /** What the intake needs of a round, at most two seconds old; undefined when there is no such round. */
  intakeView(code: string): Promise<IntakeView | undefined> {
    const now = this.clock.now().getTime();
    const known = this.intakeViews.get(code);
    if (known !== undefined && now - known.readAt < INTAKE_VIEW_AGE) return known.view;
    const view = this.readIntakeView(code);
    this.intakeViews.set(code, { readAt: now, view });
    // Neither a failed read nor a code that somebody made up may stay in memory.
    const forget = (): boolean => this.intakeViews.get(code)?.view === view && this.intakeViews.delete(code);
    view.then((found) => found ?? forget(), forget);
    return view;
  }

  /** Makes the next `intakeView` of this process read again. */
  forgetIntakeView(code: string): void {
    this.intakeViews.delete(code);
  }

  private targetsOf(roundId: number): Promise<readonly TargetRow[]> {
    return this.database.query(
      `SELECT target.item, target.threshold::float8 AS threshold, target.due_on::text AS due,
         target.legal_basis AS "legalBasis"
       FROM target WHERE target.round_id = $1 ORDER BY target.item <> 'overall', target.item`,
      [roundId],
    );
  }

  private agenciesOf(roundId: number): Promise<readonly RoundAgencyRow[]> {
    return this.database.query(
      `SELECT agency.id AS "agencyId", version.id AS "versionId", agency.code, version.name, version.level,
         lower(version.valid)::text AS "from", (upper(version.valid) - 1)::text AS "to",
         CASE WHEN parent.id IS NOT NULL THEN jsonb_build_object('code', parent.code, 'name', above.name) END AS parent
       FROM round_agency
       JOIN round ON round.id = round_agency.round_id
       JOIN agency ON agency.id = round_agency.agency_id
       JOIN LATERAL (
         SELECT agency_version.* FROM agency_version
         WHERE agency_version.agency_id = agency.id AND agency_version.valid && round.days
         ORDER BY lower(agency_version.valid) DESC LIMIT 1
       ) AS version ON true
       LEFT JOIN agency AS parent ON parent.id = version.parent_id
       LEFT JOIN LATERAL (
         SELECT agency_version.name FROM agency_version
         WHERE agency_version.agency_id = parent.id AND agency_version.valid && (version.valid * round.days)
         ORDER BY lower(agency_version.valid) DESC LIMIT 1
       ) AS above ON true
       WHERE round_agency.round_id = $1 ORDER BY agency.code`,
      [roundId],
    );
  }

  private servicesOf(roundId: number): Promise<readonly RoundServiceRow[]> {
    return this.database.query(
      `SELECT service_field.id, service_field.code, service_field.name
       FROM round_service JOIN service_field ON service_field.id = round_service.service_field_id
       WHERE round_service.round_id = $1 ORDER BY service_field.code`,
      [roundId],
    );
  }

  private async readIntakeView(code: string): Promise<IntakeView | undefined> {
    const row = await this.database.one<IntakeRow>(
      `SELECT round.id AS "roundId", ${SUMMARY}, questionnaire_version.id AS "questionnaireVersionId",
         questionnaire_version.number AS "questionnaireVersion",
         (SELECT jsonb_agg(jsonb_build_object(
            'code', agency.code, 'agencyId', agency.id, 'versionId', agency_version.id,
            'from', lower(agency_version.valid), 'to', upper(agency_version.valid) - 1,
            'measured', EXISTS (SELECT FROM round_agency
              WHERE round_agency.round_id = round.id AND round_agency.agency_id = agency.id)))
          FROM agency_version JOIN agency ON agency.id = agency_version.agency_id
          WHERE agency_version.valid && round.days) AS periods,
         (SELECT jsonb_object_agg(service_field.code, service_field.id)
          FROM round_service JOIN service_field ON service_field.id = round_service.service_field_id
          WHERE round_service.round_id = round.id) AS services
       FROM round JOIN questionnaire_version ON questionnaire_version.id = round.questionnaire_version_id
       WHERE round.code = $1`,
      [code],
    );
    return row && intakeViewOf(row);
  }
}

interface IntakeRow extends RoundSummary {
  readonly roundId: number;
  readonly questionnaireVersionId: number;
  readonly questionnaireVersion: number;
  readonly periods: readonly (AgencyPeriod & { readonly code: string; readonly measured: boolean })[] | null;
  readonly services: Readonly<Record<string, number>> | null;
}

function intakeViewOf(row: IntakeRow): IntakeView {
  const agencies = new Map<string, AgencyPeriod[]>();
  const deciders = new Map<string, AgencyPeriod[]>();
  for (const { code, measured, ...period } of row.periods ?? []) {
    deciders.set(code, [...(deciders.get(code) ?? []), period]);
    if (measured) agencies.set(code, [...(agencies.get(code) ?? []), period]);
  }
  const { roundId, code, status, from, to, questionnaireVersionId, questionnaireVersion } = row;
  return {
    ...{ roundId, code, status, from, to, questionnaireVersionId, questionnaireVersion, agencies, deciders },
    channels: new Set(row.channels),
    services: new Map(Object.entries(row.services ?? {})),
  };
}
