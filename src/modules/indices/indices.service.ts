import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type IndexDefinition } from '../../method/index-definition.js';
import { MethodError } from '../../method/method-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { type DatabaseClient } from '../../platform/database/database.js';
import { OrganisationQueries } from '../organisation/organisation.queries.js';
import { QuestionnairesQueries } from '../questionnaires/questionnaires.queries.js';
import { type RoundDetail } from '../rounds/rounds.queries.js';
import { AgencyTree, type TreeAgency } from './domain/agency-tree.js';
import { type DisclosurePlan, planDisclosure, type Scope } from './domain/disclosure-plan.js';
import { layoutOf, planItemsOf, type TallyLayout } from './domain/index-cell.js';
import { type Across, type By, type Quality } from './domain/index-query.js';
import { type IndexRow } from './domain/index-row.js';
import {
  itemsOf,
  rowsOfItem,
  sumsByLevel,
  type TableInput,
  type TableUnit,
  type UnitSum,
} from './domain/index-table.js';
import { tallyShapeOf } from './domain/tally-shape.js';
import { indicesErrors } from './indices.errors.js';
import { type SumDimension, TallySumsQueries } from './tally-sums.queries.js';

export interface IndexQuery {
  readonly by: By;
  readonly across: Across;
  readonly quality: Quality;
  /** Code of an agency: only it and what is beneath it. */
  readonly agency?: string | undefined;
  /** `code` (its newest published version) or `code@version`; the round's own when absent. */
  readonly definition?: string | undefined;
}

/** A table of index values with what it was made of. */
export interface IndexTable {
  readonly round: string;
  /** When the last response was counted, ISO 8601 with offset. */
  readonly asOf: string;
  readonly definition: Pick<IndexDefinition, 'code' | 'version' | 'formula' | 'combine'>;
  readonly quality: Quality;
  /** True until the round is published. */
  readonly provisional: boolean;
  readonly rows: readonly IndexRow[];
}

/** Everything that a table of a round is computed from, at one moment. */
interface RoundView {
  readonly round: RoundDetail;
  readonly definition: IndexDefinition;
  readonly layout: TallyLayout;
  readonly tree: AgencyTree;
}

/** Tables that a process keeps: a handful of rounds, each asked in a few ways. */
const KEPT_TABLES = 500;
const KEPT_PLANS = 20;

/** Index values from tallies: computed by the round's definition, disclosed by one plan, rounded once. */
@Injectable()
export class IndicesService {
  private readonly tables = new Map<string, Promise<IndexTable>>();
  private readonly plans = new Map<string, Promise<DisclosurePlan>>();

