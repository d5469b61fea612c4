import { MethodError } from './method-error.js';

/** What the satisfaction block consists of: aspect → factor → criterion, by code. Codes are unique across levels. */
export interface IndexStructure {
  readonly aspects: readonly IndexAspect[];
  /** Code of the separate overall question, where one is asked. */
  readonly general?: string;
}

export interface IndexAspect {
  readonly code: string;
  readonly factors: readonly IndexFactor[];
}

export interface IndexFactor {
  readonly code: string;
  readonly criteria: readonly string[];
}

/** The whole block; every other item is an aspect, factor or criterion code. */
export const OVERALL = 'overall';

export type LocatedItem =
  | { readonly level: 'overall' }
  | { readonly level: 'aspect'; readonly aspect: IndexAspect }
  | { readonly level: 'factor'; readonly factor: IndexFactor }
  | { readonly level: 'criterion'; readonly code: string };

/** Finds an item by code. @throws MethodError `unknown-item` */
export function locateItem(structure: IndexStructure, item: string): LocatedItem {
  if (item === OVERALL) return { level: 'overall' };
  for (const aspect of structure.aspects) {
    if (aspect.code === item) return { level: 'aspect', aspect };
    for (const factor of aspect.factors) {
      if (factor.code === item) return { level: 'factor', factor };
      if (factor.criteria.includes(item)) return { level: 'criterion', code: item };
    }
  }
  if (structure.general === item) return { level: 'criterion', code: item };
  throw new MethodError('unknown-item', item);
}

/** Criteria of an item in the order of the questionnaire; the general question belongs to no factor. */
export function criteriaOf(structure: IndexStructure, item: string = OVERALL): readonly string[] {
  const located = locateItem(structure, item);
  if (located.level === 'criterion') return [located.code];
  if (located.level === 'factor') return located.factor.criteria;
  const aspects = located.level === 'aspect' ? [located.aspect] : structure.aspects;
  return aspects.flatMap((aspect) => aspect.factors.flatMap((factor) => factor.criteria));
}

/** Items that have parts, in the fixed order of stored moments: overall, then each aspect, then each factor. */
export function groupsOf(
  structure: IndexStructure,
): readonly { item: string; criteria: readonly string[] }[] {
  const aspects = structure.aspects.map((aspect) => aspect.code);
  const factors = structure.aspects.flatMap((aspect) => aspect.factors.map((factor) => factor.code));
  return [OVERALL, ...aspects, ...factors].map((item) => ({ item, criteria: criteriaOf(structure, item) }));
}
