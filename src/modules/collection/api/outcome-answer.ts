import { AppError, errorCatalogue, type Fault, type Language } from '../../../platform/errors/app-error.js';
import { type Problem, toProblem } from '../../../platform/http/problem.js';
import { type Fault as AnswerFault, faultText } from '../../questionnaires/domain/fault.js';
import { type Outcome, type SubmissionFault, type SubmissionProblem } from '../domain/submission.js';

/** What one response of a batch is told. */
export interface OutcomeAnswer {
  readonly id: string;
  readonly status: Outcome['status'];
  readonly receipt?: string;
  readonly problem?: Problem;
}

const STATUS_CODES = { accepted: 201, duplicate: 200, held: 202 } as const;

/**
 * The HTTP status of an outcome that is kept.
 * @throws AppError with the problem of one that is not
 */
export function statusCodeOf(outcome: Outcome): 200 | 201 | 202 {
  if ('problem' in outcome) throw errorOf(outcome.problem);
  return STATUS_CODES[outcome.status];
}

/** An outcome as it travels; a problem is written down in full. */
export function outcomeAnswer(outcome: Outcome, language: Language): OutcomeAnswer {
  const { id, status } = outcome;
  if ('problem' in outcome) return { id, status, problem: toProblem(errorOf(outcome.problem), language) };
  return { id, status, receipt: outcome.receipt };
}

/** The error of the catalogue for a problem, each fault with its sentence in both languages. */
function errorOf({ code, params, faults }: SubmissionProblem): AppError {
  const status = errorCatalogue().get(code)?.status ?? 422;
  return new AppError(code, status, params ?? {}, faults.map(withText));
}

/** Faults of an envelope stand in the catalogue; those of answers bring texts of their own. */
function withText(fault: SubmissionFault): Fault {
  const { pointer, code } = fault;
  if (errorCatalogue().has(code)) return { pointer, code };
  const answer = fault as AnswerFault;
  return { pointer, code, vi: faultText(answer, 'vi'), en: faultText(answer, 'en') };
}
