import { Controller, Get, Param, Render, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Access } from '../../../../platform/http/access.js';
import { paths } from '../../../../web/paths.js';
import { questionnaireErrors } from '../../questionnaire.errors.js';
import { QuestionnairesQueries } from '../../questionnaires.queries.js';
import { indexView, type IndexView } from './index.view.js';
import { showView, type ShowView } from './show.view.js';

@Controller()
@Access('office')
export class QuestionnairesController {
  constructor(private readonly questionnaires: QuestionnairesQueries) {}

  @Get(paths.office.questionnaires.pattern)
  @Render('modules/questionnaires/pages/questionnaires/index')
  async index(@Req() request: FastifyRequest): Promise<IndexView> {
    return indexView(await this.questionnaires.list(), request.locale);
  }

  @Get(paths.office.questionnaire.pattern)
  @Render('modules/questionnaires/pages/questionnaires/show')
  async show(
    @Param('questionnaire') code: string,
    @Param('version') number: string,
    @Req() request: FastifyRequest,
  ): Promise<ShowView> {
    const version = await this.questionnaires.version(code, versionNumber(number));
    if (version === undefined) {
      throw questionnaireErrors['questionnaire-version-not-found']({ questionnaire: code, version: number });
    }
    return showView(version, request.locale);
  }
}

/** What is no number names no version: 0, which none has. */
function versionNumber(text: string): number {
  return /^[1-9]\d{0,8}$/u.test(text) ? Number(text) : 0;
}
