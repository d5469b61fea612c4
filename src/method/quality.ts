import { isLevel } from './level-counts.js';

/** Flags of answers as bits, so that one integer is stored per response (method §6). Bits are never reused. */
export const QUALITY_FLAGS = {
  speeder: 1,
  straightLine: 2,
  burst: 4,
  outsideHours: 8,
  beforeResult: 16,
  sameText: 32,
  withoutTicket: 64,
  staffNetwork: 128,
} as const;

export type QualityFlag = keyof typeof QUALITY_FLAGS;

const FLAGS = Object.entries(QUALITY_FLAGS) as readonly [QualityFlag, number][];

/** Thresholds are versioned: a flagged response says by which version it was flagged. */
export interface QualityThresholds {
  readonly version: number;
  readonly secondsPerItem: number;
  readonly shareOfMedian: number;
  readonly straightLineItems: number;
  readonly burstVectors: number;
  readonly burstMinutes: number;
  readonly channelDifference: number;
  readonly channelLeastN: number;
}

export const QUALITY_THRESHOLDS: QualityThresholds = {
  version: 1,
  secondsPerItem: 1,
  shareOfMedian: 0.5,
  straightLineItems: 8,
  burstVectors: 5,
  burstMinutes: 5,
  channelDifference: 5,
  channelLeastN: 30,
};

/** What is known of one response. What is absent raises no flag. */
export interface QualityFacts {
  /** Seconds from the first question to sending. */
  readonly seconds?: number | null;
  readonly levels: readonly (number | null)[];
  /** Questions that were shown. */
  readonly items: number;
  /** Median seconds of the questionnaire version, once it is known. */
  readonly medianSeconds?: number | null;
  /** Identical vectors of answers from the same device within the window, this one included. */
  readonly identicalVectors?: number;
  readonly outsideHours?: boolean;
  readonly beforeResult?: boolean;
  readonly sameText?: boolean;
  /** An open stream accepts answers without a ticket, but says so. */
  readonly withoutTicket?: boolean;
  readonly staffNetwork?: boolean;
}

/** The bitmask of a response's flags (method §6): flags mark, they never delete. */
export function qualityFlags(
  facts: QualityFacts,
  thresholds: QualityThresholds = QUALITY_THRESHOLDS,
): number {
  const raised: Record<QualityFlag, boolean> = {
    speeder: isSpeeder(facts, thresholds),
    straightLine: isStraightLine(facts.levels, thresholds),
    burst: (facts.identicalVectors ?? 0) >= thresholds.burstVectors,
    outsideHours: facts.outsideHours ?? false,
    beforeResult: facts.beforeResult ?? false,
    sameText: facts.sameText ?? false,
    withoutTicket: facts.withoutTicket ?? false,
    staffNetwork: facts.staffNetwork ?? false,
  };
  return FLAGS.reduce((mask, [name, bit]) => (raised[name] ? mask | bit : mask), 0);
}

/** Names of the flags in a mask, in the order of their bits. */
export function flagNames(mask: number): QualityFlag[] {
  return FLAGS.flatMap(([name, bit]) => ((mask & bit) === 0 ? [] : [name]));
}

function isSpeeder({ seconds, items, medianSeconds }: QualityFacts, thresholds: QualityThresholds): boolean {
  if (seconds === undefined || seconds === null || seconds < 0) return false;
  if (seconds < thresholds.secondsPerItem * items) return true;
  return typeof medianSeconds === 'number' && seconds < thresholds.shareOfMedian * medianSeconds;
}

/** The same level everywhere over enough items. */
function isStraightLine(levels: readonly (number | null)[], thresholds: QualityThresholds): boolean {
  const given = levels.filter(isLevel);
  return given.length >= thresholds.straightLineItems && given.every((level) => level === given[0]);
}
