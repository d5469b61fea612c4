import { Module } from '@nestjs/common';
import { RoundsModule } from '../../rounds/rounds.module.js';
import { CollectionModule } from '../collection.module.js';
import { DraftsQueries } from './drafts.queries.js';
import { FormVisits } from './form-visits.service.js';
import { SweepDraftsProcessor } from './jobs/sweep-drafts.processor.js';
import { QuestionsController } from './pages/questions/questions.controller.js';
import { ReviewController } from './pages/review/review.controller.js';
import { StartController } from './pages/start/start.controller.js';
import { ThanksController } from './pages/thanks/thanks.controller.js';
import { WebFormQueries } from './web-form.queries.js';
import { WebFormService } from './web-form.service.js';

/** The channel of a citizen on a phone; see README.md. */
@Module({
  imports: [CollectionModule, RoundsModule],
  controllers: [StartController, ReviewController, ThanksController, QuestionsController],
  providers: [DraftsQueries, FormVisits, SweepDraftsProcessor, WebFormQueries, WebFormService],
})
export class WebFormModule {}
