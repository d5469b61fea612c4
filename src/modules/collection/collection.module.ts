import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module.js';
import { RoundsModule } from '../rounds/rounds.module.js';
import { ReceiptsController } from './api/receipts.controller.js';
import { ResponsesController } from './api/responses.controller.js';
import { AcceptedNews } from './intake/accepted-news.js';
import { HeldResponsesQueries } from './intake/held-responses.queries.js';
import { IntakeRounds } from './intake/intake-rounds.js';
import { IntakeService } from './intake/intake.service.js';
import { ReceiptsService } from './intake/receipts.service.js';
import { ResponseWriter } from './intake/response-writer.js';
import { ResponsesQueries } from './intake/responses.queries.js';
import { ReceiptController } from './pages/receipt/receipt.controller.js';

/** How answers come in and are made durable; see README.md. */
@Module({
  imports: [AccountsModule, QuestionnairesModule, RoundsModule],
  controllers: [ResponsesController, ReceiptsController, ReceiptController],
  providers: [
    AcceptedNews,
    HeldResponsesQueries,
    IntakeRounds,
    IntakeService,
    ReceiptsService,
    ResponseWriter,
    ResponsesQueries,
  ],
  exports: [IntakeService, ReceiptsService],
})
export class CollectionModule {}
