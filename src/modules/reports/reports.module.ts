import { Module } from '@nestjs/common';
import { IndicesModule } from '../indices/indices.module.js';
import { RoundsModule } from '../rounds/rounds.module.js';
import { ReportsController } from './api/reports.controller.js';
import { HomeController } from './pages/home/home.controller.js';
import { ReportsService } from './reports.service.js';
import { ResultsService } from './results.service.js';

@Module({
  imports: [IndicesModule, RoundsModule],
  controllers: [HomeController, ReportsController],
  providers: [ReportsService, ResultsService],
})
export class ReportsModule {}
