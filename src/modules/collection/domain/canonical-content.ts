import { type EncodedAnswers } from '../../questionnaires/domain/answer-encoding.js';
import { type AnswerValue, isAnswered } from '../../questionnaires/domain/condition.js';
import { type Submission } from './submission.js';

/**
 * The content of a submission in one spelling, so that two sendings of the same answers compare equal: as it
 * is stored, and for a version that nobody knows as it was sent, sorted. Of the times only what is stored
 * takes part (hour and seconds), so that a digest of it cannot be used to guess the exact time.
 * @param hour beginning of the hour of submission, in milliseconds since 1970
 */
export function canonicalContent(
  submission: Submission,
  hour: number,
  seconds: number,
  encoded: EncodedAnswers | undefined,
): string {
  const { round, questionnaireVersion, agency, decidedBy, service, channel, locale } = submission;
  const answers = encoded === undefined ? sorted(submission.answers) : spelled(encoded);
  const place = `${round}|${questionnaireVersion}|${agency}|${decidedBy ?? ''}|${service}|${channel}`;
  // None of the fields can hold the sign between them; JSON comes last.
  return `${place}|${locale}|${hour}|${seconds}|${answers}`;
}

function spelled({ levels, choices, others }: EncodedAnswers): string {
  return `${levels.join(',')}|${choices.join(',')}|${others === null ? '' : sorted(others)}`;
}

/** What is not answered is left out, questions and choices are in order. */
function sorted(answers: Readonly<Record<string, AnswerValue>>): string {
  const parts: unknown[] = [];
  for (const code of Object.keys(answers).sort()) {
    const answer = answers[code];
    if (isAnswered(answer)) parts.push(code, inOneOrder(answer));
  }
  return JSON.stringify(parts);
}

function inOneOrder(answer: AnswerValue): AnswerValue {
  return Array.isArray(answer) ? [...(answer as readonly string[])].sort() : answer;
}
