import {
  areFaults,
  type AnswerCheck,
  type CheckedAnswers,
} from '../../questionnaires/domain/answer-check.js';
import { isAnswered } from '../../questionnaires/domain/condition.js';
import { pointerTo } from '../../questionnaires/domain/fault.js';
import { type QuestionnaireDefinition } from '../../questionnaires/domain/questionnaire.js';
import { isStorable } from '../../questionnaires/domain/value-check.js';
import { type RoundStatus } from '../../rounds/domain/round-life-cycle.js';
import { type Channel } from '../../rounds/domain/round-file.js';
import { dayInVietnam, hourOf, readOffsetTime, secondsBetween } from './offset-time.js';
import {
  type EnvelopeFault,
  type HeldReason,
  type Submission,
  type SubmissionFault,
  type SubmissionProblem,
} from './submission.js';

/** What the intake must know of a round. Days are days of Viet Nam, `YYYY-MM-DD`, both included. */
export interface IntakeRound {
  readonly id: number;
  readonly code: string;
  readonly status: RoundStatus;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly channels: ReadonlySet<Channel>;
  readonly versionNumber: number;
  readonly definition: QuestionnaireDefinition;
  readonly check: AnswerCheck;
  /** The version on that day of an agency that the round measures. */
  readonly agencyOn: (code: string, day: string) => number | undefined;
  /** The version on that day of any agency, for who decides. */
  readonly anyAgencyOn: (code: string, day: string) => number | undefined;
  readonly services: ReadonlyMap<string, number>;
}

/** A submission that may be stored and counted, with everything that its row needs. */
export interface Admitted {
  readonly kind: 'admit';
  /** Beginning of the hour of submission, in milliseconds since 1970. */
  readonly hour: number;
  readonly seconds: number;
  readonly agencyVersionId: number;
  readonly serviceFieldId: number;
  readonly decidedByVersionId: number | null;
  readonly answers: CheckedAnswers;
}

export type Admission =
  | Admitted
  | {
      readonly kind: 'hold';
      readonly reason: HeldReason;
      readonly hour: number;
      readonly seconds: number;
      /** Absent when they belong to a version that the round does not use. */
      readonly answers: CheckedAnswers | undefined;
    }
  | { readonly kind: 'refuse'; readonly problem: SubmissionProblem };

/** Channels that a citizen uses alone; behind all others stands a device or a member of staff. */
const OPEN_CHANNELS: ReadonlySet<Channel> = new Set<Channel>(['web', 'qr']);

/** How far ahead a sender's clock may be before its times are not believed, in milliseconds. */
const CLOCK_SKEW = 5 * 60_000;

/**
 * Decides what becomes of a submission whose shape is right. What a citizen can mend is refused with a
 * pointer; what a trusted sender (device or key) cannot mend is held for a person, never lost.
 * @param now milliseconds since 1970
 */
export function admit(
  submission: Submission,
  round: IntakeRound,
  isTrusted: boolean,
  now: number,
): Admission {
  if (isAnswered(submission.ticket)) return refuse('ticket-unknown', [fault('/ticket', 'ticket-unknown')]);
  if (!OPEN_CHANNELS.has(submission.channel) && !isTrusted) {
    return refuse('channel-needs-key', [fault('/channel', 'channel-needs-key')]);
  }
  const start = readOffsetTime(submission.startedAt);
  const end = readOffsetTime(submission.submittedAt);
  if (start === undefined || end === undefined) return refuse('response-shape', unreadable(start, end));

  const faults: SubmissionFault[] = [];
  const reasons: HeldReason[] = [];
  if (start > end) faults.push(fault('/startedAt', 'starts-after-end'));
  if (!round.channels.has(submission.channel)) faults.push(fault('/channel', 'channel-not-in-round'));
  const answers = checkAnswers(submission, round, faults, reasons);
  const day = dayInVietnam(end);
  const late = lateness(round, day);
  if (late !== undefined) reasons.push(late);
  const places = placesOf(submission, round, day);
  const problems = [...(end > now + CLOCK_SKEW ? [IN_THE_FUTURE] : []), ...places.problems];
  for (const { pointer, reason } of problems) {
    if (isTrusted) reasons.push(reason);
    // Agencies are known for the days of the round only, so they are not judged on another day.
    else if (late === undefined) faults.push(fault(pointer, reason));
  }

  if (faults.length > 0) return refuse('response-invalid', faults);
  const times = { hour: hourOf(end), seconds: secondsBetween(start, end) };
  const [reason] = reasons;
  const { agencyVersionId, serviceFieldId, decidedByVersionId } = places;
  if (
    reason !== undefined ||
    answers === undefined ||
    agencyVersionId === undefined ||
    serviceFieldId === undefined
  ) {
    return { kind: 'hold', reason: reason ?? 'unknown-agency', ...times, answers };
  }
  return { kind: 'admit', ...times, agencyVersionId, serviceFieldId, decidedByVersionId, answers };
}

