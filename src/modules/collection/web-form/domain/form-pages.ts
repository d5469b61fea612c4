import { type AnswerCheck, areFaults } from '../../../questionnaires/domain/answer-check.js';
import { type Fault, pointerTo } from '../../../questionnaires/domain/fault.js';
import { type Page, pagesOf } from '../../../questionnaires/domain/pages.js';
import { type Question, type QuestionnaireDefinition } from '../../../questionnaires/domain/questionnaire.js';
import { visibleCodes } from '../../../questionnaires/domain/visibility.js';
import { answersOf, type TypedAnswers } from './typed-answers.js';

/** A page with the questions that are asked on it, given the answers so far. */
export interface FormPage extends Page {
  readonly questions: readonly [Question, ...Question[]];
}

/** The pages that still have a question to ask, in order. */
export function visiblePages(definition: QuestionnaireDefinition, typed: TypedAnswers): readonly FormPage[] {
  const visible = visibleCodes(definition, answersOf(definition, typed));
  return pagesOf(definition).flatMap((page) => {
    const [first, ...rest] = page.questions.filter((question) => visible.has(question.code));
    return first === undefined ? [] : [{ ...page, questions: [first, ...rest] as const }];
  });
}

/** The first fault of each question of a page, by question code. */
export function faultsOn(
  page: FormPage,
  definition: QuestionnaireDefinition,
  check: AnswerCheck,
  typed: TypedAnswers,
): ReadonlyMap<string, Fault> {
  const result = check(answersOf(definition, typed));
  const faults = areFaults(result) ? result : [];
  return new Map(
    page.questions.flatMap(({ code }) => {
      const pointer = pointerTo('/answers', code);
      const found = faults.find(
        (fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`),
      );
      return found === undefined ? [] : [[code, found] as const];
    }),
  );
}

/** The first page that still has a fault, in order; undefined when everything can be sent. */
export function firstFaultyPage(
  definition: QuestionnaireDefinition,
  check: AnswerCheck,
  typed: TypedAnswers,
): FormPage | undefined {
  return visiblePages(definition, typed).find((page) => faultsOn(page, definition, check, typed).size > 0);
}

/** The page after one, undefined after the last. A page that is no longer asked leads to the first that is. */
export function pageAfter(pages: readonly FormPage[], key: string): FormPage | undefined {
  return pages[pages.findIndex((page) => page.key === key) + 1];
}
