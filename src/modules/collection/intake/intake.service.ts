import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { qualityFlags } from '../../../method/quality.js';
import { Clock } from '../../../platform/clock/clock.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { type Principal } from '../../accounts/domain/principal.js';
import { encodeAnswers, type EncodedAnswers } from '../../questionnaires/domain/answer-encoding.js';
import { type Channel } from '../../rounds/domain/round-file.js';
import { admit, type Admitted, type IntakeRound } from '../domain/admission.js';
import { canonicalContent } from '../domain/canonical-content.js';
import {
  type HeldReason,
  type Outcome,
  type Submission,
  type SubmissionProblem,
} from '../domain/submission.js';
import { IntakeRounds } from './intake-rounds.js';
import { ReceiptsService } from './receipts.service.js';
import { ResponseWriter } from './response-writer.js';
import { type ResponseRow } from './responses.queries.js';

/** Channels on which the time between the first question and sending is the citizen's own. */
const TIMED_CHANNELS: ReadonlySet<Channel> = new Set<Channel>([
  'kiosk',
  'web',
  'qr',
  'interview',
  'telephone',
]);

/** Half a SHA-256 digest: 128 bits tell contents of one id apart (SP 800-107 truncation). */
const DIGEST_SIGNS = 32;

/** The one door for answers, whatever the channel: every channel ends in `accept`. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly rounds: IntakeRounds,
    private readonly writer: ResponseWriter,
    private readonly receipts: ReceiptsService,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Takes one submission of the right shape; what it answers is durable by then. Sending the same again
   * gives `duplicate` with the same receipt.
   * @throws AppError `intake-busy` or the error of a database that is away; nothing is half-written then
   */
  async accept(submission: Submission, by: Principal): Promise<Outcome> {
    const outcome = await this.decide(submission, by);
    this.metrics.countResponses(outcome.status);
    return outcome;
  }

  /** The outcome of something that has not even the shape of a submission. */
  refuse(id: string, problem: SubmissionProblem): Outcome {
    this.metrics.countResponses('invalid');
    return invalid(id, problem);
  }

  private async decide(submission: Submission, by: Principal): Promise<Outcome> {
    const { id } = submission;
    const round = await this.rounds.find(submission.round);
    if (round === undefined)
      return invalid(id, { code: 'round-not-found', params: { round: submission.round }, faults: [] });
    const admission = admit(submission, round, by.rights.has('collect'), this.clock.now().getTime());
    if (admission.kind === 'refuse') return invalid(id, admission.problem);
    const { hour, seconds, answers } = admission;
    const encoded = answers && encodeAnswers(round.definition, answers);
    const contentHash = digest(canonicalContent(submission, hour, seconds, encoded));
    const hold = (reason: HeldReason): Promise<Outcome> =>
      this.hold(submission, round, { reason, hour, seconds, contentHash });
    if (admission.kind === 'hold') return hold(admission.reason);
    const row = rowOf(
      submission,
      round,
      admission,
      encodeAnswers(round.definition, admission.answers),
      contentHash,
    );
    try {
      const result = await this.writer.store(row);
      return result === 'conflict' ? await hold('conflict') : this.stored(id, result);
    } catch (error) {
      return refusedOrThrow(id, error);
    }
  }

  private stored(id: string, status: 'accepted' | 'duplicate'): Outcome {
    return { status, id, receipt: this.receipts.receiptOf(id) };
  }

  private async hold(submission: Submission, round: IntakeRound, facts: HeldFacts): Promise<Outcome> {
    const { id } = submission;
    const { reason, contentHash } = facts;
    const row = {
      id,
      ...{ roundId: round.id, roundCode: round.code, reason, contentHash },
      payload: heldPayload(submission, facts),
    };
    try {
      const result = await this.writer.hold(row);
      if (result === 'conflict')
        return { status: 'conflict', id, problem: { code: 'response-conflict', faults: [] } };
      if (result === 'duplicate') return this.stored(id, 'duplicate');
      return { status: 'held', id, receipt: this.receipts.receiptOf(id), reason };
    } catch (error) {
      return refusedOrThrow(id, error);
    }
  }
}

interface HeldFacts {
  readonly reason: HeldReason;
  readonly hour: number;
  readonly seconds: number;
  readonly contentHash: string;
}

function rowOf(
  submission: Submission,
  round: IntakeRound,
  admitted: Admitted,
  { levels, choices, others }: EncodedAnswers,
  contentHash: string,
): ResponseRow {
  const seconds = TIMED_CHANNELS.has(submission.channel) ? admitted.seconds : null;
  return {
    id: submission.id,
    roundId: round.id,
    hour: admitted.hour,
    agencyVersionId: admitted.agencyVersionId,
    serviceFieldId: admitted.serviceFieldId,
    decidedByVersionId: admitted.decidedByVersionId,
    channel: submission.channel,
    seconds,
    flags: qualityFlags({ seconds, levels, items: Object.keys(submission.answers).length }),
    locale: submission.locale,
    contentHash,
    ...{ levels, choices, others },
  };
}

/** What was sent, with the hour and the seconds in place of the times; a ticket is never kept. */
function heldPayload(submission: Submission, { hour, seconds }: HeldFacts): object {
  const { round, questionnaireVersion, agency, decidedBy, service, channel, locale, answers } = submission;
  return {
    ...{ round, questionnaireVersion, agency, decidedBy: decidedBy ?? null, service, channel, locale },
    submittedHour: new Date(hour).toISOString(),
    seconds,
    answers,
  };
}

function digest(content: string): string {
  return hash('sha256', content, 'hex').slice(0, DIGEST_SIGNS);
}

function invalid(id: string, problem: SubmissionProblem): Outcome {
  return { status: 'invalid', id, problem };
}

/** A row that the database refuses is the sender's fault alone; every other error concerns all. */
function refusedOrThrow(id: string, error: unknown): Outcome {
  if (error instanceof AppError && error.code === 'response-refused') {
    return invalid(id, { code: error.code, faults: [] });
  }
  throw error;
}
