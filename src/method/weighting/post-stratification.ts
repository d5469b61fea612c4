import { reweighted, type ResidualStep, type SurveyDesign } from '../estimation/survey-design.js';
import { MethodError } from '../method-error.js';
import { type Classes, classRatio, sumByClass } from './classes.js';

/** Known population sizes per class. */
export type Margin = Readonly<Record<string, number>>;

/**
 * Scales the weights so that each class has its known size (method §3). The variance uses what each row differs
 * from its class, as R's `postStratify`.
 * @throws MethodError `bad-design` when a class of the sample has no size, or one of the population no sample
 */
export function postStratify(design: SurveyDesign, classes: Classes, margin: Margin): SurveyDesign {
  const weights = scaleToMargin(design.weights, classes, margin);
  return reweighted(design, weights, residualStep(design.weights, classes));
}

/** Weights scaled to one margin. @throws MethodError `bad-design` */
export function scaleToMargin(weights: Float64Array, classes: Classes, margin: Margin): Float64Array {
  if (classes.length !== weights.length) throw new MethodError('bad-design', 'classes');
  const sums = sumByClass(weights, classes);
  for (const [name, sum] of sums) {
    if (sum > 0 && !((margin[name] ?? 0) > 0))
      throw new MethodError('bad-design', `no population size for ${name}`);
  }
  for (const [name, size] of Object.entries(margin)) {
    if (size > 0 && !((sums.get(name) ?? 0) > 0))
      throw new MethodError('bad-design', `nobody sampled in ${name}`);
  }
  const factor = classRatio(classes, new Map(Object.entries(margin)), sums);
  return weights.map((weight, row) => weight * factor(row));
}

/** Takes the class total of the influences away from each row, in proportion to its weight before. */
function residualStep(before: Float64Array, classes: Classes): ResidualStep {
  const weights = sumByClass(before, classes);
  return (influence) => {
    const share = classRatio(classes, sumByClass(influence, classes), weights);
    return influence.map((value, row) => value - (before[row] ?? 0) * share(row));
  };
}
