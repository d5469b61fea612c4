import { Injectable } from '@nestjs/common';
import { type IndexRow } from '../indices/domain/index-row.js';
import { IndicesService } from '../indices/indices.service.js';
import { type RoundSummary, RoundsQueries } from '../rounds/rounds.queries.js';

/** A published round with its overall index. */
export interface PublishedResult {
  readonly round: RoundSummary;
  readonly digits: number;
  readonly overall: IndexRow | undefined;
}

/** What anybody may see of all rounds. */
@Injectable()
export class ResultsService {
  constructor(
    private readonly rounds: RoundsQueries,
    private readonly indices: IndicesService,
  ) {}

  /** Published rounds, the latest first. */
  async published(): Promise<readonly PublishedResult[]> {
    const all = await this.rounds.allRounds();
    return Promise.all(
      all.filter(({ status }) => status === 'published').map((round) => this.resultOf(round)),
    );
  }

  /** Rounds that can be answered now. */
  open(): Promise<readonly RoundSummary[]> {
    return this.rounds.openRounds();
  }

  private async resultOf(round: RoundSummary): Promise<PublishedResult> {
    const detail = await this.rounds.roundByCode(round.code);
    if (detail === undefined) return { round, digits: 0, overall: undefined };
    const { rows } = await this.indices.table(detail, { by: 'overall', across: 'province', quality: 'all' });
    return { round, digits: detail.index.definition.rounding.digits, overall: rows[0] };
  }
}
