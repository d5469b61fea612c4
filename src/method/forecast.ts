import { tQuantile } from './distribution.js';
import { comparableRuns, type SeriesBreak, type SeriesPoint } from './trend.js';
import { CONFIDENCE } from './wilson.js';

/** A round whose standard error may be unknown, as for figures that others published. */
export interface ForecastPoint extends SeriesPoint {
  /** In points; null when not known. */
  readonly se: number | null;
}

/** A projection, never a measurement: always shown under that name (method §4). */
export interface Forecast {
  readonly kind: 'projection';
  readonly time: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Rounds it rests on, all comparable. */
  readonly rounds: number;
  /** Points per year around the last round. */
  readonly pace: number;
}

const LEAST_ROUNDS = 3;

interface Observation {
  readonly time: number;
  readonly logit: number;
  readonly weight: number;
}

interface Line {
  readonly centre: number;
  readonly level: number;
  readonly slope: number;
  readonly weight: number;
  readonly spread: number;
  /** Scale of the variance: 1 when the rounds scatter no more than their own errors say. */
  readonly scale: number;
}

/**
 * The index at a later time by weighted least squares on the logit over the last stretch of comparable rounds, with
 * a 95 % interval for the line from Student's t with rounds − 2 degrees of freedom. Where standard errors are
 * known, scatter below them is not believed; where one is missing, rounds weigh the same.
 * @returns null with fewer than three comparable rounds, or for a time before the last of them
 */
export function forecastAt(
  points: readonly ForecastPoint[],
  breaks: readonly SeriesBreak[],
  time: number,
): Forecast | null {
  const run = comparableRuns(points, breaks).at(-1) ?? [];
  const last = run.at(-1);
  if (run.length < LEAST_ROUNDS || !last || time < last.time) return null;
  const known = run.every((point) => point.se !== null && point.se > 0);
  const line = fitLine(
    run.map((point) => observe(point, known)),
    known,
  );
  const at = line.level + line.slope * (time - line.centre);
  const se = Math.sqrt(line.scale * (1 / line.weight + (time - line.centre) ** 2 / line.spread));
  const half = tQuantile(1 - (1 - CONFIDENCE) / 2, run.length - 2) * se;
  const now = share(line.level + line.slope * (last.time - line.centre));
  return {
    kind: 'projection',
    time,
    value: 100 * share(at),
    low: 100 * share(at - half),
    high: 100 * share(at + half),
    rounds: run.length,
    pace: 100 * line.slope * now * (1 - now),
  };
}

/** Values of exactly 0 or 100 have no logit; they are read as half a point of ten thousand away from it. */
function observe({ time, value, se }: ForecastPoint, known: boolean): Observation {
  const p = Math.min(0.99995, Math.max(0.00005, (value ?? 0) / 100));
  const slope = 1 / (p * (1 - p));
  return { time, logit: Math.log(p / (1 - p)), weight: known ? 1 / (((se ?? 1) / 100) * slope) ** 2 : 1 };
}

function fitLine(observations: readonly Observation[], known: boolean): Line {
  const sum = (value: (observation: Observation) => number): number =>
    observations.reduce((total, observation) => total + observation.weight * value(observation), 0);
  const weight = sum(() => 1);
  const centre = sum(({ time }) => time) / weight;
  const level = sum(({ logit }) => logit) / weight;
  const spread = sum(({ time }) => (time - centre) ** 2);
  const slope = sum(({ time, logit }) => (time - centre) * (logit - level)) / spread;
  const scatter =
    sum(({ time, logit }) => (logit - level - slope * (time - centre)) ** 2) / (observations.length - 2);
  return { centre, level, slope, weight, spread, scale: known ? Math.max(1, scatter) : scatter };
}

function share(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
