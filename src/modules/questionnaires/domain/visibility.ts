import { holds, type AnswerValue } from './condition.js';
import { everyQuestionOf, type QuestionnaireDefinition } from './questionnaire.js';

/**
 * The codes of the questions that are asked, given the answers so far. The answer to a hidden question
 * counts as absent, so that what hangs on it is hidden too.
 */
export function visibleCodes(
  definition: QuestionnaireDefinition,
  answers: Readonly<Record<string, AnswerValue>>,
): ReadonlySet<string> {
  const visible = new Set<string>();
  const answerOf = (code: string): AnswerValue => (visible.has(code) ? answers[code] : undefined);
  for (const question of everyQuestionOf(definition)) {
    if (question.visibleIf === undefined || holds(question.visibleIf, answerOf)) visible.add(question.code);
  }
  return visible;
}
