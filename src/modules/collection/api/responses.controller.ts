import { Body, Controller, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Access } from '../../../platform/http/access.js';
import { BodyLimit } from '../../../platform/http/body-limit.js';
import { preferredLanguage } from '../../../platform/http/problem.js';
import { paths } from '../../../web/paths.js';
import { AccessService } from '../../accounts/access.service.js';
import { type Principal, principalOf } from '../../accounts/domain/principal.js';
import { collectionErrors } from '../collection.errors.js';
import { type Outcome } from '../domain/submission.js';
import { IntakeService } from '../intake/intake.service.js';
import { type OutcomeAnswer, outcomeAnswer, statusCodeOf } from './outcome-answer.js';
import { isFaulty, readSubmission, SubmissionDto } from './submission.dto.js';

/** Largest response, in bytes. */
const LARGEST = 64 * 1024;
const MOST_IN_BATCH = 500;

/** A batch of largest responses would be 32 MB; real ones are 1.4 KB each. */
const LARGEST_BATCH = 8 * 1024 * 1024;

@ApiTags('responses')
@Controller()
export class ResponsesController {
  constructor(
    private readonly intake: IntakeService,
    private readonly access: AccessService,
  ) {}

  @Access('public')
  @BodyLimit(LARGEST)
  @Post(paths.api.responses.pattern)
  @ApiOperation({
    summary: 'Hands in one response; sending it again is harmless',
    description: 'A whole example stands in docs/examples/response.json.',
  })
  @ApiBody({ type: SubmissionDto })
  @ApiResponse({ status: 201, description: 'Accepted and durable' })
  @ApiResponse({ status: 200, description: 'The same response was accepted before: the same receipt' })
  @ApiResponse({ status: 202, description: 'Held: kept for a person to decide' })
  @ApiResponse({ status: 409, description: 'The id belongs to other content; this one is kept aside' })
  @ApiResponse({ status: 422, description: 'The answers break the questionnaire: a pointer per fault' })
  async create(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Omit<OutcomeAnswer, 'problem'>> {
    const outcome = await this.take(body, principalOf(request));
    reply.status(statusCodeOf(outcome));
    return outcomeAnswer(outcome, 'en');
  }

  @Access('key')
  @BodyLimit(LARGEST_BATCH)
  @Post(paths.api.responseBatch.pattern)
  @HttpCode(200)
  @ApiOperation({ summary: 'Hands in up to 500 responses; one outcome each, in order' })
  @ApiBody({ type: [SubmissionDto] })
  async createMany(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Headers('accept-language') languages?: string,
  ): Promise<readonly OutcomeAnswer[]> {
    const by = principalOf(request);
    this.access.demand(by, 'collect');
    if (!Array.isArray(body)) throw collectionErrors['batch-shape']();
    if (body.length > MOST_IN_BATCH) throw collectionErrors['batch-too-long']({ most: MOST_IN_BATCH });
    const language = preferredLanguage(languages);
    // Together, so that they share commits; the writer keeps their order.
    const outcomes = await Promise.all(body.map((item) => this.takeOfBatch(item, by)));
    return outcomes.map((outcome) => outcomeAnswer(outcome, language));
  }

  private async takeOfBatch(item: unknown, by: Principal): Promise<Outcome> {
    const isTooLarge = Buffer.byteLength(JSON.stringify(item)) > LARGEST;
    return isTooLarge
      ? this.intake.refuse(idOf(item), { code: 'too-large', faults: [] })
      : this.take(item, by);
  }

  private async take(body: unknown, by: Principal): Promise<Outcome> {
    const submission = readSubmission(body);
    if (!isFaulty(submission)) return this.intake.accept(submission, by);
    return this.intake.refuse(idOf(body), { code: 'response-shape', faults: submission });
  }
}

/** The id that an answer repeats when the rest could not be read. */
function idOf(body: unknown): string {
  const id = typeof body === 'object' && body !== null ? (body as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id.slice(0, 36) : '';
}
