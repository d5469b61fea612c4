import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgencySuccession } from './agency-succession.entity.js';
import { AgencyVersion } from './agency-version.entity.js';
import { Agency } from './agency.entity.js';
import { OrganisationQueries } from './organisation.queries.js';
import { OrganisationService } from './organisation.service.js';
import { ServiceField } from './service-field.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Agency, AgencyVersion, AgencySuccession, ServiceField])],
  providers: [OrganisationService, OrganisationQueries],
  exports: [OrganisationService, OrganisationQueries],
})
export class OrganisationModule {}
