import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../platform/queue/job.js';
import {
  type ResponsesAccepted,
  responsesAcceptedJob,
} from '../../collection/jobs/responses-accepted.job.js';
import { TalliesService } from '../tallies.service.js';

/** Counts the responses of a round that collection has accepted. */
@Injectable()
@HandlesJob(responsesAcceptedJob)
export class ResponsesAcceptedProcessor implements JobHandler<ResponsesAccepted> {
  constructor(private readonly tallies: TalliesService) {}

  async handle({ roundId }: ResponsesAccepted): Promise<void> {
    await this.tallies.foldRound(roundId);
  }
}
