import {
  type Domain,
  type Estimate,
  estimateMean,
  estimateProportion,
  estimateRatio,
  estimateTotal,
} from '../../src/method/estimation/estimates.js';
import {
  proportionInterval,
  type ProportionMethod,
} from '../../src/method/estimation/proportion-interval.js';
import { type SurveyDesign, surveyDesign } from '../../src/method/estimation/survey-design.js';
import { calibrateLinear } from '../../src/method/weighting/calibration.js';
import { postStratify } from '../../src/method/weighting/post-stratification.js';
import { rake } from '../../src/method/weighting/raking.js';
import {
  complete,
  numbers,
  readTable,
  readReferences,
  type Reference,
  relativeError,
  type ReferenceRow,
  texts,
} from './reference-data.js';

const TYPES = { E: 4421, H: 755, M: 1018 };
const WIDE = { No: 1072, Yes: 5122 };

/** The three designs of README's table, built as R's calls build them. */
const samples: Record<string, { rows: ReferenceRow[]; design: SurveyDesign }> = {
  srs: sample('apisrs.csv', (rows) =>
    surveyDesign({ stages: [{ clusters: rowIds(rows), population: complete(rows, 'fpc') }] }),
  ),
  strat: sample('apistrat.csv', (rows) =>
    surveyDesign({
      stages: [{ clusters: rowIds(rows), strata: texts(rows, 'stype'), population: complete(rows, 'fpc') }],
      weights: complete(rows, 'pw'),
    }),
  ),
  clus1: sample('apiclus1.csv', (rows) =>
    surveyDesign({
      stages: [{ clusters: texts(rows, 'dnum'), population: complete(rows, 'fpc') }],
      weights: complete(rows, 'pw'),
    }),
  ),
};

function sample(
  file: string,
  build: (rows: ReferenceRow[]) => SurveyDesign,
): { rows: ReferenceRow[]; design: SurveyDesign } {
  const rows = readTable(file);
  return { rows, design: build(rows) };
}

function rowIds(rows: readonly ReferenceRow[]): number[] {
  return rows.map((_, row) => row);
}

function weighted(kind: string, rows: ReferenceRow[], design: SurveyDesign): SurveyDesign {
  const stype = texts(rows, 'stype');
  if (kind === 'poststrat') return postStratify(design, stype, TYPES);
  if (kind === 'rake') {
    const margins = [
      { name: 'stype', classes: stype, population: TYPES },
      { name: 'sch.wide', classes: texts(rows, 'sch.wide'), population: WIDE },
    ];
    return rake(design, margins).design;
  }
  if (kind !== 'calib') return design;
  const indicator = (name: string): number[] => stype.map((type) => Number(type === name));
  return calibrateLinear(design, [
    { name: 'all', values: stype.map(() => 1), population: TYPES.E + TYPES.H + TYPES.M },
    { name: 'H', values: indicator('H'), population: TYPES.H },
    { name: 'M', values: indicator('M'), population: TYPES.M },
  ]).design;
}

function estimateFor(id: string): { design: SurveyDesign; estimate: Estimate } {
  const [, sampleName = '', weighting] = /^(\w+)\.(?:(poststrat|rake|calib)\.)?/.exec(id) ?? [];
  const found = samples[sampleName];
  if (!found) throw new Error(`unknown sample in ${id}`);
  const { rows } = found;
  const design = weighted(weighting ?? '', rows, found.design);
  if (id.includes('.prop.')) {
    return {
      design,
      estimate: estimateProportion(
        design,
        texts(rows, 'sch.wide').map((text) => text === 'Yes'),
      ),
    };
  }
  if (id.includes('.total.')) return { design, estimate: estimateTotal(design, numbers(rows, 'enroll')) };
  if (id.includes('.ratio.')) {
    return { design, estimate: estimateRatio(design, numbers(rows, 'api.stu'), numbers(rows, 'enroll')) };
  }
  const [, type] = /\.by\.stype\.(\w)/.exec(id) ?? [];
  const domain: Domain | undefined =
    type === undefined ? undefined : texts(rows, 'stype').map((text) => text === type);
  return { design, estimate: estimateMean(design, numbers(rows, 'api00'), domain) };
}

const references = readReferences('survey-reference.json');

describe('agreement with the R package survey to a relative 1e-9', () => {
  it('there are 39 reference values', () => {
    expect(references).toHaveLength(39);
  });

  it.each(references.map((reference): [string, Reference] => [reference.id, reference]))(
    '%s',
    (id, reference) => {
      const { design, estimate } = estimateFor(id);
      const pairs: [number | null, number | undefined][] = [
        [estimate.estimate, reference.estimate],
        [estimate.se, reference.se],
        [estimate.deff, reference.deff],
        [estimate.df, reference.df],
      ];
      const [, method] = /\.ci\.(\w+)$/.exec(id) ?? [];
      if (method !== undefined) {
        const { low, high } = proportionInterval(design, estimate, method as ProportionMethod);
        pairs.push([low, reference.lo], [high, reference.hi]);
      }
      for (const [actual, expected] of pairs) {
        if (expected !== undefined) expect(relativeError(actual ?? NaN, expected)).toBeLessThan(1e-9);
      }
    },
  );
});
