import { SIPAS_2640 } from './built-in-definitions.js';
import { estimateProportion } from './estimation/estimates.js';
import { proportionInterval, type ProportionMethod } from './estimation/proportion-interval.js';
import { surveyDesign } from './estimation/survey-design.js';
import { type IndexDefinition } from './index-definition.js';
import { type IndexStructure, OVERALL } from './index-structure.js';
import { type IndexCell, intervalOf } from './interval.js';
import { type LevelCounts, satisfiedOf, sumCounts, totalOf } from './level-counts.js';
import { addMoments, momentsOf, NO_MOMENTS } from './moments.js';
import { drawSimple } from './sampling.js';
import { seededRandom, type SeededRandom } from './seeded-random.js';
import { wilson } from './wilson.js';

const ROUNDS = 1500;
const CRITERIA = Array.from({ length: 22 }, (_, at) => `C${at}`);
/** One factor, so that overall, aspect and factor hold the same criteria. */
const STRUCTURE: IndexStructure = { aspects: [{ code: 'S', factors: [{ code: 'F', criteria: CRITERIA }] }] };

/**
 * Citizens of whom some are content with nearly everything and some with little, so that one person's answers go
 * together. The last four questions are answered by four in ten only, as on complaints.
 */
const KINDS = [
  { share: 0.7, satisfied: 0.98 },
  { share: 0.2, satisfied: 0.85 },
  { share: 0.1, satisfied: 0.35 },
];
const shareOf = (kinds: typeof KINDS): number =>
  kinds.reduce((sum, { share, satisfied }) => sum + share * satisfied, 0);
const TRUE_SHARE = shareOf(KINDS);
/** Levels 5 and 4 evenly when satisfied, 3, 2 and 1 evenly when not: mean 4.5 and 2. */
const TRUE_MEAN = 4.5 * TRUE_SHARE + 2 * (1 - TRUE_SHARE);

function answersOf(random: SeededRandom, kinds: typeof KINDS): (number | null)[] {
  let drawn = random.next();
  const kind = kinds.find(({ share }) => (drawn -= share) < 0) ?? kinds.at(-1);
  const complains = random.next() < 0.4;
  return CRITERIA.map((_, at) => {
    if (at >= 18 && !complains) return null;
    return random.next() < (kind?.satisfied ?? 0) ? 4 + random.below(2) : 1 + random.below(3);
  });
}

function openRound(n: number, random: SeededRandom, kinds: typeof KINDS = KINDS): IndexCell {
  const counts = CRITERIA.map((): [number, number, number, number, number] => [0, 0, 0, 0, 0]);
  let moments = NO_MOMENTS;
  for (let person = 0; person < n; person += 1) {
    const levels = answersOf(random, kinds);
    moments = addMoments(moments, momentsOf(levels));
    levels.forEach((level, at) => {
      const row = counts[at];
      if (row && level !== null) row[level - 1] = (row[level - 1] ?? 0) + 1;
    });
  }
  const byCriterion = CRITERIA.map((code, at): [string, LevelCounts] => [
    code,
    counts[at] ?? [0, 0, 0, 0, 0],
  ]);
  return {
    n,
    countsByCriterion: Object.fromEntries(byCriterion),
    moments: [...moments, ...moments, ...moments],
  };
}

/** Share of rounds whose interval holds the truth. */
function shareThatHolds(
  cells: readonly IndexCell[],
  truth: number,
  intervalFor: (cell: IndexCell) => { low: number; high: number } | null,
): number {
  const held = cells.filter((cell) => {
    const interval = intervalFor(cell);
    return interval !== null && interval.low <= truth && truth <= interval.high;
  });
  return held.length / cells.length;
}

function expectNominal(share: number): void {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
}

const using = (change: Partial<IndexDefinition>): IndexDefinition => ({ ...SIPAS_2640, ...change });

