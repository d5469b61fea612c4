import { type AnswerValue } from '../../../questionnaires/domain/condition.js';
import {
  everyQuestionOf,
  type Question,
  type QuestionnaireDefinition,
} from '../../../questionnaires/domain/questionnaire.js';
import { visibleCodes } from '../../../questionnaires/domain/visibility.js';

/** What a browser sent, by question code, exactly as typed, so that a faulty answer can be shown again. */
export type TypedAnswers = Readonly<Record<string, readonly string[]>>;

/** The value of "does not apply" in a form; a level is a digit, so it cannot be mistaken for one. */
export const NOT_APPLICABLE = 'na';

/** Reads what was typed for one question; what cannot be read stays a text, which the check then refuses. */
export function readTyped(question: Question, typed: readonly string[]): AnswerValue {
  const [first = ''] = typed;
  if (question.type === 'multiple') return typed.filter((choice) => choice !== '');
  if (first.trim() === '' || first === NOT_APPLICABLE) return null;
  switch (question.type) {
    case 'likert5':
    case 'smiley':
      return /^[1-5]$/.test(first) ? Number(first) : first;
    case 'number':
      return readNumber(first);
    case 'yesNo':
      return first === 'yes' ? true : first === 'no' ? false : first;
    case 'text':
      return first.replaceAll('\r\n', '\n').trim();
    case 'single':
    case 'date':
      return first.trim();
  }
}

/** A number as people write it here: decimal comma or point, spaces allowed. */
function readNumber(text: string): number | string {
  const plain = text.replace(/\s/g, '').replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text.trim();
}

/**
 * The answers to send: those of the questions that are asked. An answer whose question has since been
 * hidden by another answer is left out without a word, as the person meant it.
 */
export function answersOf(
  definition: QuestionnaireDefinition,
  typed: TypedAnswers,
): Readonly<Record<string, AnswerValue>> {
  const all = everyQuestionOf(definition).map(
    (question) => [question.code, readTyped(question, typed[question.code] ?? [])] as const,
  );
  const visible = visibleCodes(definition, Object.fromEntries(all));
  return Object.fromEntries(all.filter(([code]) => visible.has(code)));
}
