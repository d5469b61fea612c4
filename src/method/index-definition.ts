/** A text in the two languages of the platform. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

export const FORMULAS = ['topTwoBox', 'meanOfMaximum', 'rescaledMean'] as const;
export const COMBINES = ['pooledAnswers', 'meanOfMeans', 'generalQuestion'] as const;
export const ACROSS_UNITS = ['pooledRespondents', 'meanOfUnits'] as const;
export const ROUNDING_AT = ['end', 'eachStep'] as const;

export type Formula = (typeof FORMULAS)[number];
export type Combine = (typeof COMBINES)[number];
export type AcrossUnits = (typeof ACROSS_UNITS)[number];

/** Weight per code. A code that is absent weighs 1; null = must be set before use, so nothing is assumed. */
export type Weights = Readonly<Record<string, number | null>>;

/**
 * How answers become an index, as versioned data (method §2). A published definition is immutable: a change is
 * a new version, so that an old report can be recomputed to the last digit.
 */
export interface IndexDefinition {
  readonly code: string;
  readonly version: number;
  readonly title: Bilingual;
  readonly formula: Formula;
  readonly combine: Combine;
  /** Code of the question that gives the overall index when `combine` is `generalQuestion`, else null. */
  readonly generalQuestion: string | null;
  /** Used by `meanOfMeans`; under `pooledAnswers` each answer counts once and these are empty. */
  readonly weights: { readonly criteria: Weights; readonly factors: Weights; readonly aspects: Weights };
  readonly acrossUnits: AcrossUnits;
  readonly missing: {
    /** Answers that do not count in N. */
    readonly excludedCodes: readonly string[];
    /** 0–1: a response with a smaller share of answered criteria is left out whole. */
    readonly leastShareAnswered: number;
  };
  readonly rounding: { readonly digits: number; readonly at: (typeof ROUNDING_AT)[number] };
  readonly note: Bilingual;
}

/** True when a response has answered enough criteria to count (method §2, missing rule). */
export function countsAsResponse(definition: IndexDefinition, answered: number, asked: number): boolean {
  return answered > 0 && answered >= definition.missing.leastShareAnswered * asked;
}
