import fc from 'fast-check';
import {
  type AgencyCount,
  type CellName,
  type PlanInput,
  planDisclosure,
  type Scope,
} from './disclosure-plan.js';

const ITEMS = [
  { code: 'overall', parent: null, criteria: [0, 1, 2] },
  { code: 'F', parent: 'overall', criteria: [0, 1] },
  { code: 'G', parent: 'overall', criteria: [2] },
  { code: 'F1', parent: 'F', criteria: [0] },
  { code: 'F2', parent: 'F', criteria: [1] },
  { code: 'G1', parent: 'G', criteria: [2] },
];
/** 1 is the province, 2 and 3 stand beneath it, 4 and 5 beneath 2. */
const PARENTS: Readonly<Record<number, number | null>> = { 1: null, 2: 1, 3: 1, 4: 2, 5: 2 };
const AGENCIES = new Map(
  Object.entries(PARENTS).map(([id, parentId]) => [
    Number(id),
    { parentId, level: Number(id) < 4 ? 'a' : 'b' },
  ]),
);

/** One citizen: where, which service, flagged or not, and which of the three criteria were answered. */
interface Citizen {
  readonly agencyId: number;
  readonly service: string;
  readonly flagged: boolean;
  readonly answered: readonly boolean[];
}

function planInput(citizens: readonly Citizen[]): PlanInput {
  const counts = new Map<string, AgencyCount>();
  for (const { agencyId, service, flagged, answered } of citizens) {
    for (const [dimension, value] of [
      ['province', ''],
      ['service', service],
    ] as const) {
      const key = `${agencyId}/${dimension}/${value}/${flagged}`;
      const before = counts.get(key) ?? {
        agencyId,
        dimension,
        value,
        flagged,
        n: 0,
        items: ITEMS.map(() => 0),
      };
      const items = before.items.map(
        (n, item) => n + Number(ITEMS[item]?.criteria.some((c) => answered[c]) ?? false),
      );
      counts.set(key, { ...before, n: before.n + 1, items });
    }
  }
  return { agencies: AGENCIES, items: ITEMS, groups: 3, counts: [...counts.values()] };
}

const everybody = (count: number, own: Partial<Citizen>): Citizen[] =>
  Array.from({ length: count }, () => ({
    agencyId: 2,
    service: 'S',
    flagged: false,
    answered: [true, true, true],
    ...own,
  }));
const cell = (scope: Scope, own: Partial<CellName> = {}): CellName => ({
  quality: 'all',
  scope,
  dimension: 'province',
  value: '',
  ...own,
});

describe('what may be shown of a round', () => {
  it('is everything where every cell has enough respondents', () => {
    const plan = planDisclosure(
      planInput([...everybody(20, {}), ...everybody(20, { agencyId: 3, service: 'T' })]),
    );
    for (const scope of ['*', 'own 2', 'own 3', 'subtree 1', 'subtree 2'] as const) {
      expect(plan.mayShow(cell(scope), 'overall')).toBe(true);
    }
  });

  it('is never a small agency, nor the one that would give it away', () => {
    const citizens = [
      ...everybody(9, { agencyId: 4 }),
      ...everybody(20, { agencyId: 5 }),
      ...everybody(30, { agencyId: 3 }),
    ];
    const plan = planDisclosure(planInput(citizens));
    expect(plan.mayShow(cell('own 4'), 'overall')).toBe(false);
    expect(plan.mayShow(cell('own 5'), 'overall')).toBe(false);
    expect(plan.mayShow(cell('subtree 2'), 'overall')).toBe(true);
    expect(plan.mayShow(cell('own 3'), 'overall')).toBe(true);
  });

  it('is not the clean part where all but a few are clean', () => {
    const plan = planDisclosure(planInput([...everybody(40, {}), ...everybody(3, { flagged: true })]));
    expect(plan.mayShow(cell('*'), 'overall')).toBe(true);
    expect(plan.mayShow(cell('*', { quality: 'clean' }), 'overall')).toBe(false);
  });

  it('is not a criterion that few answered, nor another that would give it away', () => {
    const citizens = [...everybody(8, {}), ...everybody(20, { answered: [false, true, true] })];
    const plan = planDisclosure(planInput(citizens));
    const shown = ITEMS.filter(({ code }) => plan.mayShow(cell('*'), code)).map(({ code }) => code);
    expect(shown).toEqual(['overall', 'F', 'G', 'G1']);
  });

  it('is nothing of a cell without responses', () => {
    expect(planDisclosure(planInput([])).mayShow(cell('*'), 'overall')).toBe(false);
  });

  it('never lets a subtraction of two tables reach fewer than ten respondents', () => {
    const citizen: fc.Arbitrary<Citizen> = fc.record({
      agencyId: fc.constantFrom(1, 2, 3, 4, 5),
      service: fc.constantFrom('S', 'T', 'U'),
      flagged: fc.boolean(),
      answered: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    });
    const group = fc.record({ citizen, count: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 25 }), (groups) => {
        const citizens = groups.flatMap(({ citizen: one, count }) =>
          Array.from({ length: count }, () => one),
        );
        expect(reachable(citizens)).toEqual([]);
      }),
    );
  });
});

