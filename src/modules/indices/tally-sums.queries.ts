import { Injectable } from '@nestjs/common';
import { Database, type DatabaseClient } from '../../platform/database/database.js';
import { type AgencyCount } from './domain/disclosure-plan.js';
import { type Across } from './domain/index-query.js';
import { type Tally } from './domain/tally.js';
import { LEVELS, MOMENTS, type TallyShape } from './domain/tally-shape.js';

/** The sum of some tallies of a round, apart for flagged responses. */
export interface TallySum {
  /** Id of the agency or service field, channel, or first day of the month; empty for the whole. */
  readonly key: string;
  readonly flagged: boolean;
  readonly tally: Tally;
}

/** What tallies are added up along. */
export type SumDimension = Exclude<Across, 'level'>;

const KEY_OF: Readonly<Record<SumDimension, string>> = {
  province: `''::text`,
  agency: 'tally.agency_id::text',
  service: 'tally.service_field_id::text',
  channel: 'tally.channel::text',
  month: 'tally.month::text',
};

/** Sums over tallies: never a raw row, and arrays are added where they lie. */
@Injectable()
export class TallySumsQueries {
  constructor(private readonly database: Database) {}

  /** Runs reads that all see one moment. */
  atOneMoment<T>(work: (connection: DatabaseClient) => Promise<T>): Promise<T> {
    return this.database.transaction(async (connection) => {
      await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return work(connection);
    });
  }

  /** Which change of the tallies readers see, and its time; revision 0 when nothing was counted yet. */
  async state(
    connection: DatabaseClient,
    roundId: number,
  ): Promise<{ readonly revision: number; readonly countedAt: Date | null }> {
    const row = await connection.one<{ revision: number; countedAt: Date }>(
      `SELECT tally_state.revision, tally_state.counted_at AS "countedAt" FROM tally_state
       WHERE tally_state.round_id = $1`,
      [roundId],
    );
    return row ?? { revision: 0, countedAt: null };
  }

  /** Tallies of the given agencies (null = all) added up along one dimension. */
  async sums(
    connection: DatabaseClient,
    roundId: number,
    shape: TallyShape,
    across: SumDimension,
    agencyIds: readonly number[] | null,
  ): Promise<readonly TallySum[]> {
    const rows = await connection.query<Omit<TallySum, 'tally'> & Tally & { moments: readonly string[] }>(
      `SELECT ${KEY_OF[across]} AS key, tally.flagged, sum(tally.n)::int AS n, sum(tally.comments)::int AS comments,
         ${elements('respondents', shape.groups.length, 'int')},
         ${elements('levels', shape.criteria * LEVELS, 'int')},
         ${elements('moments', shape.groups.length * MOMENTS, 'bigint')},
         ${elements('choices', choicesLength(shape), 'int')}
       FROM tally WHERE tally.round_id = $1 AND ($2::int[] IS NULL OR tally.agency_id = ANY ($2))
       GROUP BY 1, tally.flagged ORDER BY 1, tally.flagged`,
      [roundId, agencyIds],
    );
    return rows.map(({ key, flagged, moments, ...counts }) => ({
      key,
      flagged,
      tally: { ...counts, moments: moments.map(Number) },
    }));
  }

  /** Respondents per agency, and per agency and service, channel and month: for disclosure control. */
  async respondents(
    connection: DatabaseClient,
    roundId: number,
    shape: TallyShape,
  ): Promise<readonly AgencyCount[]> {
    return connection.query<AgencyCount>(
      `SELECT tally.agency_id AS "agencyId", tally.flagged, sum(tally.n)::int AS n,
         CASE WHEN GROUPING(tally.service_field_id) = 0 THEN 'service'
              WHEN GROUPING(tally.channel) = 0 THEN 'channel'
              WHEN GROUPING(tally.month) = 0 THEN 'month' ELSE 'province' END AS dimension,
         coalesce(tally.service_field_id::text, tally.channel::text, tally.month::text, '') AS value,
         ARRAY[${itemRespondents(shape).join(', ')}]::int[] AS items
       FROM tally WHERE tally.round_id = $1
       GROUP BY tally.agency_id, tally.flagged,
         GROUPING SETS ((), (tally.service_field_id), (tally.channel), (tally.month))`,
      [roundId],
    );
  }
}

/** First per group, then per criterion, who answered at least once. */
function itemRespondents({ groups, criteria }: TallyShape): string[] {
  const answers = (position: number): string =>
    Array.from({ length: LEVELS }, (_, level) => `tally.levels[${position * LEVELS + level + 1}]`).join(
      ' + ',
    );
  return [
    ...groups.map((_, group) => `sum(tally.respondents[${group + 1}])`),
    ...Array.from({ length: criteria }, (_, position) => `sum(${answers(position)})`),
  ];
}

function elements(column: string, length: number, type: string): string {
  const sums = Array.from({ length }, (_, index) => `sum(tally.${column}[${index + 1}])`);
  return `ARRAY[${sums.join(', ')}]::${type}[] AS ${column}`;
}

function choicesLength(shape: TallyShape): number {
  return shape.options.reduce((sum, options) => sum + options + 1, 0);
}
