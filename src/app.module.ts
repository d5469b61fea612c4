import { type DynamicModule, Module } from '@nestjs/common';
import { OrganisationModule } from './modules/organisation/organisation.module.js';
import { RoundsModule } from './modules/rounds/rounds.module.js';
import { PlatformModule, type PlatformSettings } from './platform/platform.module.js';

/** The composition root: lists the modules, nothing else. */
@Module({})
export class AppModule {
  static register(settings: PlatformSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.register(settings), OrganisationModule, RoundsModule],
    };
  }
}
