import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Access } from '../../../../../platform/http/access.js';
import { paths } from '../../../../../web/paths.js';
import { withQuery } from '../../../../../web/route.js';
import { isSent, type OpenDraft } from '../../domain/draft-state.js';
import { firstFaultyPage, type FormPage, pageAfter, visiblePages } from '../../domain/form-pages.js';
import { FormVisits, type OpenVisit } from '../../form-visits.service.js';
import { webFormErrors } from '../../web-form.errors.js';
import { WebFormService } from '../../web-form.service.js';
import { showFormPage } from '../round.view.js';
import { readPage } from './questions.form.js';
import { questionsView } from './questions.view.js';

/** `?change=1` on a page that was opened from the review: it leads back there. */
interface PageQuery {
  readonly change?: unknown;
}

@Controller()
@Access('public')
export class QuestionsController {
  constructor(
    private readonly visits: FormVisits,
    private readonly service: WebFormService,
  ) {}

  @Get(paths.form.page.pattern)
  async show(
    @Param('round') code: string,
    @Param('page') key: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.visits.open(code, request);
    if ('elsewhere' in visit) {
      await reply.redirect(visit.elsewhere, 303);
      return;
    }
    const pages = visiblePages(visit.round.questionnaire.definition, visit.draft.typed);
    const page = pageOf(pages, key);
    const view = questionsView(visit, pages, page, query.change !== undefined, request.locale);
    await showFormPage(reply, 'questions/show', view);
  }

  @Post(paths.form.page.pattern)
  async answer(
    @Param('round') code: string,
    @Param('page') key: string,
    @Query() query: PageQuery,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = await this.visits.open(code, request);
    if ('elsewhere' in visit) {
      await reply.redirect(visit.elsewhere, 303);
      return;
    }
    const { definition } = visit.round.questionnaire;
    const page = pageOf(visiblePages(definition, visit.draft.typed), key);
    const state = await this.service.answer(visit.round, visit.token, page, readPage(page, body));
    const isOpen = state !== undefined && !isSent(state);
    const next = isOpen
      ? nextLink(visit, state, key, query.change !== undefined)
      : paths.form.thanks({ round: code });
    await reply.redirect(next, 303);
  }
}

/** @throws AppError `form-page-unknown` */
function pageOf(pages: readonly FormPage[], key: string): FormPage {
  const page = pages.find((candidate) => candidate.key === key);
  if (page === undefined) throw webFormErrors['form-page-unknown']();
  return page;
}

/** The same page while something is wrong with it, then the next; after a change what it made necessary, then the review. */
function nextLink({ round }: OpenVisit, draft: OpenDraft, key: string, isChange: boolean): string {
  const { definition } = round.questionnaire;
  const link = (page: string): string =>
    withQuery(paths.form.page({ round: round.code, page }), { change: isChange ? 1 : undefined });
  if (draft.attempted.includes(key)) return link(key);
  const next = isChange
    ? firstFaultyPage(definition, round.check, draft.typed)
    : pageAfter(visiblePages(definition, draft.typed), key);
  return next === undefined ? paths.form.review({ round: round.code }) : link(next.key);
}
