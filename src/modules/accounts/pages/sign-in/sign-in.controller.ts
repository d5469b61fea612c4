import { Controller, Get, Header, Param, Post, Render, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { AppError } from '../../../../platform/errors/app-error.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { Access } from '../../../../platform/http/access.js';
import { paths } from '../../../../web/paths.js';
import { AccountsQueries } from '../../accounts.queries.js';
import { AccountsService } from '../../accounts.service.js';
import { hashOf } from '../../secret-token.js';
import { SessionCookie } from '../../session-cookie.js';

/** Opening the link only asks; mail scanners open links, and must not use them up. */
@ApiExcludeController()
@Controller()
@Access('public')
export class SignInController {
  constructor(
    private readonly service: AccountsService,
    private readonly accounts: AccountsQueries,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  @Get(paths.signIn.pattern)
  @Header('cache-control', 'no-store')
  @Render('modules/accounts/pages/sign-in/show')
  async show(@Param('token') token: string) {
    return {
      usable: await this.accounts.isLinkUsable(hashOf(token), this.clock.now()),
      action: paths.signIn({ token }),
    };
  }

  @Post(paths.signIn.pattern)
  async create(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    try {
      this.cookie.write(reply, await this.service.signInWithLink(token));
      await reply.redirect(paths.office.home(), 303);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'sign-in-link-spent') throw error;
      await reply.redirect(paths.signIn({ token }), 303);
    }
  }
}
