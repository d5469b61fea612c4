import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Access } from '../../../../../platform/http/access.js';
import { paths } from '../../../../../web/paths.js';
import { withQuery } from '../../../../../web/route.js';
import { FormVisits } from '../../form-visits.service.js';
import { type SendResult, WebFormService } from '../../web-form.service.js';
import { showFormPage } from '../round.view.js';
import { reviewView } from './review.view.js';

@Controller()
@Access('public')
export class ReviewController {
  constructor(
    private readonly visits: FormVisits,
    private readonly service: WebFormService,
  ) {}

  @Get(paths.form.review.pattern)
  async show(
    @Param('round') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.visits.open(code, request);
    if ('elsewhere' in visit) {
      await reply.redirect(visit.elsewhere, 303);
      return;
    }
    await showFormPage(reply, 'review/show', reviewView(visit, request.locale));
  }

  @Post(paths.form.review.pattern)
  async send(
    @Param('round') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.visits.open(code, request);
    if ('elsewhere' in visit) {
      await reply.redirect(visit.elsewhere, 303);
      return;
    }
    const result = await this.service.send(visit.round, visit.token, request.locale);
    await reply.redirect(afterSending(code, result), 303);
  }
}

function afterSending(round: string, result: SendResult): string {
  if (result === undefined) return withQuery(paths.form.start({ round }), { lost: 1 });
  return 'sent' in result
    ? paths.form.thanks({ round })
    : withQuery(paths.form.page({ round, page: result.faulty.key }), { change: 1 });
}
