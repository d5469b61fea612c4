import { changeBetween, type Change, holm, type Measured } from './comparison.js';
import { QUALITY_THRESHOLDS, type QualityThresholds } from './quality.js';

/** A unit's index by one channel. */
export interface ChannelIndex extends Measured {
  readonly unit: string;
  readonly channel: string;
  /** Respondents. */
  readonly n: number;
}

/** Two channels of one unit that differ more than chance and habit explain. */
export interface ChannelDifference extends Change {
  readonly unit: string;
  readonly channels: readonly [string, string];
  /** Holm-corrected over all pairs that were compared. */
  readonly correctedP: number;
}

/**
 * Differences between the channels of each unit of more than 5 points at 30 respondents or more each (method §6),
 * largest first. All pairs with enough respondents enter the correction, reported or not.
 */
export function compareChannels(
  indices: readonly ChannelIndex[],
  thresholds: QualityThresholds = QUALITY_THRESHOLDS,
): ChannelDifference[] {
  const enough = indices.filter(({ n }) => n >= thresholds.channelLeastN);
  const pairs = enough.flatMap((a, at) =>
    enough.slice(at + 1).flatMap((b) => (a.unit === b.unit ? [{ a, b, change: changeBetween(a, b) }] : [])),
  );
  const corrected = holm(pairs.map(({ change }) => change.p));
  return pairs
    .map(({ a, b, change }, at): ChannelDifference => {
      return { ...change, unit: a.unit, channels: [a.channel, b.channel], correctedP: corrected[at] ?? 1 };
    })
    .filter(({ difference }) => Math.abs(difference) > thresholds.channelDifference)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}
