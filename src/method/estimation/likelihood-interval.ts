import { betaQuantile } from '../beta-function.js';
import { normalCdf } from '../distribution.js';
import { type Estimate } from './estimates.js';
import { fitLogit } from './logit-fit.js';
import { splineThrough } from './spline.js';
import { type SurveyDesign } from './survey-design.js';

/**
 * Interval of a proportion by the profile of the weighted log-likelihood, its cut-off scaled by the design effect of
 * the logit (Rao & Scott). Steps, spline and linear reading of R's `svyciprop(method = "likelihood")` are followed
 * exactly, because its published values depend on them in the fifth digit.
 */
export function likelihoodInterval(
  design: SurveyDesign,
  estimate: Estimate,
  t: number,
): { low: number; high: number } {
  const { estimate: p, se, n } = estimate;
  const { logit, information } = fitLogit(design, estimate);
  const fitted = expit(logit);
  const seLogit = se / (fitted * (1 - fitted));
  const cut = t * Math.sqrt(seLogit * seLogit * information);
  const furthest = Math.sqrt(fUpperQuantile(normalCdf(-cut) / 2, n - 1));
  // Pearson residuals have mean square 1 here, so their variance is this.
  const dispersion = n / (n - 1);
  const profile = [-1, 1].flatMap((sign) => {
    const points: { z: number; logit: number }[] = [];
    let z = 0;
    for (let step = 1; step < 10 && Math.abs(z) < furthest; step += 1) {
      const tried = logit + (sign * step * furthest * seLogit) / 5;
      z = sign * Math.sqrt(Math.max(0, (deviance(p, n, tried) - deviance(p, n, logit)) / dispersion));
      points.push({ z, logit: tried });
    }
    return points;
  });
  const points = [...profile, { z: 0, logit }].sort((a, b) => a.z - b.z);
  const curve = splineThrough(
    points.map((point) => point.logit),
    points.map((point) => point.z),
  );
  return { low: expit(readAt(curve, -cut)), high: expit(readAt(curve, cut)) };
}

/** −2 log-likelihood of n answers with share p at a logit; weights are rescaled to mean 1, so n is their sum. */
function deviance(p: number, n: number, logit: number): number {
  const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
  return 2 * n * (p * softplus(-logit) + (1 - p) * softplus(logit));
}

/** x with P(F > x) = tail for F with 1 and df degrees of freedom. */
function fUpperQuantile(tail: number, df: number): number {
  const x = betaQuantile(tail, df / 2, 0.5);
  return (df * (1 - x)) / x;
}

/** The logit at a given z, linear between neighbouring points of the curve. */
function readAt(curve: readonly { x: number; y: number }[], z: number): number {
  const sorted = curve.toSorted((a, b) => a.y - b.y);
  const above = sorted.findIndex((point) => point.y >= z);
  const right = sorted[above];
  const left = sorted[above - 1];
  if (!right || !left) return z < 0 ? -Infinity : Infinity;
  return left.x + ((right.x - left.x) * (z - left.y)) / (right.y - left.y);
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
