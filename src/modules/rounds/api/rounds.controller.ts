import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/http/access.js';
import { paths } from '../../../web/paths.js';
import { isVisible } from '../domain/round-life-cycle.js';
import { roundErrors } from '../round.errors.js';
import { RoundsQueries } from '../rounds.queries.js';
import { type Plain, RoundDto, roundOf, RoundSummaryDto, summaryOf } from './round.dto.js';

@ApiTags('rounds')
@Controller()
export class RoundsController {
  constructor(private readonly rounds: RoundsQueries) {}

  @Access('public')
  @Get(paths.api.rounds.pattern)
  @ApiOperation({ summary: 'The open rounds' })
  @ApiOkResponse({ type: [RoundSummaryDto] })
  async index(): Promise<readonly Plain<RoundSummaryDto>[]> {
    const rounds = await this.rounds.openRounds();
    return rounds.map(summaryOf);
  }

  @Access('public')
  @Get(paths.api.round.pattern)
  @ApiOperation({ summary: 'All that is needed to answer a round and to read its figures' })
  @ApiOkResponse({ type: RoundDto })
  @ApiResponse({ status: 404, description: 'There is no such round, or it is still planned' })
  async show(@Param('round') code: string): Promise<Plain<RoundDto>> {
    const round = await this.rounds.roundByCode(code);
    if (round === undefined || !isVisible(round.status))
      throw roundErrors['round-not-found']({ round: code });
    return roundOf(round);
  }
}
