import { Module } from '@nestjs/common';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module.js';
import { RoundsModule } from '../rounds/rounds.module.js';
import { IndicesController } from './api/indices.controller.js';
import { IndexReadingService } from './index-reading.service.js';
import { IndicesService } from './indices.service.js';
import { FoldSweepProcessor } from './jobs/fold-sweep.processor.js';
import { ResponsesAcceptedProcessor } from './jobs/responses-accepted.processor.js';
import { RoundCountsService } from './round-counts.service.js';
import { TalliesQueries } from './tallies.queries.js';
import { TalliesService } from './tallies.service.js';
import { TallySumsQueries } from './tally-sums.queries.js';

@Module({
  imports: [OrganisationModule, QuestionnairesModule, RoundsModule],
  controllers: [IndicesController],
  providers: [
    TalliesService,
    TalliesQueries,
    TallySumsQueries,
    IndicesService,
    IndexReadingService,
    RoundCountsService,
    ResponsesAcceptedProcessor,
    FoldSweepProcessor,
  ],
  exports: [TalliesService, IndicesService, IndexReadingService, RoundCountsService],
})
export class IndicesModule {}