describe('95 % intervals hold the truth in 93–97 % of simulated rounds (method §3)', () => {
  /** 1,500 rounds of 150 people each, all judged in several ways. */
  const random = seededRandom('open stream');
  const cells = Array.from({ length: ROUNDS }, () => openRound(150, random));

  it.each([
    ['one criterion, share satisfied', using({}), 'C0', 100 * TRUE_SHARE],
    ['one criterion, mean level', using({ formula: 'rescaledMean' }), 'C0', 25 * (TRUE_MEAN - 1)],
    ['22 criteria pooled, share satisfied', using({}), OVERALL, 100 * TRUE_SHARE],
    ['22 criteria pooled, mean of the maximum', using({ formula: 'meanOfMaximum' }), OVERALL, 20 * TRUE_MEAN],
    ['22 criteria pooled, rescaled mean', using({ formula: 'rescaledMean' }), OVERALL, 25 * (TRUE_MEAN - 1)],
  ])('open stream: %s', (_, definition, item, truth) => {
    expectNominal(shareThatHolds(cells, truth, (cell) => intervalOf(definition, STRUCTURE, item, cell)));
  });

  it('open stream: 22 criteria pooled, a small unit', () => {
    const small = Array.from({ length: ROUNDS }, () => openRound(60, random));
    expectNominal(
      shareThatHolds(small, 100 * TRUE_SHARE, (cell) => intervalOf(SIPAS_2640, STRUCTURE, OVERALL, cell)),
    );
  });

  it.each([30, 60])('a very good unit with %p respondents is not claimed to be better than it is', (n) => {
    const kinds = [
      { share: 0.97, satisfied: 0.995 },
      { share: 0.03, satisfied: 0.6 },
    ];
    const rounds = Array.from({ length: 600 }, () => openRound(n, random, kinds));
    const held = shareThatHolds(rounds, 100 * shareOf(kinds), (cell) =>
      intervalOf(SIPAS_2640, STRUCTURE, OVERALL, cell),
    );
    expect(held).toBeGreaterThanOrEqual(0.93);
  });

  it('taking 22 answers of one person as independent fails badly', () => {
    const naive = (cell: IndexCell): { low: number; high: number } => {
      const pooled = sumCounts(Object.values(cell.countsByCriterion));
      return wilson(satisfiedOf(pooled) / totalOf(pooled), totalOf(pooled));
    };
    expect(shareThatHolds(cells, TRUE_SHARE, naive)).toBeLessThan(0.75);
  });

  it('the bound for a mean of means holds at least as often as it says', () => {
    const definition = using({ formula: 'meanOfMaximum', combine: 'meanOfMeans' });
    const bound = (cell: IndexCell): { low: number; high: number } | null => {
      const interval = intervalOf(definition, STRUCTURE, OVERALL, cell);
      expect(interval?.method).toBe('bound');
      return interval;
    };
    expect(shareThatHolds(cells.slice(0, 300), 20 * TRUE_MEAN, bound)).toBeGreaterThanOrEqual(0.95);
  });

  it('open stream: one criterion over many true values and sizes', () => {
    let held = 0;
    for (let round = 0; round < 4000; round += 1) {
      const p = 0.6 + 0.38 * random.next();
      const n = 30 + random.below(300);
      let satisfied = 0;
      for (let person = 0; person < n; person += 1) satisfied += Number(random.next() < p);
      const { low, high } = wilson(satisfied / n, n);
      held += Number(low <= p && p <= high);
    }
    expectNominal(held / 4000);
  });
});

describe('clustered rounds from one fixed population', () => {
  const COMMUNES = 120;
  const HOUSEHOLDS = 40;
  const random = seededRandom('population');
  const population = Array.from({ length: COMMUNES }, () => {
    const level = Math.min(0.97, Math.max(0.4, 0.82 + 0.08 * random.normal()));
    return Array.from({ length: HOUSEHOLDS }, () => random.next() < level);
  });
  const truth = population.flat().filter(Boolean).length / (COMMUNES * HOUSEHOLDS);

  /** 30 communes, 10 households in each, both without replacement. */
  function drawRound(seed: string): { low: number; high: number }[] {
    const rows = drawSimple(COMMUNES, 30, seed).flatMap(({ row: commune }) =>
      drawSimple(HOUSEHOLDS, 10, `${seed}/${commune}`).map(({ row }) => ({ commune, row })),
    );
    const design = surveyDesign({
      stages: [
        { clusters: rows.map(({ commune }) => commune), population: rows.map(() => COMMUNES) },
        { clusters: rows.map(({ row }) => row), population: rows.map(() => HOUSEHOLDS) },
      ],
    });
    const estimate = estimateProportion(
      design,
      rows.map(({ commune, row }) => population[commune]?.[row] ?? null),
    );
    return METHODS.map((method) => proportionInterval(design, estimate, method));
  }
  const METHODS: ProportionMethod[] = ['logit', 'wilson', 'beta', 'mean'];

  it('logit, Wilson, beta and plain intervals hold the truth in 93–97 % of 1,000 rounds', () => {
    const held = METHODS.map(() => 0);
    for (let round = 0; round < 1000; round += 1) {
      drawRound(`round ${round}`).forEach(({ low, high }, at) => {
        held[at] = (held[at] ?? 0) + Number(low <= truth && truth <= high);
      });
    }
    for (const count of held) expectNominal(count / 1000);
  });
});
