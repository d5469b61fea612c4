import { SIPAS_2640 } from '../method/built-in-definitions.js';
import { criteriaOf, type IndexStructure } from '../method/index-structure.js';
import { intervalOf } from '../method/interval.js';
import { addCounts, countLevels, NO_ANSWERS } from '../method/level-counts.js';
import { groupPositions, momentsOfResponse } from '../method/moments.js';
import { seededRandom } from '../method/seeded-random.js';
import { compileCheck } from '../modules/questionnaires/domain/answer-check.js';
import { indexStructureOf } from '../modules/questionnaires/domain/questionnaire.js';
import { sipas2640 } from '../modules/questionnaires/templates/sipas-2640.template.js';
import { Citizens, planTruths } from './citizens.js';

const definition = sipas2640();
const structure: IndexStructure = indexStructureOf(definition);
const criteria = criteriaOf(structure);
const positions = groupPositions(structure, criteria);

/** The 95 % interval that a round of simulated citizens gives. */
function intervalOfRound(citizens: Citizens, truth: number, n: number): { low: number; high: number } {
  const counts = Object.fromEntries(criteria.map((code) => [code, NO_ANSWERS]));
  let moments: number[] = [];
  for (let person = 0; person < n; person++) {
    const { answers } = citizens.answersOf(truth);
    const levels = criteria.map((code) => answers[code] as number | null);
    criteria.forEach(
      (code, i) => (counts[code] = addCounts(counts[code] ?? NO_ANSWERS, countLevels([levels[i]]))),
    );
    moments = momentsOfResponse(positions, levels).map((value, i) => value + (moments[i] ?? 0));
  }
  const interval = intervalOf(SIPAS_2640, structure, 'overall', { n, countsByCriterion: counts, moments });
  if (interval === null) throw new Error('nobody answered');
  return interval;
}

describe('simulated citizens', () => {
  it('give answers that the questionnaire accepts', () => {
    const check = compileCheck(definition);
    const citizens = new Citizens(definition, seededRandom('accepted'));
    const faults = Array.from({ length: 500 }, () => check(citizens.answersOf(0.9).answers)).filter(
      Array.isArray,
    );
    expect(faults).toEqual([]);
  });

  it('are the same for the same seed', () => {
    const [a, b] = ['twice', 'twice'].map((seed) => {
      const citizens = new Citizens(definition, seededRandom(seed));
      return Array.from({ length: 20 }, () => citizens.answersOf(0.93));
    });
    expect(a).toEqual(b);
  });

  it.each([0.85, 0.93, 0.96])(
    'are covered by 95 %% intervals at about the nominal rate when %p is true',
    (truth) => {
      const citizens = new Citizens(definition, seededRandom(`coverage ${truth}`));
      const rounds = 400;
      const covered = Array.from({ length: rounds }, () => intervalOfRound(citizens, truth, 150)).filter(
        ({ low, high }) => low <= 100 * truth && 100 * truth <= high,
      ).length;
      expect(covered / rounds).toBeGreaterThan(0.925);
      expect(covered / rounds).toBeLessThan(0.98);
    },
  );

  it('are planned so that some agencies are above, near and far from the target, and some hardly answered', () => {
    const agencies = ['department', 'district', 'commune'].flatMap((level) =>
      Array.from({ length: { department: 17, district: 9, commune: 91 }[level] ?? 0 }, (_, i) => ({
        code: `${level}${i}`,
        level,
      })),
    );
    const plan = planTruths(agencies, 20_000, seededRandom(1));
    const total = plan.reduce((sum, { citizens }) => sum + citizens, 0);
    expect(Math.abs(total - 20_000)).toBeLessThan(100);
    expect(plan.some(({ truth }) => truth > 0.96)).toBe(true);
    expect(plan.some(({ truth }) => Math.abs(truth - 0.95) < 0.005)).toBe(true);
    expect(plan.some(({ truth }) => truth < 0.86)).toBe(true);
    expect(plan.filter(({ citizens }) => citizens < 10).length).toBeGreaterThan(3);
  });
});
