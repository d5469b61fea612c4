import { betaQuantile } from '../beta-function.js';
import { tQuantile } from '../distribution.js';
import { CONFIDENCE, wilson } from '../wilson.js';
import { type Estimate, meanInterval } from './estimates.js';
import { likelihoodInterval } from './likelihood-interval.js';
import { fitLogit } from './logit-fit.js';
import { type SurveyDesign } from './survey-design.js';

/** Ways to an interval for a proportion (method §3); `logit` is the default. As R's `svyciprop`, and Wilson's. */
export type ProportionMethod = 'logit' | 'wilson' | 'beta' | 'likelihood' | 'mean';

interface Ends {
  readonly low: number;
  readonly high: number;
}

/**
 * Interval of an estimated proportion, in 0–1. Where nobody or everybody has the property, `logit` and
 * `likelihood` do not exist and Wilson's interval on the rows' number stands in.
 */
export function proportionInterval(
  design: SurveyDesign,
  estimate: Estimate,
  method: ProportionMethod = 'logit',
  confidence: number = CONFIDENCE,
): Ends {
  const { estimate: p, se, df, n } = estimate;
  const t = tQuantile(1 - (1 - confidence) / 2, df);
  if (!(p > 0 && p < 1 && se > 0)) return method === 'beta' ? betaEnds(p, n, confidence) : wilson(p, n, t);
  const effectiveN = (p * (1 - p)) / (se * se);
  switch (method) {
    case 'logit':
      return logitEnds(fitLogit(design, estimate).logit, se, t);
    case 'wilson':
      return wilson(p, effectiveN, t);
    case 'beta':
      return betaEnds(p, effectiveN * (tQuantile((1 + confidence) / 2, n - 1) / t) ** 2, confidence);
    case 'likelihood':
      return likelihoodInterval(design, estimate, t);
    case 'mean':
      return meanInterval(estimate, confidence);
  }
}

/** Wald's interval on the logit, carried back. */
function logitEnds(logit: number, se: number, t: number): Ends {
  const fitted = expit(logit);
  const half = (t * se) / (fitted * (1 - fitted));
  return { low: expit(logit - half), high: expit(logit + half) };
}

/** Clopper & Pearson's interval on the effective n (Korn & Graubard 1998). */
function betaEnds(p: number, n: number, confidence: number): Ends {
  const tail = (1 - confidence) / 2;
  return {
    low: p <= 0 ? 0 : betaQuantile(tail, n * p, n * (1 - p) + 1),
    high: p >= 1 ? 1 : betaQuantile(1 - tail, n * p + 1, n * (1 - p)),
  };
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
