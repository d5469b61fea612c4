import { discloseRows, LEAST_RESPONDENTS } from '../../../method/disclosure.js';

/** One published row of a table: the respondents of its parent contain its own. */
export interface TableRow {
  readonly key: string;
  readonly parent: string | null;
  readonly n: number;
}

/** Rows of which one can be subtracted from another. The same key may stand in several tables. */
export type Table = readonly TableRow[];

/**
 * All keys that must not be published: those given, and those that it takes until nothing hidden can be derived
 * from any table. What one table hides may expose a row of another, so the tables are gone over until they agree.
 */
export function hiddenKeys(tables: readonly Table[], given: Iterable<string>): ReadonlySet<string> {
  const hidden = new Set(given);
  const tablesOf = new Map<string, Table[]>();
  for (const table of tables) {
    for (const { key } of table) {
      const others = tablesOf.get(key);
      if (others === undefined) tablesOf.set(key, [table]);
      else others.push(table);
    }
  }
  for (let open = new Set(tables); open.size > 0;) {
    const next = new Set<Table>();
    for (const table of open) {
      for (const key of exposedBy(table, hidden)) {
        hidden.add(key);
        for (const other of tablesOf.get(key) ?? []) if (other !== table) next.add(other);
      }
    }
    open = next;
  }
  return hidden;
}

const ABOVE = '(above)';
const ELSEWHERE = ['(elsewhere 1)', '(elsewhere 2)'];
const MANY = 1e9;

/** Keys of a table that become hidden now. */
function exposedBy(table: Table, hidden: ReadonlySet<string>): string[] {
  if (!needsCare(table, hidden)) return [];
  const keys = new Set(table.map(({ key }) => key));
  const rows = table.map((row) => ({
    ...row,
    parent: row.parent !== null && keys.has(row.parent) ? row.parent : ABOVE,
  }));
  // A hidden top row must not follow from the rows beneath it either. Nothing is published above it, which is
  // the same as a published row far above with much else in it.
  const top = rows.reduce((sum, { parent, n }) => sum + (parent === ABOVE ? n : 0), 0);
  const above: TableRow[] = [
    { key: ABOVE, parent: null, n: top + ELSEWHERE.length * MANY },
    ...ELSEWHERE.map((key) => ({ key, parent: ABOVE, n: MANY })),
  ];
  const view = {
    keyOf: (row: TableRow): string => row.key,
    parentOf: (row: TableRow): string | null => row.parent,
    respondentsOf: (row: TableRow): number => row.n,
  };
  const disclosed = discloseRows(
    [...above, ...rows],
    view,
    LEAST_RESPONDENTS,
    new Set([...[...keys].filter((key) => hidden.has(key)), ...ELSEWHERE]),
  );
  return disclosed.flatMap(({ key, suppressed }) =>
    suppressed && keys.has(key) && !hidden.has(key) ? [key] : [],
  );
}

/** Most tables hide nothing and leave nobody over, so there is nothing to decide. */
function needsCare(table: Table, hidden: ReadonlySet<string>): boolean {
  const beneath = new Map<string, number>();
  for (const { parent, n } of table) if (parent !== null) beneath.set(parent, (beneath.get(parent) ?? 0) + n);
  return table.some(
    ({ key, n }) => hidden.has(key) || n < LEAST_RESPONDENTS || n !== (beneath.get(key) ?? n),
  );
}
