import { type Estimate } from './estimates.js';
import { type SurveyDesign } from './survey-design.js';

/** The logit of a proportion as iteratively reweighted least squares leave it. */
export interface LogitFit {
  readonly logit: number;
  /** Σ of the last working weights, the naive information about the logit; weights have mean 1. */
  readonly information: number;
}

interface Answer {
  readonly weight: number;
  readonly y: 0 | 1;
}

/**
 * Fits the logit of a proportion as R's `glm` does (start, steps and stopping rule of `glm.fit`). The logit itself
 * is known in closed form; R's intervals rest on where the iteration stops, which differs in the ninth digit.
 */
export function fitLogit(design: SurveyDesign, { influence, rows, n }: Estimate): LogitFit {
  const total = rows.reduce((sum, row) => sum + (design.weights[row] ?? 0), 0);
  const answers = rows.map((row): Answer => {
    const weight = ((design.weights[row] ?? 0) * n) / total;
    return { weight, y: (influence[row] ?? 0) > 0 ? 1 : 0 };
  });
  const start = answers.map(({ weight, y }) => logitOf((weight * y + 0.5) / (weight + 1)));
  let predictor = (index: number): number => start[index] ?? 0;
  let deviance = devianceOf(answers, predictor);
  for (let iteration = 0; ; iteration += 1) {
    const fit = stepFrom(answers, predictor);
    predictor = () => fit.logit;
    const next = devianceOf(answers, predictor);
    if (Math.abs(next - deviance) / (Math.abs(next) + 0.1) < 1e-8 || iteration >= 25) return fit;
    deviance = next;
  }
}

function stepFrom(answers: readonly Answer[], predictor: (index: number) => number): LogitFit {
  let information = 0;
  let weighted = 0;
  answers.forEach(({ weight, y }, index) => {
    const eta = predictor(index);
    const mu = 1 / (1 + Math.exp(-eta));
    const slope = mu * (1 - mu);
    information += weight * slope;
    weighted += weight * slope * (eta + (y - mu) / slope);
  });
  return { logit: weighted / information, information };
}

function devianceOf(answers: readonly Answer[], predictor: (index: number) => number): number {
  return answers.reduce((sum, { weight, y }, index) => {
    const eta = predictor(index);
    return sum + 2 * weight * Math.log1p(Math.exp(y === 1 ? -eta : eta));
  }, 0);
}

function logitOf(p: number): number {
  return Math.log(p / (1 - p));
}
