import { type AnswerValue } from '../../questionnaires/domain/condition.js';
import { type Fault } from '../../questionnaires/domain/fault.js';
import { type Channel } from '../../rounds/domain/round-file.js';

/**
 * One person's answers as any channel hands them to the intake: the body of `POST /api/v1/responses`.
 * `id` is made by the sender and makes sending again harmless. Times are ISO 8601 with offset; only the
 * hour of submission and the seconds between them are stored.
 */
export interface Submission {
  readonly id: string;
  readonly round: string;
  readonly questionnaireVersion: number;
  readonly agency: string;
  readonly decidedBy?: string | null;
  readonly service: string;
  readonly channel: Channel;
  readonly locale: string;
  readonly startedAt: string;
  readonly submittedAt: string;
  readonly ticket?: string | null;
  readonly answers: Readonly<Record<string, AnswerValue>>;
}

/** Why a response was kept for a person to decide instead of being counted. */
export type HeldReason =
  | 'late'
  | 'day-outside-round'
  | 'round-not-open'
  | 'unknown-version'
  | 'unknown-agency'
  | 'unknown-service'
  | 'in-the-future'
  | 'conflict';

/** What is wrong with a submission: a stable code of the error catalogue and a fault per place. */
export interface SubmissionProblem {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly faults: readonly SubmissionFault[];
}

/** A fault in the answers, or in the envelope with codes of `collection.errors`. */
export type SubmissionFault = Fault | EnvelopeFault;

export interface EnvelopeFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * What became of a submission. `accepted` and `duplicate` are durable and will be counted; `held` and
 * `conflict` are durable too and wait for a person; of `invalid` nothing is kept.
 */
export type Outcome =
  | { readonly status: 'accepted' | 'duplicate'; readonly id: string; readonly receipt: string }
  | { readonly status: 'held'; readonly id: string; readonly receipt: string; readonly reason: HeldReason }
  | { readonly status: 'conflict' | 'invalid'; readonly id: string; readonly problem: SubmissionProblem };
