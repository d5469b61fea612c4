import { isAnswered, type AnswerValue } from '../../questionnaires/domain/condition.js';
import { type Submission } from './submission.js';

/**
 * The content of a submission in one spelling, so that two sendings of the same answers compare equal:
 * what is not answered is left out, questions and choices are sorted. Of the times only what is stored
 * takes part (hour and seconds), so that a digest of it cannot be used to guess the exact time.
 * @param hour beginning of the hour of submission, in milliseconds since 1970
 */
export function canonicalContent(submission: Submission, hour: number, seconds: number): string {
  const { answers } = submission;
  const parts: unknown[] = [
    submission.round,
    submission.questionnaireVersion,
    submission.agency,
    submission.decidedBy ?? null,
    submission.service,
    submission.channel,
    submission.locale,
    hour,
    seconds,
  ];
  for (const code of Object.keys(answers).sort()) {
    const answer = answers[code];
    if (isAnswered(answer)) parts.push(code, inOneOrder(answer));
  }
  return JSON.stringify(parts);
}

function inOneOrder(answer: AnswerValue): AnswerValue {
  return Array.isArray(answer) ? [...(answer as readonly string[])].sort() : answer;
}
