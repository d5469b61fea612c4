import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccountsModule } from './modules/accounts/accounts.module.js';
import { CollectionModule } from './modules/collection/collection.module.js';
import { WebFormModule } from './modules/collection/web-form/web-form.module.js';
import { IndicesModule } from './modules/indices/indices.module.js';
import { OrganisationModule } from './modules/organisation/organisation.module.js';
import { QuestionnairesModule } from './modules/questionnaires/questionnaires.module.js';
import { ReportsModule } from './modules/reports/reports.module.js';
import { RoundsModule } from './modules/rounds/rounds.module.js';
import { PlatformModule, type PlatformSettings } from './platform/platform.module.js';

/** The composition root: lists the modules, nothing else. Tests add `more`. */
@Module({})
export class AppModule {
  static register(settings: PlatformSettings, more: readonly Type[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.register(settings),
        OrganisationModule,
        AccountsModule,
        QuestionnairesModule,
        RoundsModule,
        CollectionModule,
        WebFormModule,
        IndicesModule,
        ReportsModule,
        ...more,
      ],
    };
  }
}
