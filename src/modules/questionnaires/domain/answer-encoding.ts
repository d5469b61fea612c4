import { type CheckedAnswers, type OtherAnswer } from './answer-check.js';
import { criteriaOf, questionsOf, type Question, type QuestionnaireDefinition } from './questionnaire.js';

/**
 * How checked answers lie in a row of `response`: levels in the order of `criteriaOf`, one bitmask per
 * choice question in the order of `choiceColumnsOf`, and everything else as JSON by question code.
 */
export interface EncodedAnswers {
  /** One level per criterion; 0 = not answered or not applicable. */
  readonly levels: readonly number[];
  /** One bitmask per choice question: bit k is set when option k was chosen; 0 = not answered. */
  readonly choices: readonly number[];
  /** Numbers, dates and texts by question code; null when there are none. */
  readonly others: Readonly<Record<string, OtherAnswer>> | null;
}

/** A question that is counted per option. `options[k]` is the code of the option of bit k. */
export interface ChoiceColumn {
  readonly question: string;
  readonly options: readonly string[];
}

/** Bit 31 is the sign of PostgreSQL's `int`, so a longer list of options is stored with the others. */
const MOST_OPTIONS = 31;
const LEVELS: readonly OtherAnswer[] = [1, 2, 3, 4, 5];

interface Column extends ChoiceColumn {
  /** The typed answer that each bit stands for; options of `multiple` are elements of a list. */
  readonly values: readonly OtherAnswer[];
  readonly several: boolean;
}

interface Layout {
  readonly levels: readonly string[];
  readonly columns: readonly Column[];
  readonly columnOf: ReadonlyMap<
    string,
    { readonly index: number; readonly bits: ReadonlyMap<unknown, number> }
  >;
}

/** Definitions never change once they are published, so their layout is worked out once. */
const layouts = new WeakMap<QuestionnaireDefinition, Layout>();

/**
 * The choice questions that are stored as bitmasks, in the order of `response.choices`: single,
 * multiple, yes/no (`yes`, `no`), smiley and five-level questions outside the satisfaction block
 * (`1` … `5`).
 */
export function choiceColumnsOf(definition: QuestionnaireDefinition): readonly ChoiceColumn[] {
  return layoutOf(definition).columns;
}

/** Packs checked answers for storage. `checked` must come from the check of this very definition. */
export function encodeAnswers(definition: QuestionnaireDefinition, checked: CheckedAnswers): EncodedAnswers {
  const { columns, columnOf } = layoutOf(definition);
  const choices = new Array<number>(columns.length).fill(0);
  let others: Record<string, OtherAnswer> | null = null;
  for (const code of Object.keys(checked.others)) {
    const answer = checked.others[code];
    if (answer === undefined) continue;
    const column = columnOf.get(code);
    if (column === undefined) (others ??= {})[code] = answer;
    else choices[column.index] = maskOf(answer, column.bits);
  }
  return { levels: checked.levels, choices, others };
}

/** The answers of a stored row as they travel: question code → typed answer; not answered is absent. */
export function decodeAnswers(
  definition: QuestionnaireDefinition,
  stored: EncodedAnswers,
): Record<string, OtherAnswer> {
  const { levels, columns } = layoutOf(definition);
  const answers: Record<string, OtherAnswer> = {};
  levels.forEach((code, index) => {
    const level = stored.levels[index] ?? 0;
    if (level > 0) answers[code] = level;
  });
  columns.forEach((column, index) => {
    const mask = stored.choices[index] ?? 0;
    if (mask === 0) return;
    const chosen = column.values.filter((_, bit) => (mask & (1 << bit)) !== 0);
    const [first] = chosen;
    if (column.several) answers[column.question] = chosen.map(String);
    else if (first !== undefined) answers[column.question] = first;
  });
  return { ...answers, ...stored.others };
}

function maskOf(answer: OtherAnswer, bits: ReadonlyMap<unknown, number>): number {
  if (!Array.isArray(answer)) return bits.get(answer) ?? 0;
  let mask = 0;
  for (const option of answer) mask |= bits.get(option) ?? 0;
  return mask;
}

function layoutOf(definition: QuestionnaireDefinition): Layout {
  const known = layouts.get(definition);
  if (known !== undefined) return known;
  const columns = questionsOf(definition).flatMap(columnFor);
  const layout: Layout = {
    levels: criteriaOf(definition).map((criterion) => criterion.code),
    columns,
    columnOf: new Map(
      columns.map(({ question, values }, index) => [
        question,
        { index, bits: new Map(values.map((value, bit) => [value, 1 << bit])) },
      ]),
    ),
  };
  layouts.set(definition, layout);
  return layout;
}

function columnFor(question: Question): readonly Column[] {
  switch (question.type) {
    case 'single':
    case 'multiple': {
      const options = question.options.map((option) => option.code);
      if (options.length > MOST_OPTIONS) return [];
      return [{ question: question.code, options, values: options, several: question.type === 'multiple' }];
    }
    case 'yesNo':
      return [{ question: question.code, options: ['yes', 'no'], values: [true, false], several: false }];
    case 'likert5':
    case 'smiley':
      return [{ question: question.code, options: LEVELS.map(String), values: LEVELS, several: false }];
    case 'number':
    case 'text':
    case 'date':
      return [];
  }
}
