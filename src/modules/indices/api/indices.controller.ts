import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../platform/http/access.js';
import { paths } from '../../../web/paths.js';
import { principalOf } from '../../accounts/domain/principal.js';
import { ACROSS, BY, QUALITIES } from '../domain/index-query.js';
import { IndexReadingService } from '../index-reading.service.js';
import { type IndexTable } from '../indices.service.js';
import { IndexTableDto } from './index-table.dto.js';
import { readIndicesQuery } from './indices-query.dto.js';

@ApiTags('indices')
@ApiBearerAuth()
@Controller()
export class IndicesController {
  constructor(private readonly reading: IndexReadingService) {}

  // Published rounds are for everybody; who may read another one depends on the round.
  @Access('public')
  @Get(paths.api.indices.pattern)
  @ApiOperation({ summary: 'Index values of a round with interval, verdict, rank and n' })
  @ApiQuery({ name: 'by', enum: BY, required: false })
  @ApiQuery({ name: 'across', enum: ACROSS, required: false })
  @ApiQuery({ name: 'quality', enum: QUALITIES, required: false })
  @ApiQuery({ name: 'agency', required: false, description: 'Only this agency and what is beneath it' })
  @ApiQuery({
    name: 'definition',
    required: false,
    description: 'Another published definition: code or code@version',
  })
  @ApiOkResponse({ type: IndexTableDto })
  @ApiResponse({ status: 400, description: 'A parameter is not valid: a fault per parameter' })
  @ApiResponse({ status: 401, description: 'The round is not published: sign in or send a key' })
  @ApiResponse({
    status: 403,
    description: 'The round is not published and you may not read it, or not this agency',
  })
  @ApiResponse({ status: 404, description: 'There is no such round, agency or index definition' })
  async index(
    @Param('round') round: string,
    @Query() query: unknown,
    @Req() request: object,
  ): Promise<IndexTable> {
    return this.reading.read(round, readIndicesQuery(query), principalOf(request));
  }
}
