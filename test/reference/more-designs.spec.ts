import {
  type Column,
  type Domain,
  type Estimate,
  estimateDifference,
  estimateMean,
  estimateProportion,
  estimateRatio,
  estimateTotal,
} from '../../src/method/estimation/estimates.js';
import {
  proportionInterval,
  type ProportionMethod,
} from '../../src/method/estimation/proportion-interval.js';
import {
  type LonelyStratum,
  type SurveyDesign,
  surveyDesign,
} from '../../src/method/estimation/survey-design.js';
import { calibrateLinear } from '../../src/method/weighting/calibration.js';
import { postStratify } from '../../src/method/weighting/post-stratification.js';
import { rake, type RakingOptions } from '../../src/method/weighting/raking.js';
import {
  complete,
  numbers,
  readReferences,
  readTable,
  type Reference,
  relativeError,
  texts,
} from './reference-data.js';

const people = readTable('multistage.csv');
const schools = readTable('apiclus2.csv');
const column = (name: string): number[] => complete(people, name);
const text = (name: string): string[] => texts(people, name);

const SEXES = { f: 500, m: 480 };
const AGES = { '18-34': 400, '35-59': 350, '60+': 230 };

/** Two stages with replacement: what the weighting references start from. */
const withReplacement = (): SurveyDesign =>
  surveyDesign({
    stages: [{ clusters: text('cluster'), strata: text('region') }, { clusters: text('room') }],
    weights: column('w'),
    nest: true,
  });

const lonely = (rule: LonelyStratum): SurveyDesign =>
  surveyDesign({
    stages: [
      { clusters: text('id'), strata: text('lonely'), population: column('N1L') },
      { clusters: text('room'), population: column('N2') },
    ],
    weights: column('w'),
    lonely: rule,
  });

const raked = (options: RakingOptions): SurveyDesign => {
  const margins = [
    { name: 'sex', classes: text('sex'), population: SEXES },
    { name: 'age', classes: text('age'), population: AGES },
  ];
  return rake(withReplacement(), margins, options).design;
};

/** Each design of more-designs.R by its id. */
const designs: Record<string, () => SurveyDesign> = {
  clus2: () =>
    surveyDesign({
      stages: [
        { clusters: texts(schools, 'dnum'), population: complete(schools, 'fpc1') },
        { clusters: texts(schools, 'snum'), population: complete(schools, 'fpc2') },
      ],
    }),
  clus2wr: () =>
    surveyDesign({
      stages: [{ clusters: texts(schools, 'dnum') }, { clusters: texts(schools, 'snum') }],
      weights: complete(schools, 'pw'),
    }),
  nested: () =>
    surveyDesign({
      stages: [
        { clusters: text('cluster'), strata: text('region'), population: column('N1') },
        { clusters: text('room'), population: column('N2') },
        { clusters: text('person'), population: column('N3') },
      ],
      nest: true,
    }),
  nestedwr: withReplacement,
  weighted: () =>
    surveyDesign({
      stages: [
        { clusters: text('cluster'), strata: text('region'), population: column('N1') },
        { clusters: text('room'), population: column('N2') },
      ],
      weights: column('w'),
      nest: true,
    }),
  fraction: () => {
    const fractions: Record<string, number> = { A: 0.25, B: 5 / 12, C: 1 };
    const population = text('region').map((region) => fractions[region] ?? 1);
    return surveyDesign({ stages: [{ clusters: text('id'), strata: text('region'), population }] });
  },
  strata2: () =>
    surveyDesign({
      stages: [
        { clusters: text('cluster'), strata: text('region'), population: column('N1') },
        {
          clusters: people.map((row) => `${row['room'] ?? ''} ${row['person'] ?? ''}`),
          strata: text('half'),
          population: column('N2').map((rooms) => rooms * 9),
        },
      ],
      nest: true,
    }),
  'lonely-certainty': () => lonely('certainty'),
  'lonely-remove': () => lonely('remove'),
  'lonely-adjust': () => lonely('adjust'),
  'lonely-average': () => lonely('average'),
  poststrat: () => postStratify(withReplacement(), text('age'), AGES),
  rake: () => raked({}),
  rakefine: () => raked({ maxIterations: 100, tolerance: 1e-9 * 1000 }),
  calib: () => {
    const is = (age: string): number[] => text('age').map((each) => Number(each === age));
    return calibrateLinear(withReplacement(), [
      { name: 'all', values: people.map(() => 1), population: 980 },
      { name: '35-59', values: is('35-59'), population: 350 },
      { name: '60+', values: is('60+'), population: 230 },
      { name: 'x', values: column('x'), population: 23000 },
    ]).design;
  },
};

function estimateFor(design: SurveyDesign, rest: string): Estimate {
  const rows = design.size === people.length ? people : schools;
  const column_ = (name: string): Column => numbers(rows, name);
  const [, by = '', value = ''] = /\.(sex|stype)\.(\w)$/.exec(rest) ?? [];
  const domain: Domain | undefined = by ? texts(rows, by).map((each) => each === value) : undefined;
  const sex = (name: string): Estimate =>
    estimateMean(
      design,
      column_('x'),
      texts(rows, 'sex').map((each) => each === name),
    );
  if (rest.startsWith('prop.yes'))
    return estimateProportion(
      design,
      column_('yes').map((each) => each === 1),
    );
  if (rest.startsWith('prop.'))
    return estimateProportion(
      design,
      texts(rows, 'sch.wide').map((each) => each === 'Yes'),
    );
  if (rest === 'ratio.y_x') return estimateRatio(design, column_('y'), column_('x'));
  if (rest === 'ratio.apistu_enroll') return estimateRatio(design, column_('api.stu'), column_('enroll'));
  if (rest === 'difference.x.f_m') return estimateDifference(design, sex('f'), sex('m'));
  const [, statistic, name = ''] = /^(mean|total)\.(\w+)/.exec(rest) ?? [];
  return statistic === 'total'
    ? estimateTotal(design, column_(name))
    : estimateMean(design, column_(name), domain);
}

const references = readReferences('more-designs.json');

describe('agreement with the R package survey on further designs, to a relative 1e-9', () => {
  it.each(references.map((reference): [string, Reference] => [reference.id, reference]))(
    '%s',
    (id, reference) => {
      const [designId = '', ...words] = id.split('.');
      const rest = words.join('.');
      const design = designs[designId]?.();
      if (!design) throw new Error(`unknown design ${designId}`);
      const estimate = estimateFor(design, rest);
      const pairs: [number | null, number | undefined][] = [
        [estimate.estimate, reference.estimate],
        [estimate.se, reference.se],
        [estimate.deff, reference.deff],
        [estimate.df, reference.df],
      ];
      const [, method] = /\.ci\.(\w+)$/.exec(rest) ?? [];
      if (method !== undefined) {
        const { low, high } = proportionInterval(design, estimate, method as ProportionMethod);
        pairs.push([low, reference.lo], [high, reference.hi]);
      }
      for (const [actual, expected] of pairs) {
        if (expected !== undefined) expect(relativeError(actual ?? NaN, expected)).toBeLessThan(1e-9);
      }
    },
  );

  it('refuses a stratum with one cluster unless a rule is chosen', () => {
    expect(() => estimateMean(lonely('fail'), column('x'))).toThrow('lonely-stratum');
  });
});
