import fc from 'fast-check';
import { derivableKeys, hideAcrossTables, type LinkedTable } from './disclosure-tables.js';

/** Respondents by agency (an agency may have others beneath it) and channel. */
interface Round {
  readonly parents: readonly (number | null)[];
  readonly counts: readonly (readonly number[])[];
}

const cell = (agency: number, channel: number | 'all'): string => `${agency}/${channel}`;

/** Every table that is published of a round: agencies for each channel and for all, channels for each agency. */
function tablesOf({ parents, counts }: Round): LinkedTable[] {
  const channels = counts[0]?.map((_, channel) => channel) ?? [];
  const subtree = (agency: number, channel: number): number =>
    (counts[agency]?.[channel] ?? 0) +
    parents.reduce<number>(
      (sum, parent, child) => sum + (parent === agency ? subtree(child, channel) : 0),
      0,
    );
  const n = (agency: number, channel: number | 'all'): number =>
    channel === 'all'
      ? channels.reduce((sum, each) => sum + subtree(agency, each), 0)
      : subtree(agency, channel);
  const byAgency = ([...channels, 'all'] as const).map((channel) =>
    parents.map((parent, agency) => ({
      key: cell(agency, channel),
      parent: parent === null ? null : cell(parent, channel),
      n: n(agency, channel),
    })),
  );
  const byChannel = parents.map((_, agency) =>
    ([...channels, 'all'] as const).map((channel) => ({
      key: cell(agency, channel),
      parent: channel === 'all' ? null : cell(agency, 'all'),
      n: n(agency, channel),
    })),
  );
  return [...byAgency, ...byChannel];
}

/** Random trees of up to six agencies; leaves have few or many respondents, inner ones few of their own. */
const rounds: fc.Arbitrary<Round> = fc
  .record({
    parents: fc.array(fc.nat(1000), { minLength: 2, maxLength: 6 }),
    channels: fc.integer({ min: 2, max: 4 }),
    pool: fc.array(fc.oneof(fc.nat(9), fc.integer({ min: 10, max: 60 }), fc.constant(0)), {
      minLength: 24,
      maxLength: 24,
    }),
  })
  .map(({ parents, channels, pool }) => ({
    parents: [null, ...parents.slice(1).map((pick, at) => pick % (at + 1))],
    counts: parents.map((_, agency) =>
      Array.from({ length: channels }, (__, c) => pool[agency * channels + c] ?? 0),
    ),
  }));

/**
 * An attacker who solves two tables together with exact arithmetic: unknown are hidden cells and what a parent holds
 * beside its children. Returns cells that come out as a number. Plain Gauss–Jordan over the rationals, written
 * apart from the code under test.
 */
function attack(tables: readonly LinkedTable[], hidden: ReadonlySet<string>): string[] {
  const unknowns: string[] = [];
  const equations = tables.flatMap((table, index) =>
    table.flatMap((parent) => {
      const children = table.filter((row) => row.parent === parent.key);
      if (children.length === 0) return [];
      const rest = parent.n - children.reduce((sum, child) => sum + child.n, 0);
      const terms = new Map([[parent.key, 1], ...children.map((child): [string, number] => [child.key, -1])]);
      if (rest !== 0) terms.set(`own ${index} ${parent.key}`, -1);
      return [new Map([...terms].filter(([key]) => hidden.has(key) || key.startsWith('own ')))];
    }),
  );
  for (const key of equations.flatMap((equation) => [...equation.keys()]))
    if (!unknowns.includes(key)) unknowns.push(key);
  const rows = equations.map((equation) => unknowns.map((key) => equation.get(key) ?? 0));
  let top = 0;
  for (let column = 0; column < unknowns.length; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= top && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    [rows[top], rows[pivot]] = [rows[pivot] ?? [], rows[top] ?? []];
    const base = (rows[top] ?? []).map((value) => value / (rows[top]?.[column] ?? 1));
    rows[top] = base;
    rows.forEach((row, at) => {
      const factor = row[column] ?? 0;
      if (at !== top && factor !== 0) rows[at] = row.map((value, k) => value - factor * (base[k] ?? 0));
    });
    top += 1;
  }
  return rows.flatMap((row) => {
    const present = unknowns.filter((_, k) => Math.abs(row[k] ?? 0) > 1e-9);
    return present.length === 1 && hidden.has(present[0] ?? '') ? present : [];
  });
}

describe('disclosure over several tables (method §5)', () => {
  it('no hidden cell follows from any two tables, nor from all of them', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const tables = tablesOf(round);
        const hidden = hideAcrossTables(tables);
        for (const a of tables) for (const b of tables) expect(attack([a, b], hidden)).toEqual([]);
        expect(attack(tables, hidden)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('hides further off where all neighbours of what can be solved for are hidden already', () => {
    const chain = {
      parents: [null, 0, 1],
      counts: [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 10],
      ],
    };
    const tables = tablesOf(chain);
    expect(attack(tables, hideAcrossTables(tables))).toEqual([]);
  });

  it('hides every cell with too few, and nothing where all have enough', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const hidden = hideAcrossTables(tablesOf(round));
        for (const row of tablesOf(round).flat()) if (row.n < 10) expect(hidden.has(row.key)).toBe(true);
        const full = { ...round, counts: round.counts.map((row) => row.map((n) => n + 10)) };
        expect([...hideAcrossTables(tablesOf(full))]).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('finds what a table by itself does not give away', () => {
    // Two hidden in every row and column but one cell joins two blocks: only all tables together give it.
    const star = (parent: string, children: string[]): LinkedTable => [
      { key: parent, parent: null, n: 60 },
      ...children.map((key) => ({ key, parent, n: 60 / children.length })),
    ];
    const tables = [
      star('R1', ['a', 'b', 'x']),
      star('R2', ['c', 'd']),
      star('C1', ['a', 'c']),
      star('C2', ['b', 'd']),
    ];
    expect(derivableKeys([...tables.slice(0, 1)], new Set(['a', 'b', 'c', 'd', 'x']))).toEqual(new Set());
    expect(derivableKeys(tables, new Set(['a', 'b', 'c', 'd', 'x']))).toEqual(new Set(['x']));
    expect(derivableKeys(tables, new Set(['a', 'b', 'c', 'd']))).toEqual(new Set());
  });
});
