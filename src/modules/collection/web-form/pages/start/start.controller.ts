import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Clock } from '../../../../../platform/clock/clock.js';
import { Config } from '../../../../../platform/config/config.js';
import { Access } from '../../../../../platform/http/access.js';
import { paths } from '../../../../../web/paths.js';
import { withQuery } from '../../../../../web/route.js';
import { dayInVietnam } from '../../../domain/offset-time.js';
import { isSent } from '../../domain/draft-state.js';
import { visiblePages } from '../../domain/form-pages.js';
import { availabilityOn } from '../../domain/form-round.js';
import { draftToken, keepDraftToken } from '../../draft-cookie.js';
import { FormVisits } from '../../form-visits.service.js';
import { WebFormService } from '../../web-form.service.js';
import { showFormPage } from '../round.view.js';
import { readChoice, subjectOf } from './choice.form.js';
import { startView, unavailableView } from './start.view.js';

@Controller()
@Access('public')
export class StartController {
  constructor(
    private readonly visits: FormVisits,
    private readonly service: WebFormService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get(paths.form.start.pattern)
  async show(
    @Param('round') code: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const round = await this.visits.round(code);
    const availability = availabilityOn(round, this.today());
    if (availability !== 'open') {
      await showFormPage(reply, 'start/unavailable', unavailableView(round, availability, request.locale));
      return;
    }
    const draft = await this.service.draft(round, draftToken(request));
    const open = draft === undefined || isSent(draft) ? undefined : draft;
    await showFormPage(reply, 'start/show', startView(round, readChoice(query), open, request.locale));
  }

  @Post(paths.form.start.pattern)
  async begin(
    @Param('round') code: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const round = await this.visits.round(code);
    const choice = readChoice(body);
    const subject = subjectOf(choice, round);
    const [first] = visiblePages(round.questionnaire.definition, {});
    if (availabilityOn(round, this.today()) !== 'open' || subject === undefined || first === undefined) {
      const { agency, service, find } = choice;
      await reply.redirect(
        withQuery(paths.form.start({ round: code }), { agency, service, find, check: 1 }),
        303,
      );
      return;
    }
    if (choice.startsAgain) await this.service.abandon(draftToken(request));
    const token = await this.service.begin(
      round,
      choice.startsAgain ? undefined : draftToken(request),
      subject,
    );
    keepDraftToken(reply, code, token, this.isSecure(request));
    await reply.redirect(paths.form.page({ round: code, page: first.key }), 303);
  }

  private today(): string {
    return dayInVietnam(this.clock.now().getTime());
  }

  /** Behind a proxy that ends TLS only the public address tells. */
  private isSecure(request: FastifyRequest): boolean {
    return request.protocol === 'https' || this.config.PUBLIC_URL?.startsWith('https:') === true;
  }
}
