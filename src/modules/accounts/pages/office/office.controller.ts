import { Controller, Get, Header, Post, Render, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Clock } from '../../../../platform/clock/clock.js';
import { Access } from '../../../../platform/http/access.js';
import { paths } from '../../../../web/paths.js';
import { OrganisationQueries } from '../../../organisation/organisation.queries.js';
import { AccountsService } from '../../accounts.service.js';
import { principalOf } from '../../domain/principal.js';
import { SessionCookie } from '../../session-cookie.js';
import { officeView } from './office.view.js';

@ApiExcludeController()
@Controller()
@Access('office')
export class OfficeController {
  constructor(
    private readonly service: AccountsService,
    private readonly organisation: OrganisationQueries,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  @Get(paths.office.home.pattern)
  @Header('cache-control', 'no-store')
  @Render('modules/accounts/pages/office/show')
  async show(@Req() request: FastifyRequest) {
    const principal = principalOf(request);
    const versions =
      principal.agencyId === null ? [] : await this.organisation.versionsOf([principal.agencyId]);
    return officeView(principal, versions, this.clock.now(), request.locale);
  }

  @Post(paths.office.signOut.pattern)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = this.cookie.read(request);
    if (session !== undefined) await this.service.signOut(session);
    this.cookie.clear(reply);
    await reply.redirect(paths.home(), 303);
  }
}
