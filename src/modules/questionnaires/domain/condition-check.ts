import { questionsIn, type Condition, type Scalar } from './condition.js';
import { pointerTo, type Fault } from './fault.js';
import { isSatisfaction, type Question, type QuestionnaireDefinition } from './questionnaire.js';

/**
 * What is wrong with the conditions of a definition: a question that does not exist, a question asked
 * later (which also rules out every cycle), a choice that the question does not have. A constraint may
 * refer to its own question, `visibleIf` may not.
 */
export function checkConditions(definition: QuestionnaireDefinition): readonly Fault[] {
  const located = locate(definition);
  const all = new Map(located.map(({ question }) => [question.code, question]));
  const earlier = new Set<string>();
  const faults: Fault[] = [];
  for (const { question, pointer } of located) {
    if (question.visibleIf !== undefined) {
      faults.push(...faultsOf(question.visibleIf, `${pointer}/visibleIf`, earlier, all));
    }
    earlier.add(question.code);
    if (question.constraint !== undefined) {
      faults.push(
        ...faultsOf(question.constraint.condition, `${pointer}/constraint/condition`, earlier, all),
      );
    }
  }
  return faults;
}

function faultsOf(
  condition: Condition,
  pointer: string,
  earlier: ReadonlySet<string>,
  all: ReadonlyMap<string, Question>,
): readonly Fault[] {
  const references = questionsIn(condition).flatMap((code): Fault[] => {
    if (!all.has(code)) return [{ pointer, code: 'condition-question', params: { question: code } }];
    return earlier.has(code) ? [] : [{ pointer, code: 'forward-reference', params: { question: code } }];
  });
  const choices = choicesIn(condition).flatMap(([code, choice]): Fault[] => {
    const question = all.get(code);
    if (question === undefined || !('options' in question)) return [];
    const known = question.options.some((option) => option.code === String(choice));
    return known ? [] : [{ pointer, code: 'unknown-option', params: { option: String(choice) } }];
  });
  return [...references, ...choices];
}

/** Every value that the condition compares a question with, for questions that have options. */
function choicesIn(condition: Condition): readonly (readonly [string, Scalar])[] {
  if ('all' in condition) return condition.all.flatMap(choicesIn);
  if ('any' in condition) return condition.any.flatMap(choicesIn);
  if ('not' in condition) return choicesIn(condition.not);
  if ('is' in condition) return [[condition.question, condition.is]];
  if ('isNot' in condition) return [[condition.question, condition.isNot]];
  if ('includes' in condition) return [[condition.question, condition.includes]];
  if ('in' in condition) return condition.in.map((choice) => [condition.question, choice] as const);
  return [];
}

interface Located {
  readonly question: Question;
  readonly pointer: string;
}

/** All questions in the order in which they are asked, each with its pointer. */
function locate(definition: QuestionnaireDefinition): readonly Located[] {
  return definition.blocks.flatMap((block, blockIndex) => {
    const base = pointerTo('/blocks', blockIndex);
    if (!isSatisfaction(block)) return under(block.questions, `${base}/questions`);
    const criteria = block.aspects.flatMap((aspect, aspectIndex) =>
      aspect.factors.flatMap((factor, factorIndex) =>
        under(factor.criteria, `${base}/aspects/${aspectIndex}/factors/${factorIndex}/criteria`),
      ),
    );
    return block.general === undefined
      ? criteria
      : [...criteria, { question: block.general, pointer: `${base}/general` }];
  });
}

function under(questions: readonly Question[], pointer: string): readonly Located[] {
  return questions.map((question, index) => ({ question, pointer: pointerTo(pointer, index) }));
}
