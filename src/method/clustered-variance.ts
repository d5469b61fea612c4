import { type Formula } from './index-definition.js';
import { type GroupMoments } from './moments.js';

/** Variance of R = Σy/Σa over n respondents: n/(n−1)·Σ(y − R·a)²/(Σa)², with y on the scale 0–1 per answer. */
export function ratioVariance(
  formula: Formula,
  ratio: number,
  answers: number,
  [aa, tt, ta, ss, sa]: GroupMoments,
  n: number,
): number {
  const yy = formula === 'topTwoBox' ? tt : (ss - 2 * sa + aa) / 16;
  const ya = formula === 'topTwoBox' ? ta : (sa - aa) / 4;
  const residuals = Math.max(0, yy - 2 * ratio * ya + ratio * ratio * aa);
  return n > 1 ? ((n / (n - 1)) * residuals) / (answers * answers) : 0;
}

/** How many answers' worth the assumption of perfect clustering weighs. */
const CAUTION = 3;

/**
 * The variance that intervals of a pooled index use. Where few answers fall short of satisfied, they cannot show
 * whether they come from few people, and the linearised variance is far too small in most samples (thirty people of
 * a unit at 98 %: intervals that hold the truth in 70 of 100 rounds). So it is mixed with the variance under perfect
 * clustering, each person giving one answer all over, which weighs as much as three answers short of satisfied. With
 * hundreds of such answers this changes nothing. Never below that of independent answers.
 * @param mean mean of the answers on the scale 0–1
 * @param spread variance of single answers on that scale
 */
export function cautiousVariance(
  linearised: number,
  mean: number,
  spread: number,
  answers: number,
  moments: GroupMoments,
  n: number,
): number {
  const known = answers * Math.min(mean, 1 - mean);
  const mix = (observed: number, assumed: number): number =>
    (known * observed + CAUTION * assumed) / (known + CAUTION);
  const single = mix(spread, mean * (1 - mean));
  const clustered = ((n / Math.max(1, n - 1)) * single * moments[0]) / (answers * answers);
  return Math.max(mix(linearised, clustered), spread / answers);
}

/** Respondents with an answer, when each counts for as much as they answered (Kish): (Σa)²/Σa². */
export function respondentsWorth(answers: number, [aa]: GroupMoments): number {
  return aa > 0 ? (answers * answers) / aa : 0;
}
