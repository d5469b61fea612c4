import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Access } from '../../../../../platform/http/access.js';
import { paths } from '../../../../../web/paths.js';
import { withQuery } from '../../../../../web/route.js';
import { FormVisits } from '../../form-visits.service.js';
import { roundView, showFormPage } from '../round.view.js';

@Controller()
@Access('public')
export class ThanksController {
  constructor(private readonly visits: FormVisits) {}

  @Get(paths.form.thanks.pattern)
  async show(
    @Param('round') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.visits.sent(code, request);
    if ('elsewhere' in visit) {
      await reply.redirect(visit.elsewhere, 303);
      return;
    }
    const { receipt, status } = visit.sent;
    await showFormPage(reply, 'thanks/show', {
      round: roundView(visit.round, request.locale),
      receipt,
      isHeld: status === 'held',
      receiptPage: withQuery(paths.receipt(), { code: receipt }),
      another: paths.form.start({ round: code }),
    });
  }
}
