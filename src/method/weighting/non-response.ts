import { reweighted, type SurveyDesign } from '../estimation/survey-design.js';
import { MethodError } from '../method-error.js';
import { type Classes, classRatio, sumByClass } from './classes.js';

/** What became of a class: its weight, the weight that answered and the factor given to those. */
export interface ResponseClass {
  readonly name: string;
  readonly drawn: number;
  readonly answered: number;
  readonly responseRate: number;
  readonly factor: number;
}

/**
 * Lets those who answered stand for those of their class who did not (method §3): their weights grow by the inverse
 * of the weighted response rate, the others get 0. The variance counts the drawn rows who did not answer too, since
 * they tell the size of the class.
 * @throws MethodError `bad-design` when nobody of a class answered: join it with another first
 */
export function adjustForNonResponse(
  design: SurveyDesign,
  answered: readonly boolean[],
  classes: Classes,
): { design: SurveyDesign; classes: ResponseClass[] } {
  if (classes.length !== design.size || answered.length !== design.size) {
    throw new MethodError('bad-design', 'classes');
  }
  const before = design.weights;
  const drawn = sumByClass(before, classes);
  const responding = sumByClass(
    before.map((weight, row) => (answered[row] === true ? weight : 0)),
    classes,
  );
  const report = [...drawn].map(([name, total]) => reportClass(name, total, responding.get(name) ?? 0));
  const factor = classRatio(classes, drawn, responding);
  const weights = before.map((weight, row) => (answered[row] === true ? weight * factor(row) : 0));
  const adjusted = reweighted(design, weights, (influence) => {
    const share = classRatio(classes, sumByClass(influence, classes), drawn);
    // Each row shares in the class mean by its weight before; those who answered have it in their weight after.
    return influence.map((value, row) => value + share(row) * ((before[row] ?? 0) - (weights[row] ?? 0)));
  });
  return { design: adjusted, classes: report };
}

function reportClass(name: string, drawn: number, answered: number): ResponseClass {
  if (!(answered > 0)) throw new MethodError('bad-design', `nobody answered in ${name}`);
  return { name, drawn, answered, responseRate: answered / drawn, factor: drawn / answered };
}