/**
 * What an attacker gets for the overall item who takes shown parts away from a shown whole, for every table: sets of
 * 1 to 9 respondents.
 */
function reachable(citizens: readonly Citizen[]): string[] {
  const plan = planDisclosure(planInput(citizens));
  const within = (id: number, top: number): boolean =>
    id === top || ((PARENTS[id] ?? 0) > 0 && within(PARENTS[id] ?? 0, top));
  const countOf = ({ quality, scope, value }: CellName): number =>
    citizens.filter(({ agencyId, service, flagged }) => {
      const [kind, id] = scope.split(' ');
      const here = kind === '*' || (kind === 'own' ? agencyId === Number(id) : within(agencyId, Number(id)));
      return here && (value === '' || service === value) && !(quality === 'clean' && flagged);
    }).length;
  return wholesWithParts().flatMap(([whole, parts]) => {
    if (!plan.mayShow(whole, 'overall')) return [];
    const rest = parts
      .filter((part) => plan.mayShow(part, 'overall'))
      .reduce((n, part) => n - countOf(part), countOf(whole));
    return rest > 0 && rest < 10 ? [`${JSON.stringify(whole)} leaves ${rest}`] : [];
  });
}

function wholesWithParts(): (readonly [CellName, readonly CellName[]])[] {
  const subtrees = [1, 2, 3, 4, 5].map((id): Scope => `subtree ${id}`);
  return (['all', 'clean'] as const).flatMap((quality) => {
    const services = ['S', 'T', 'U'].map((value) => ({ dimension: 'service', value }) as const);
    const dimensions = [{ dimension: 'province', value: '' } as const, ...services];
    const byService = (['*', ...subtrees] as const).map(
      (scope) =>
        [cell(scope, { quality }), services.map((service) => cell(scope, { quality, ...service }))] as const,
    );
    const byAgency = dimensions.flatMap((dimension) => {
      const at = (scope: Scope): CellName => cell(scope, { quality, ...dimension });
      const own = (id: number): CellName[] => (dimension.value === '' ? [at(`own ${id}`)] : []);
      return [
        [at('*'), [at('subtree 1')]] as const,
        [at('subtree 1'), [at('subtree 2'), at('subtree 3'), ...own(1)]] as const,
        [at('subtree 1'), [at('subtree 3'), at('subtree 4'), at('subtree 5'), ...own(1), ...own(2)]] as const,
        [at('subtree 2'), [at('subtree 4'), at('subtree 5'), ...own(2)]] as const,
      ];
    });
    const byQuality = (['*', ...subtrees] as const).flatMap((scope) =>
      dimensions.map(
        (dimension) => [cell(scope, dimension), [cell(scope, { ...dimension, quality: 'clean' })]] as const,
      ),
    );
    return [...byService, ...byAgency, ...byQuality];
  });
}
