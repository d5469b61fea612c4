import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { type Principal } from '../accounts/domain/principal.js';
import { dayInVietnam } from '../collection/domain/offset-time.js';
import { type IndexQuery } from '../indices/indices.service.js';
import { IndexReadingService } from '../indices/index-reading.service.js';
import { RoundCountsService } from '../indices/round-counts.service.js';
import { PublicationsQueries } from '../rounds/publications.queries.js';
import { roundErrors } from '../rounds/round.errors.js';
import { type RoundDetail, RoundsQueries } from '../rounds/rounds.queries.js';
import { buildReport } from './domain/report-builder.js';
import { type Locale } from './domain/report-document.js';
import { composeInput, type ReportTables } from './domain/report-composition.js';
import { publishedHistory, publishedUnitOf } from './domain/published-history.js';
import { type History, type ReportModel } from './domain/report-model.js';
import { REPORT_WORDING } from './domain/report-wording.js';
import { provincesIn, sipasPointsInParIndex } from './publication-facts.queries.js';

/** Reports of rounds, for whoever may read the round. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly rounds: RoundsQueries,
    private readonly reading: IndexReadingService,
    private readonly counts: RoundCountsService,
    private readonly publications: PublicationsQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * The report of a round, or of an agency and what is beneath it.
   * @throws AppError as `IndexReadingService.read`
   */
  async report(
    code: string,
    agency: string | undefined,
    locale: Locale,
    reader: Principal,
  ): Promise<ReportModel> {
    const round = await this.rounds.roundByCode(code);
    if (round === undefined) throw roundErrors['round-not-found']({ round: code });
    const tables = await this.tables(round, agency, reader);
    const history = await this.history(round, locale);
    // A reader who belongs to an agency gets its subtree, also without asking for it.
    const counts = await this.counts.counts(round, tables.items[0]?.agency);
    return buildReport(
      composeInput({
        round,
        tables,
        counts,
        history,
        locale,
        generatedOn: dayInVietnam(this.clock.now().getTime()),
      }),
    );
  }

  /** Every index table of the report, each read with the rights of the reader. */
  private async tables(
    round: RoundDetail,
    agency: string | undefined,
    reader: Principal,
  ): Promise<ReportTables> {
    const read = (by: IndexQuery['by'], across: IndexQuery['across']) =>
      this.reading.read(round.code, { by, across, quality: 'all', agency }, reader);
    const [overall, factors, criteria] = [
      await read('overall', 'province'),
      await read('factor', 'province'),
      await read('criterion', 'province'),
    ];
    const [levels, agencies] = [await read('overall', 'level'), await read('overall', 'agency')];
    const [services, channels] = [await read('overall', 'service'), await read('overall', 'channel')];
    return {
      items: [...overall.rows, ...factors.rows, ...criteria.rows],
      levels: levels.rows,
      agencies: agencies.rows,
      services: services.rows,
      channels: channels.rows,
    };
  }

  private async history(round: RoundDetail, locale: Locale): Promise<History> {
    const unit = publishedUnitOf(round.measuringAgency.name.vi);
    return publishedHistory(
      await this.publications.publicationsOf(unit, 'sipas'),
      await this.publications.publicationsOf(unit, 'par-index'),
      { provincesIn, sipasPoints: sipasPointsInParIndex(), breakNote: REPORT_WORDING[locale].seriesBreak },
    );
  }
}
