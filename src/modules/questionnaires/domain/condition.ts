/**
 * A condition on earlier answers, as data: it is stored with the version, evaluated by the same code
 * on the server, the kiosk and the phone, and printed for the person who designs the questionnaire.
 *
 * An unanswered question satisfies no comparison, `isNot` included: "not late" is known only of
 * somebody who said when the result came. `{ not: … }` negates plainly.
 */
export type Condition =
  | { readonly question: string; readonly is: Scalar }
  | { readonly question: string; readonly isNot: Scalar }
  | { readonly question: string; readonly in: readonly Scalar[] }
  | { readonly question: string; readonly includes: string }
  | { readonly question: string; readonly answered: boolean }
  | { readonly question: string; readonly gt: number | string }
  | { readonly question: string; readonly ge: number | string }
  | { readonly question: string; readonly lt: number | string }
  | { readonly question: string; readonly le: number | string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export type Scalar = string | number | boolean;

/** An answer as it travels: `null` and absent both mean "not answered". */
export type AnswerValue = Scalar | readonly string[] | null | undefined;

/** The codes of all questions that a condition refers to, each once. */
export function questionsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(questionsIn))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(questionsIn))];
  if ('not' in condition) return questionsIn(condition.not);
  return [condition.question];
}
