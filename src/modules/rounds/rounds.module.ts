import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { RoundAgency } from './round-agency.entity.js';
import { RoundReferences } from './round-references.queries.js';
import { RoundServiceField } from './round-service-field.entity.js';
import { Round } from './round.entity.js';
import { RoundsQueries } from './rounds.queries.js';
import { RoundsService } from './rounds.service.js';
import { Target } from './target.entity.js';

@Module({
  imports: [OrganisationModule, TypeOrmModule.forFeature([Round, RoundAgency, RoundServiceField, Target])],
  providers: [RoundsService, RoundsQueries, RoundReferences],
  exports: [RoundsService, RoundsQueries],
})
export class RoundsModule {}
