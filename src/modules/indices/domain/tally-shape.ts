import { type IndexDefinition } from '../../../method/index-definition.js';
import { groupPositions } from '../../../method/moments.js';
import { choiceColumnsOf } from '../../questionnaires/domain/answer-encoding.js';
import {
  criteriaOf,
  everyQuestionOf,
  indexStructureOf,
  type QuestionnaireDefinition,
} from '../../questionnaires/domain/questionnaire.js';

/**
 * What the arrays of a tally of one round hold, in numbers only: positions count from 0 in
 * `response.levels` and `response.choices`.
 */
export interface TallyShape {
  /** Length of `response.levels`. */
  readonly criteria: number;
  /** For overall, each aspect and each factor (order of `groupsOf`): where its criteria stand. */
  readonly groups: readonly (readonly number[])[];
  /** Number of options per choice question. */
  readonly options: readonly number[];
  /** Codes of the free-text questions in `response.others`. */
  readonly texts: readonly string[];
  /** A response with fewer answered criteria of the index counts in no level and no moment (method §2). */
  readonly leastAnswered: number;
}

/** The shape of a round's tallies, from its questionnaire version and the missing rule of its index. */
export function tallyShapeOf(
  questionnaire: QuestionnaireDefinition,
  index: Pick<IndexDefinition, 'missing'>,
): TallyShape {
  const order = criteriaOf(questionnaire).map((criterion) => criterion.code);
  const groups = groupPositions(indexStructureOf(questionnaire), order);
  const asked = groups[0]?.length ?? 0;
  return {
    criteria: order.length,
    groups,
    options: choiceColumnsOf(questionnaire).map((column) => column.options.length),
    texts: everyQuestionOf(questionnaire).flatMap((question) =>
      question.type === 'text' ? [question.code] : [],
    ),
    leastAnswered: Math.ceil(index.missing.leastShareAnswered * asked),
  };
}

/** Counts per level, per criterion. */
export const LEVELS = 5;
/** Σaa, Σtt, Σta, Σss, Σsa: the five sums of `GroupMoments`. */
export const MOMENTS = 5;
