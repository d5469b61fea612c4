import { Injectable } from '@nestjs/common';
import { type IndexStructure } from '../../method/index-structure.js';
import { type IndexCell } from '../../method/interval.js';
import { type Name } from '../organisation/domain/file-cursor.js';
import { choiceColumnsOf } from '../questionnaires/domain/answer-encoding.js';
import { type RoundDetail } from '../rounds/rounds.queries.js';
import { indexCellOf, layoutOf } from './domain/index-cell.js';
import { type Across, type Quality } from './domain/index-query.js';
import { addTallies, emptyTally, type Tally } from './domain/tally.js';
import { tallyShapeOf } from './domain/tally-shape.js';
import { indicesErrors } from './indices.errors.js';
import { IndicesService } from './indices.service.js';
import { TallySumsQueries } from './tally-sums.queries.js';

/** What a unit counted. Not yet disclosed: whoever shows it suppresses first. */
export interface UnitCell {
  readonly code: string;
  readonly cell: IndexCell;
}

/** How many answered a choice question, and how many of them chose each option. */
export interface ChoiceCount {
  readonly question: string;
  readonly n: number;
  readonly options: readonly { readonly code: string; readonly count: number }[];
}

/** The raw material of a report: counts of a round, or of an agency's subtree in it, at one moment. */
export interface RoundCells {
  readonly structure: IndexStructure;
  readonly countedAt: Date | null;
  /** All responses, flagged or not, and those with a flag. */
  readonly responses: number;
  readonly flagged: number;
  /** Responses with free text. */
  readonly comments: number;
  readonly overall: IndexCell;
  /** Own responses of the measured agencies. `level` as on the last day of the round. */
  readonly agencies: readonly (UnitCell & { readonly name: Name; readonly level: string })[];
  readonly services: readonly (UnitCell & { readonly name: Name })[];
  readonly channels: readonly UnitCell[];
  readonly choices: readonly ChoiceCount[];
}

/** Counts of a round for whoever composes figures from them. */
@Injectable()
export class RoundCellsService {
  constructor(
    private readonly sums: TallySumsQueries,
    private readonly indices: IndicesService,
  ) {}

  /**
   * The cells of a round.
   * @param agency code of the agency at the top; the whole round when absent
   * @throws AppError `index-agency-unknown`
   */
  async cells(round: RoundDetail, quality: Quality, agency?: string): Promise<RoundCells> {
    const layout = layoutOf(round.questionnaire.definition);
    const shape = tallyShapeOf(round.questionnaire.definition, round.index.definition);
    const ids = agency === undefined ? null : await this.subtree(round, agency);
    return this.sums.atOneMoment(async (connection) => {
      const read = async (across: Across): Promise<CountsByKey> =>
        countsByKey(await this.sums.sums(connection, round.id, shape, across, ids), quality);
      const whole = (await read('province')).get('') ?? NOTHING;
      const [agencies, services, channels] = [
        await read('agency'),
        await read('service'),
        await read('channel'),
      ];
      const { countedAt } = await this.sums.state(connection, round.id);
      const cellOf = (counts: CountsByKey, key: string | number): IndexCell =>
        indexCellOf(layout, counts.get(String(key))?.asked ?? emptyTally(shape));
      const all = whole.asked ?? emptyTally(shape);
      return {
        ...{ structure: layout.structure, countedAt, responses: whole.responses, flagged: whole.flagged },
        comments: all.comments,
        overall: indexCellOf(layout, all),
        agencies: round.agencies
          .filter(({ agencyId }) => ids === null || ids.includes(agencyId))
          .map(({ agencyId, code, name, level }) => ({
            code,
            name,
            level,
            cell: cellOf(agencies, agencyId),
          })),
        services: round.services.map(({ id, code, name }) => ({ code, name, cell: cellOf(services, id) })),
        channels: round.channels.map((code) => ({ code, cell: cellOf(channels, code) })),
        choices: choiceCounts(round, all),
      };
    });
  }

  private async subtree(round: RoundDetail, agency: string): Promise<readonly number[]> {
    const tree = await this.indices.treeOf(round);
    const top = tree.find(agency);
    if (top === undefined) throw indicesErrors['index-agency-unknown']({ round: round.code, agency });
    return [...tree.subtreeOf(top.id)];
  }
}

interface Counts {
  /** All responses of the unit, or its clean ones. */
  readonly asked: Tally | null;
  readonly responses: number;
  readonly flagged: number;
}
type CountsByKey = ReadonlyMap<string, Counts>;

const NOTHING: Counts = { asked: null, responses: 0, flagged: 0 };

function countsByKey(
  sums: readonly { readonly key: string; readonly flagged: boolean; readonly tally: Tally }[],
  quality: Quality,
): CountsByKey {
  const counts = new Map<string, Counts>();
  for (const { key, flagged, tally } of sums) {
    const before = counts.get(key) ?? NOTHING;
    const isAsked = quality === 'all' || !flagged;
    counts.set(key, {
      asked: isAsked ? (before.asked === null ? tally : addTallies(before.asked, tally)) : before.asked,
      responses: before.responses + tally.n,
      flagged: before.flagged + (flagged ? tally.n : 0),
    });
  }
  return counts;
}

function choiceCounts({ questionnaire }: RoundDetail, { choices }: Tally): ChoiceCount[] {
  let start = 0;
  return choiceColumnsOf(questionnaire.definition).map(({ question, options }) => {
    const first = start;
    start += options.length + 1;
    return {
      question,
      n: choices[first] ?? 0,
      options: options.map((code, option) => ({ code, count: choices[first + 1 + option] ?? 0 })),
    };
  });
}
