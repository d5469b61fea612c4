import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { QuestionnairesModule } from '../questionnaires/questionnaires.module.js';
import { RoundsController } from './api/rounds.controller.js';
import { PublicationRow } from './publication.entity.js';
import { PublicationsQueries } from './publications.queries.js';
import { PublicationsService } from './publications.service.js';
import { RoundAgency } from './round-agency.entity.js';
import { RoundServiceField } from './round-service-field.entity.js';
import { Round } from './round.entity.js';
import { RoundsQueries } from './rounds.queries.js';
import { RoundsService } from './rounds.service.js';
import { Target } from './target.entity.js';

@Module({
  imports: [
    OrganisationModule,
    QuestionnairesModule,
    TypeOrmModule.forFeature([Round, RoundAgency, RoundServiceField, Target, PublicationRow]),
  ],
  controllers: [RoundsController],
  providers: [RoundsService, RoundsQueries, PublicationsService, PublicationsQueries],
  exports: [RoundsService, RoundsQueries, PublicationsService, PublicationsQueries],
})
export class RoundsModule {}
