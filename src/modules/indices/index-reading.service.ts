import { Injectable } from '@nestjs/common';
import { platformErrors } from '../../platform/platform.errors.js';
import { type Principal } from '../accounts/domain/principal.js';
import { isVisible } from '../rounds/domain/round-life-cycle.js';
import { roundErrors } from '../rounds/round.errors.js';
import { type RoundDetail, RoundsQueries } from '../rounds/rounds.queries.js';
import { type IndexQuery, IndicesService, type IndexTable } from './indices.service.js';

/** Index values for whoever asks: everything of published rounds, else what the reader's scope holds. */
@Injectable()
export class IndexReadingService {
  constructor(
    private readonly rounds: RoundsQueries,
    private readonly indices: IndicesService,
  ) {}

  /**
   * A table of a round. Readers who belong to an agency see of an unpublished round only its subtree.
   * @throws AppError `round-not-found`, `sign-in-required`, `access-denied`, and as `IndicesService.table`
   */
  async read(code: string, query: IndexQuery, reader: Principal): Promise<IndexTable> {
    const round = await this.rounds.roundByCode(code);
    if (round === undefined) throw roundErrors['round-not-found']({ round: code });
    if (round.status === 'published') return this.indices.table(round, query);
    const mayRead = reader.rights.has('readResults');
    if (!mayRead && !isVisible(round.status)) throw roundErrors['round-not-found']({ round: code });
    if (reader.kind === 'nobody') throw platformErrors['sign-in-required']();
    if (!mayRead) throw platformErrors['access-denied']();
    return this.indices.table(
      round,
      reader.agencyId === null ? query : await this.confined(round, query, reader.agencyId),
    );
  }

  /** The query within the subtree of the reader's agency. */
  private async confined(round: RoundDetail, query: IndexQuery, agencyId: number): Promise<IndexQuery> {
    const tree = await this.indices.treeOf(round);
    const own = tree.byId.get(agencyId);
    if (own === undefined) throw platformErrors['access-denied']();
    if (query.agency === undefined) return { ...query, agency: own.code };
    const asked = tree.find(query.agency);
    if (asked !== undefined && !tree.subtreeOf(agencyId).has(asked.id))
      throw platformErrors['access-denied']();
    return query;
  }
}
