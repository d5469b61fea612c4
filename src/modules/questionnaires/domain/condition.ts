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

/**
 * Whether the condition holds for the answers that `answerOf` gives by question code.
 * Codes of options compare as text, so `1` and `"1"` are the same choice; `gt` and its kin compare
 * numbers with numbers and dates (`YYYY-MM-DD`) with dates.
 */
export function holds(condition: Condition, answerOf: (code: string) => AnswerValue): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answerOf));
  if ('any' in condition) return condition.any.some((part) => holds(part, answerOf));
  if ('not' in condition) return !holds(condition.not, answerOf);
  const answer = answerOf(condition.question);
  if ('answered' in condition) return isAnswered(answer) === condition.answered;
  if (!isAnswered(answer)) return false;
  if ('includes' in condition) return typeof answer === 'object' && answer.includes(condition.includes);
  if (typeof answer === 'object') return false;
  if ('is' in condition) return String(answer) === String(condition.is);
  if ('isNot' in condition) return String(answer) !== String(condition.isNot);
  if ('in' in condition) return condition.in.some((choice) => String(answer) === String(choice));
  if ('gt' in condition) return compare(answer, condition.gt) > 0;
  if ('ge' in condition) return compare(answer, condition.ge) >= 0;
  if ('lt' in condition) return compare(answer, condition.lt) < 0;
  return compare(answer, condition.le) <= 0;
}

/** Whether there is an answer at all: blank text and an empty choice are none. */
export function isAnswered(answer: AnswerValue): answer is Scalar | readonly string[] {
  if (answer === null || answer === undefined) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  return !Array.isArray(answer) || answer.length > 0;
}

/** Negative, zero or positive; NaN, which is none of the three, for values of different kinds. */
function compare(answer: Scalar, limit: number | string): number {
  if (typeof answer === 'number' && typeof limit === 'number') return answer - limit;
  if (typeof answer === 'string' && typeof limit === 'string') {
    return answer < limit ? -1 : Number(answer > limit);
  }
  return Number.NaN;
}
