import { Controller, Get, Render, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Access } from '../../../../platform/http/access.js';
import { paths } from '../../../../web/paths.js';
import { ResultsService } from '../../results.service.js';
import { homeView } from './home.view.js';

/** Public results: what was published, and where to answer. */
@Controller()
@Access('public')
export class HomeController {
  constructor(private readonly results: ResultsService) {}

  @Get(paths.home.pattern)
  @Render('modules/reports/pages/home/show')
  async show(@Req() request: FastifyRequest) {
    return homeView(await this.results.published(), await this.results.open(), request.locale);
  }
}
