import { Injectable } from '@nestjs/common';
import { choiceColumnsOf } from '../questionnaires/domain/answer-encoding.js';
import { type RoundDetail } from '../rounds/rounds.queries.js';
import { addTallies, emptyTally, type Tally } from './domain/tally.js';
import { tallyShapeOf } from './domain/tally-shape.js';
import { indicesErrors } from './indices.errors.js';
import { IndicesService } from './indices.service.js';
import { TallySumsQueries } from './tally-sums.queries.js';

/** How many answered a choice question, and how many of them chose each option. */
export interface ChoiceCount {
  readonly question: string;
  readonly n: number;
  readonly options: readonly { readonly code: string; readonly count: number }[];
}

/** What a report tells of a round, or of an agency's subtree in it, beside the index tables. */
export interface RoundCounts {
  /** All responses, flagged or not, and those with a flag. */
  readonly responses: number;
  readonly flagged: number;
  /** Responses with free text. */
  readonly comments: number;
  readonly choices: readonly ChoiceCount[];
}

/** Counts of a round that are no index. */
@Injectable()
export class RoundCountsService {
  constructor(
    private readonly sums: TallySumsQueries,
    private readonly indices: IndicesService,
  ) {}

  /**
   * The counts of a round. Not yet disclosed: whoever shows them leaves out what too few people answered.
   * @param agency code of the agency at the top; the whole round when absent
   * @throws AppError `index-agency-unknown`
   */
  async counts(round: RoundDetail, agency?: string): Promise<RoundCounts> {
    const shape = tallyShapeOf(round.questionnaire.definition, round.index.definition);
    const ids = agency === undefined ? null : await this.subtree(round, agency);
    return this.sums.atOneMoment(async (connection) => {
      const sums = await this.sums.sums(connection, round.id, shape, 'province', ids);
      const all = sums.map(({ tally }) => tally).reduce(addTallies, emptyTally(shape));
      const flagged = sums.find((sum) => sum.flagged)?.tally.n ?? 0;
      return { responses: all.n, flagged, comments: all.comments, choices: choiceCounts(round, all) };
    });
  }

  private async subtree(round: RoundDetail, agency: string): Promise<readonly number[]> {
    const tree = await this.indices.treeOf(round);
    const top = tree.find(agency);
    if (top === undefined) throw indicesErrors['index-agency-unknown']({ round: round.code, agency });
    return [...tree.subtreeOf(top.id)];
  }
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
