import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Access } from '../../../platform/http/access.js';
import { paths } from '../../../web/paths.js';
import { principalOf } from '../../accounts/domain/principal.js';
import { reportStyleSource } from '../renderers/html/render-html.js';
import { renderReport, reportFormats } from '../reports.renderers.js';
import { ReportsService } from '../reports.service.js';
import { readFormat, readReportQuery, ReportQueryDto } from './report-query.dto.js';

/** The page stands alone: its own style sheet, fonts and drawings inside, nothing fetched and nothing run. */
const PAGE_POLICY = `default-src 'none';style-src ${reportStyleSource};img-src data:;font-src data:;frame-ancestors 'none'`;

@ApiTags('reports')
@Controller()
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  // Published rounds are for everybody; who may read another one depends on the round.
  @Access('public')
  @Get(paths.api.report.pattern)
  @ApiOperation({ summary: 'The report of a round as HTML, PDF, DOCX or XLSX' })
  @ApiParam({ name: 'file', enum: reportFormats.map((format) => `report.${format}`) })
  @ApiOkResponse({ description: 'The file' })
  @ApiResponse({ status: 404, description: 'There is no such round, agency or file' })
  async report(
    @Param('round') round: string,
    @Param('file') file: string,
    @Query() query: ReportQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const format = readFormat(file);
    const { agency, lang } = readReportQuery(query);
    const model = await this.reports.report(round, agency, lang, principalOf(request));
    const { body, contentType, fileName } = await renderReport(model, format);
    if (format === 'html') void reply.header('content-security-policy', PAGE_POLICY);
    const disposition = format === 'html' ? 'inline' : 'attachment';
    await reply
      .type(contentType)
      .header('content-disposition', `${disposition}; filename="${fileName}"`)
      .send(body);
  }
}