  constructor(
    private readonly sums: TallySumsQueries,
    private readonly organisation: OrganisationQueries,
    private readonly questionnaires: QuestionnairesQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * A table of index values.
   * @throws AppError `index-agency-unknown`, `index-definition-unknown`, `index-definition-unfit`
   */
  async table(round: RoundDetail, query: IndexQuery): Promise<IndexTable> {
    const view = await this.viewOf(round, query.definition);
    return this.sums.atOneMoment(async (connection) => {
      const { revision, countedAt } = await this.sums.state(connection, round.id);
      const { by, across, quality, agency = '' } = query;
      const { code, version } = view.definition;
      const asked = [by, across, quality, agency, `${code}@${version}`].join('/');
      const key = `${round.id}/${revision}/${round.status}/${asked}/${view.tree.signature()}`;
      return remembered(this.tables, key, KEPT_TABLES, async () => ({
        round: round.code,
        asOf: withOffset(countedAt ?? this.clock.now()),
        definition: { code, version, formula: view.definition.formula, combine: view.definition.combine },
        quality,
        provisional: round.status !== 'published',
        rows: await this.rows(connection, view, query, revision),
      }));
    });
  }

  /** The agencies of the round's days. */
  async treeOf(round: RoundDetail): Promise<AgencyTree> {
    const days = await Promise.all([round.from, round.to].map((day) => this.organisation.agenciesOn(day)));
    return new AgencyTree(
      days.flat().map(({ agencyId, code, level, parentId }) => ({ id: agencyId, code, level, parentId })),
    );
  }

  private async rows(
    connection: DatabaseClient,
    view: RoundView,
    query: IndexQuery,
    revision: number,
  ): Promise<IndexRow[]> {
    const { round, definition, layout, tree } = view;
    const top = query.agency === undefined ? undefined : tree.find(query.agency);
    if (query.agency !== undefined && top === undefined) {
      throw indicesErrors['index-agency-unknown']({ round: round.code, agency: query.agency });
    }
    const subtree = top === undefined ? null : tree.subtreeOf(top.id);
    // Ranks need all agencies, also where only some are asked for.
    const summed = query.across === 'agency' || subtree === null ? null : [...subtree];
    const shape = tallyShapeOf(round.questionnaire.definition, round.index.definition);
    const sumsAcross = (dimension: SumDimension): Promise<readonly UnitSum[]> =>
      this.sums.sums(connection, round.id, shape, dimension, summed);
    const sums =
      query.across === 'level'
        ? sumsByLevel(await sumsAcross('agency'), tree)
        : await sumsAcross(query.across);
    const plan = await this.planOf(connection, view, revision);
    const scope: Scope = top === undefined ? '*' : `subtree ${top.id}`;
    const units = unitsOf(
      view,
      query,
      top,
      subtree,
      sums.map(({ key }) => key),
    );
    const targets = new Map(round.targets.map(({ item, threshold, due }) => [item, { threshold, due }]));
    const { by, across, quality } = query;
    return computeRows({
      round: round.code,
      ...{ layout, definition, targets, by, across, quality, scope, units, sums, plan },
    });
  }

  private planOf(connection: DatabaseClient, view: RoundView, revision: number): Promise<DisclosurePlan> {
    const { round, layout, tree } = view;
    return remembered(this.plans, `${round.id}/${revision}/${tree.signature()}`, KEPT_PLANS, async () => {
      const shape = tallyShapeOf(round.questionnaire.definition, round.index.definition);
      const counts = await this.sums.respondents(connection, round.id, shape);
      return planDisclosure({
        agencies: tree.byId,
        items: planItemsOf(layout),
        groups: shape.groups.length,
        counts,
      });
    });
  }

  private async viewOf(round: RoundDetail, asked: string | undefined): Promise<RoundView> {
    const layout = layoutOf(round.questionnaire.definition);
    return {
      round,
      definition: await this.definitionOf(round, asked),
      layout,
      tree: await this.treeOf(round),
    };
  }

  /** Another definition must leave out the same responses, because the tallies hold only those that count. */
  private async definitionOf(round: RoundDetail, asked: string | undefined): Promise<IndexDefinition> {
    const own = round.index.definition;
    const definition = asked === undefined ? own : await this.publishedDefinition(asked);
    if (definition.missing.leastShareAnswered !== own.missing.leastShareAnswered) {
      throw unfit(round, definition, 'missing.leastShareAnswered');
    }
    if (definition.acrossUnits === 'meanOfUnits') throw unfit(round, definition, 'acrossUnits');
    return definition;
  }

  private async publishedDefinition(asked: string): Promise<IndexDefinition> {
    const [code = '', version] = asked.split('@');
    const found = await this.questionnaires.indexDefinition(
      code,
      version === undefined ? undefined : Number(version),
    );
    if (found === undefined || found.status === 'draft') {
      throw indicesErrors['index-definition-unknown']({ definition: asked });
    }
    return found.definition;
  }
}

/** Item by item, so that a table of many items and agencies does not hold up other requests. */
async function computeRows(input: TableInput): Promise<IndexRow[]> {
  const rows: IndexRow[][] = [];
  for (const item of itemsOf(input)) {
    try {
      rows.push(rowsOfItem(input, item));
    } catch (error) {
      if (!(error instanceof MethodError)) throw error;
      const { code, version } = input.definition;
      const params = { round: input.round, definition: `${code}@${version}`, reason: error.message };
      throw indicesErrors['index-definition-unfit'](params, undefined, { cause: error });
    }
    await yieldToOthers();
  }
  return rows.flat();
}

/** One unit per row: the round's own agencies, services and channels also where nobody has answered yet. */
function unitsOf(
  { round, tree }: RoundView,
  { across }: IndexQuery,
  top: TreeAgency | undefined,
  subtree: ReadonlySet<number> | null,
  counted: readonly string[],
): TableUnit[] {
  const whole = top ?? tree.topOf(round.agencies.map(({ agencyId }) => agencyId));
  const agency = whole?.code ?? round.measuringAgency.code;
  const unit = (key: string, subject: object): TableUnit => ({
    ...{ key, subject: { agency, ...subject }, rankedIn: null, isAsked: true },
  });
  switch (across) {
    case 'province':
      return [unit('', {})];
    case 'agency':
      return round.agencies.map(({ agencyId, code, level }) => ({
        ...{ key: String(agencyId), subject: { agency: code }, rankedIn: level },
        isAsked: subtree === null || subtree.has(agencyId),
      }));
    case 'service':
      return round.services.map(({ id, code }) => unit(String(id), { service: code }));
    case 'channel':
      return round.channels.map((channel) => unit(channel, { channel }));
    case 'level':
      return subtree === null ? [...new Set(counted)].sort().map((level) => unit(level, { level })) : [];
    case 'month':
      return [...new Set(counted)].sort().map((month) => unit(month, { month: month.slice(0, 7) }));
  }
}

function unfit({ code: round }: RoundDetail, { code, version }: IndexDefinition, reason: string): Error {
  return indicesErrors['index-definition-unfit']({ round, definition: `${code}@${version}`, reason });
}

/** Vietnam has kept UTC+7 all year since 1975. */
function withOffset(time: Date): string {
  return `${new Date(time.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

/** The value kept under a key, else a new one; the oldest gives way, and a failure is not kept. */
function remembered<T>(
  kept: Map<string, Promise<T>>,
  key: string,
  most: number,
  make: () => Promise<T>,
): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const value = make();
  kept.set(key, value);
  value.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return value;
}
