import { type IndexDefinition } from '../../../method/index-definition.js';
import { groupsOf, type IndexStructure, OVERALL } from '../../../method/index-structure.js';
import { countedCriteria, type CountsByCriterion } from '../../../method/index-value.js';
import { type IndexCell } from '../../../method/interval.js';
import { type LevelCounts, NO_ANSWERS, sumCounts, totalOf } from '../../../method/level-counts.js';
import {
  criteriaOf,
  indexStructureOf,
  type QuestionnaireDefinition,
} from '../../questionnaires/domain/questionnaire.js';
import { type PlanItem } from './disclosure-plan.js';
import { type By } from './index-query.js';
import { type Tally } from './tally.js';
import { LEVELS } from './tally-shape.js';

/** How the arrays of a tally are read: the questionnaire's structure and the codes of its criteria as stored. */
export interface TallyLayout {
  readonly structure: IndexStructure;
  readonly order: readonly string[];
}

/** The layout of the tallies of rounds with this questionnaire. */
export function layoutOf(questionnaire: QuestionnaireDefinition): TallyLayout {
  return {
    structure: indexStructureOf(questionnaire),
    order: criteriaOf(questionnaire).map((criterion) => criterion.code),
  };
}

/** The counts of a tally as the method takes them; `n` = respondents who answered at least one criterion. */
export function indexCellOf({ order }: TallyLayout, tally: Tally): IndexCell {
  const countsByCriterion: CountsByCriterion = Object.fromEntries(
    order.map((code, position) => [code, levelsAt(tally, position)]),
  );
  return { n: tally.respondents[0] ?? 0, countsByCriterion, moments: tally.moments };
}

/** Respondents who answered at least one criterion of an item. */
export function respondentsOf(
  { structure, order }: TallyLayout,
  definition: IndexDefinition,
  tally: Tally,
  item: string,
): number {
  const criteria = countedCriteria(definition, structure, item);
  if (criteria.length === 1) return totalOf(levelsAt(tally, order.indexOf(criteria[0] ?? '')));
  const group = groupsOf(structure).findIndex((each) => each.item === item);
  return tally.respondents[group] ?? 0;
}

/** Answers at levels 1–5 over all criteria of an item. */
export function levelsOf(
  structure: IndexStructure,
  definition: IndexDefinition,
  cell: IndexCell,
  item: string,
): LevelCounts {
  const criteria = countedCriteria(definition, structure, item);
  return sumCounts(criteria.map((code) => cell.countsByCriterion[code] ?? NO_ANSWERS));
}

/** The items of one level, in the order of the questionnaire; the general question comes after the criteria. */
export function itemsBy({ structure }: TallyLayout, by: By): readonly string[] {
  const factors = structure.aspects.flatMap((aspect) => aspect.factors);
  if (by === 'overall') return [OVERALL];
  if (by === 'aspect') return structure.aspects.map((aspect) => aspect.code);
  if (by === 'factor') return factors.map((factor) => factor.code);
  const general = structure.general === undefined ? [] : [structure.general];
  return [...factors.flatMap((factor) => factor.criteria), ...general];
}

function levelsAt(tally: Tally, position: number): LevelCounts {
  const at = (level: number): number => (position < 0 ? 0 : (tally.levels[position * LEVELS + level] ?? 0));
  return [at(0), at(1), at(2), at(3), at(4)];
}

/** Every item with the item that contains it: groups in the order of `groupsOf`, then the criteria as stored. */
export function planItemsOf({ structure, order }: TallyLayout): readonly PlanItem[] {
  const parentOf = new Map<string, string>();
  for (const aspect of structure.aspects) {
    parentOf.set(aspect.code, OVERALL);
    for (const factor of aspect.factors) {
      parentOf.set(factor.code, aspect.code);
      for (const criterion of factor.criteria) parentOf.set(criterion, factor.code);
    }
  }
  const groups = groupsOf(structure).map(({ item, criteria }) => ({
    code: item,
    parent: parentOf.get(item) ?? null,
    criteria: criteria.map((code) => order.indexOf(code)),
  }));
  const criteria = order.map((code, position) => ({
    code,
    parent: parentOf.get(code) ?? null,
    criteria: [position],
  }));
  return [...groups, ...criteria];
}
