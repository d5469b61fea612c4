import { discloseRows, LEAST_RESPONDENTS } from './disclosure.js';

/** One row of a published table: the respondents of its parent contain its own. */
export interface LinkedRow {
  readonly key: string;
  readonly parent: string | null;
  readonly n: number;
}

/** A table in which rows sum to their parents. The same key may stand in several tables, e.g. by agency and by channel. */
export type LinkedTable = readonly LinkedRow[];

/**
 * All keys that must not be published so that nothing hidden follows from any combination of the tables (method §5):
 * each table is made safe by itself, then all together are solved as one system of equations; what can still be
 * solved for gets a further hidden neighbour, smallest first, until nothing can.
 * @param given keys that are hidden for another reason
 */
export function hideAcrossTables(
  tables: readonly LinkedTable[],
  given: Iterable<string> = [],
  threshold: number = LEAST_RESPONDENTS,
): ReadonlySet<string> {
  const hidden = new Set(given);
  const neighbours = neighboursOf(tables);
  for (;;) {
    hideWithinTables(tables, hidden, threshold);
    const exposed = [...derivableKeys(tables, hidden)];
    if (exposed.length === 0) return hidden;
    // What gives a key away may lie further off than its own neighbours, when these are hidden all.
    const published = exposed
      .map((key) => smallestShown(neighbours.get(key) ?? [], hidden))
      .find((row) => row !== undefined);
    const next = published ?? smallestShown(tables.flat(), hidden);
    if (next === undefined) return hidden;
    hidden.add(next.key);
  }
}

function smallestShown(rows: readonly LinkedRow[], hidden: ReadonlySet<string>): LinkedRow | undefined {
  return rows
    .filter(({ key }) => !hidden.has(key))
    .toSorted((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1))[0];
}

/** Hidden keys whose value follows from the published rows of all tables together. */
export function derivableKeys(
  tables: readonly LinkedTable[],
  hidden: ReadonlySet<string>,
): ReadonlySet<string> {
  const basis = new Basis();
  for (const equation of equationsOf(tables)) {
    const unknown = new Map([...equation].filter(([key]) => hidden.has(key) || key.startsWith(OWN)));
    if (unknown.size > 0) basis.add(unknown);
  }
  return new Set(basis.solved().filter((key) => hidden.has(key)));
}

/** Marks what a parent holds beside its children: never published, so always unknown. */
const OWN = '\u0000own ';

/** One equation per row with rows beneath it: row − Σ children − own = 0. */
function* equationsOf(tables: readonly LinkedTable[]): Generator<Map<string, number>> {
  for (const [index, table] of tables.entries()) {
    for (const [parent, family] of familiesOf(table)) {
      const equation = new Map([[parent.key, 1]]);
      for (const child of family) equation.set(child.key, MODULUS - 1);
      if (family.reduce((rest, child) => rest - child.n, parent.n) !== 0) {
        equation.set(`${OWN}${index} ${parent.key}`, MODULUS - 1);
      }
      yield equation;
    }
  }
}

function familiesOf(table: LinkedTable): ReadonlyMap<LinkedRow, LinkedRow[]> {
  const rows = new Map(table.map((row) => [row.key, row]));
  const families = new Map<LinkedRow, LinkedRow[]>();
  for (const row of table) {
    const parent = row.parent === null ? undefined : rows.get(row.parent);
    if (!parent || parent === row) continue;
    const family = families.get(parent);
    if (family) family.push(row);
    else families.set(parent, [row]);
  }
  return families;
}

function neighboursOf(tables: readonly LinkedTable[]): ReadonlyMap<string, LinkedRow[]> {
  const neighbours = new Map<string, LinkedRow[]>();
  for (const table of tables) {
    for (const [parent, family] of familiesOf(table)) {
      const members = [parent, ...family];
      for (const { key } of members) neighbours.set(key, [...(neighbours.get(key) ?? []), ...members]);
    }
  }
  return neighbours;
}

function hideWithinTables(tables: readonly LinkedTable[], hidden: Set<string>, threshold: number): void {
  const view = {
    keyOf: (row: LinkedRow): string => row.key,
    parentOf: (row: LinkedRow): string | null => row.parent,
    respondentsOf: (row: LinkedRow): number => row.n,
  };
  for (let before = -1; before !== hidden.size;) {
    before = hidden.size;
    for (const table of tables) {
      for (const row of discloseRows(table, view, threshold, hidden)) if (row.suppressed) hidden.add(row.key);
    }
  }
}

/** A prime below 2²⁶: products stay exact, and a coefficient that vanishes by chance is practically excluded. */
const MODULUS = 67_108_859;

/** Equations in reduced form: each has one key that no other equation contains. */
class Basis {
  private readonly rows = new Map<string, Map<string, number>>();

  add(equation: ReadonlyMap<string, number>): void {
    const row = new Map(equation);
    for (const [key, factor] of equation) {
      const known = this.rows.get(key);
      if (known) subtract(row, known, factor);
    }
    const [pivot] = row;
    if (!pivot) return;
    const inverse = power(pivot[1], MODULUS - 2);
    for (const [key, value] of row) row.set(key, (value * inverse) % MODULUS);
    for (const other of this.rows.values()) {
      const factor = other.get(pivot[0]);
      if (factor !== undefined) subtract(other, row, factor);
    }
    this.rows.set(pivot[0], row);
  }

  /** Keys that stand alone in their equation. */
  solved(): string[] {
    return [...this.rows].flatMap(([key, row]) => (row.size === 1 ? [key] : []));
  }
}

function subtract(from: Map<string, number>, row: ReadonlyMap<string, number>, factor: number): void {
  for (const [key, value] of row) {
    const left = ((from.get(key) ?? 0) - ((value * factor) % MODULUS) + MODULUS) % MODULUS;
    if (left === 0) from.delete(key);
    else from.set(key, left);
  }
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}