interface Placement {
  readonly pointer: string;
  readonly reason: HeldReason;
}

const IN_THE_FUTURE: Placement = { pointer: '/submittedAt', reason: 'in-the-future' };

/** Resolves the codes of agencies and service on the day of the submission. */
function placesOf(submission: Submission, round: IntakeRound, day: string) {
  const problems: Placement[] = [];
  const agencyVersionId = round.agencyOn(submission.agency, day);
  if (agencyVersionId === undefined) problems.push({ pointer: '/agency', reason: 'unknown-agency' });
  const serviceFieldId = round.services.get(submission.service);
  if (serviceFieldId === undefined) problems.push({ pointer: '/service', reason: 'unknown-service' });
  const decidedBy = submission.decidedBy ?? undefined;
  const decidedByVersionId = decidedBy === undefined ? null : (round.anyAgencyOn(decidedBy, day) ?? null);
  if (decidedBy !== undefined && decidedByVersionId === null) {
    problems.push({ pointer: '/decidedBy', reason: 'unknown-agency' });
  }
  return { agencyVersionId, serviceFieldId, decidedByVersionId, problems };
}

/** Checks the answers by the version of the round; those to another version only for being storable. */
function checkAnswers(
  submission: Submission,
  round: IntakeRound,
  faults: SubmissionFault[],
  reasons: HeldReason[],
): CheckedAnswers | undefined {
  if (submission.questionnaireVersion !== round.versionNumber) {
    reasons.push('unknown-version');
    faults.push(...unstorable(submission.answers));
    return undefined;
  }
  const checked = round.check(submission.answers);
  if (!areFaults(checked)) return checked;
  faults.push(...checked);
  return undefined;
}

/** Why a response of that day is not counted without a person's decision. */
function lateness(round: IntakeRound, day: string): HeldReason | undefined {
  if (round.status === 'planned') return 'round-not-open';
  if (round.status === 'closed' || round.status === 'published') return 'late';
  return day >= round.firstDay && day <= round.lastDay ? undefined : 'day-outside-round';
}

/** The database refuses NUL and broken characters, in names as in values. */
function unstorable(answers: Submission['answers']): readonly SubmissionFault[] {
  return Object.entries(answers).flatMap(([code, answer]): readonly SubmissionFault[] => {
    const isFine = isStorable(code) && isStorableValue(answer);
    return isFine ? [] : [fault(pointerTo('/answers', code), 'answer-shape')];
  });
}

function isStorableValue(answer: unknown): boolean {
  if (answer === null || answer === undefined || typeof answer === 'boolean') return true;
  if (typeof answer === 'string') return isStorable(answer);
  if (typeof answer === 'number') return Number.isFinite(answer);
  return Array.isArray(answer) && answer.every((item) => typeof item === 'string' && isStorable(item));
}

function unreadable(start: number | undefined, end: number | undefined): readonly EnvelopeFault[] {
  return [
    ...(start === undefined ? [fault('/startedAt', 'time-shape')] : []),
    ...(end === undefined ? [fault('/submittedAt', 'time-shape')] : []),
  ];
}

function fault(pointer: string, code: string): EnvelopeFault {
  return { pointer, code, params: {} };
}

function refuse(code: string, faults: readonly SubmissionFault[]): Admission {
  return { kind: 'refuse', problem: { code, faults } };
}
