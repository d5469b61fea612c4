import { holds, isAnswered, questionsIn, type AnswerValue, type Condition } from './condition.js';
import { pointerTo, type Fault } from './fault.js';
import {
  criteriaOf,
  everyQuestionOf,
  notApplicableCodes,
  type Question,
  type QuestionnaireDefinition,
  type Text,
} from './questionnaire.js';
import { compileValueCheck, type ValueCheck } from './value-check.js';

/** Answers that fit a questionnaire version, in the form in which they are stored. */
export interface CheckedAnswers {
  /** One level per criterion in the order of `criteriaOf`; 0 = not answered or not applicable. */
  readonly levels: number[];
  /** The other answers by question code; what was not answered is absent. */
  readonly others: Record<string, OtherAnswer>;
}

export type OtherAnswer = string | number | boolean | string[];

export type AnswerCheck = (answers: unknown) => CheckedAnswers | readonly Fault[];

/** More faults than this are not listed: nobody reads them, and the body that has them is hostile. */
const MOST_FAULTS = 100;

/** Tells faults from checked answers. */
export function areFaults(result: CheckedAnswers | readonly Fault[]): result is readonly Fault[] {
  return Array.isArray(result);
}

interface Slot {
  readonly code: string;
  readonly pointer: string;
  /** Place among the stored levels, −1 for other answers. */
  readonly level: number;
  readonly mustAnswer: boolean;
  readonly visibleIf: Condition | undefined;
  readonly constraint: { readonly condition: Condition; readonly message: Text } | undefined;
  readonly check: ValueCheck;
}

/**
 * Compiles the check of one version: question code → typed answer, as `POST /api/v1/responses` carries
 * them. Compile once per version and keep it: the check itself runs for every response. `null`, absent,
 * blank text and an empty choice all mean "not answered", which is a fault where an answer is required
 * and "does not apply" is not offered. Pointers start at `/answers`.
 */
export function compileCheck(definition: QuestionnaireDefinition): AnswerCheck {
  const slots = slotsOf(definition);
  const slotOf = new Map(slots.map((slot, index) => [slot.code, index]));
  const levelCount = criteriaOf(definition).length;
  return (answers) => {
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
      return [{ pointer: '/answers', code: 'wrong-type', params: { expected: 'object' } }];
    }
    const faults: Fault[] = [];
    const values = placeValues(answers as Record<string, unknown>, slotOf, slots.length, faults);
    const checked: CheckedAnswers = { levels: new Array<number>(levelCount).fill(0), others: {} };
    const answerOf = (code: string): AnswerValue => values[slotOf.get(code) ?? -1] as AnswerValue;
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index];
      if (slot === undefined) continue;
      // What is hidden or faulty counts as not answered for the conditions that follow.
      if (!takeAnswer(slot, values[index], answerOf, checked, faults)) values[index] = undefined;
    }
    return faults.length === 0 ? checked : faults.slice(0, MOST_FAULTS);
  };
}

/** Puts each answer at the index of its question. Own keys only, so no inherited name passes as a question. */
function placeValues(
  answers: Record<string, unknown>,
  slotOf: ReadonlyMap<string, number>,
  length: number,
  faults: Fault[],
): unknown[] {
  const values = new Array<unknown>(length).fill(undefined);
  for (const code of Object.keys(answers)) {
    const index = slotOf.get(code);
    if (index !== undefined) values[index] = answers[code];
    else if (faults.length < MOST_FAULTS) {
      faults.push({ pointer: pointerTo('/answers', code), code: 'unknown-question', params: {} });
    }
  }
  return values;
}

/** Checks one answer and stores it; false when there is none to go by. */
function takeAnswer(
  slot: Slot,
  value: unknown,
  answerOf: (code: string) => AnswerValue,
  checked: CheckedAnswers,
  faults: Fault[],
): boolean {
  const answered = isAnswered(value as AnswerValue);
  if (slot.visibleIf !== undefined && !holds(slot.visibleIf, answerOf)) {
    if (answered && !restsOnFault(slot.visibleIf, faults)) {
      faults.push({ pointer: slot.pointer, code: 'hidden-question', params: {} });
    }
    return false;
  }
  if (!answered) {
    if (slot.mustAnswer) faults.push({ pointer: slot.pointer, code: 'required', params: {} });
    return false;
  }
  if (!slot.check(value, faults)) return false;
  if (slot.constraint !== undefined && !holds(slot.constraint.condition, answerOf)) {
    faults.push({ pointer: slot.pointer, code: 'constraint', params: slot.constraint.message });
    return false;
  }
  if (slot.level >= 0) checked.levels[slot.level] = value as number;
  else checked.others[slot.code] = value as OtherAnswer;
  return true;
}

/** Whether the condition looks at a faulty answer: then nothing can be said about what it hides. */
function restsOnFault(condition: Condition, faults: readonly Fault[]): boolean {
  const pointers = questionsIn(condition).map((code) => pointerTo('/answers', code));
  return pointers.some((pointer) =>
    faults.some((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`)),
  );
}

function slotsOf(definition: QuestionnaireDefinition): readonly Slot[] {
  const levelOf = new Map(criteriaOf(definition).map((criterion, index) => [criterion.code, index]));
  const notApplicable = notApplicableCodes(definition);
  return everyQuestionOf(definition).map((question: Question) => {
    const pointer = pointerTo('/answers', question.code);
    return {
      code: question.code,
      pointer,
      level: levelOf.get(question.code) ?? -1,
      mustAnswer: question.required && !notApplicable.has(question.code),
      visibleIf: question.visibleIf,
      constraint: question.constraint,
      check: compileValueCheck(question, pointer),
    };
  });
}
