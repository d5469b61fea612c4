import { Module } from '@nestjs/common';
import { IndicesModule } from '../indices/indices.module.js';
import { RoundsModule } from '../rounds/rounds.module.js';
import { HomeController } from './pages/home/home.controller.js';
import { ResultsService } from './results.service.js';

@Module({
  imports: [IndicesModule, RoundsModule],
  controllers: [HomeController],
  providers: [ResultsService],
})
export class ReportsModule {}
