import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessPolicy } from '../../platform/http/access.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { AccessService } from './access.service.js';
import { Account } from './account.entity.js';
import { AccountsQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { ApiKey } from './api-key.entity.js';
import { OfficeController } from './pages/office/office.controller.js';
import { SignInController } from './pages/sign-in/sign-in.controller.js';
import { SessionCookie } from './session-cookie.js';
import { Session } from './session.entity.js';
import { SignInLink } from './sign-in-link.entity.js';

@Module({
  imports: [OrganisationModule, TypeOrmModule.forFeature([Account, ApiKey, Session, SignInLink])],
  controllers: [SignInController, OfficeController],
  providers: [
    AccountsService,
    AccountsQueries,
    SessionCookie,
    AccessService,
    { provide: AccessPolicy, useExisting: AccessService },
  ],
  exports: [AccountsService, AccountsQueries, AccessService, AccessPolicy],
})
export class AccountsModule {}
