import { LEAST_RESPONDENTS } from '../../../method/disclosure.js';
import { hiddenKeys, type Table, type TableRow } from './hidden-keys.js';
import { type Across, QUALITIES, type Quality } from './index-query.js';

/** Responses of an agency itself along one dimension, and how many of them answered each item. */
export interface AgencyCount {
  readonly agencyId: number;
  readonly dimension: Dimension;
  /** Service, channel or month; empty for `province`. */
  readonly value: string;
  readonly flagged: boolean;
  readonly n: number;
  /** Respondents per item, in the order of the items of the plan. */
  readonly items: readonly number[];
}

export type Dimension = Exclude<Across, 'agency' | 'level'>;

/** Whose responses: everybody's, an agency's own, those of an agency and all beneath it, or those of one level. */
export type Scope = '*' | `own ${number}` | `subtree ${number}` | `level ${string}`;

/** An index item with the item that contains it. */
export interface PlanItem {
  readonly code: string;
  readonly parent: string | null;
  /** Positions of its criteria among the criteria. */
  readonly criteria: readonly number[];
}

export interface PlanInput {
  readonly agencies: ReadonlyMap<number, { readonly parentId: number | null; readonly level: string }>;
  /** First the groups, then the criteria: the order of `AgencyCount.items`. */
  readonly items: readonly PlanItem[];
  readonly groups: number;
  readonly counts: readonly AgencyCount[];
}

export interface CellName {
  readonly quality: Quality;
  readonly scope: Scope;
  readonly dimension: Dimension;
  readonly value: string;
}

/** What may be shown of a round; the same whichever table is asked for first. */
export interface DisclosurePlan {
  /** Whether the figures of a cell, and of an item in it, may leave. A cell without responses may not. */
  mayShow(cell: CellName, item: string): boolean;
}

interface Cell extends CellName {
  readonly key: string;
  n: number;
  items: number[];
}

/**
 * Decides for every cell that any table can show (all or clean responses × everybody, each agency, each subtree ×
 * whole, service, channel, month) and every item what must be withheld (method §5): first whole cells by their
 * respondents, then single items that fewer people answered.
 */
export function planDisclosure(input: PlanInput): DisclosurePlan {
  const cells = countCells(input);
  const links = linksOf(cells, input);
  const hiddenCells = hiddenKeys(
    tablesOf(links, (cell) => cell.n),
    [],
  );
  const scarce = [...cells.values()].flatMap((cell) => scarceItems(cell, input, hiddenCells));
  const affected = new Set(scarce.map(({ item }) => item));
  const hiddenItems = hiddenKeys(
    [...affected]
      .flatMap((item) => itemTables(links, input, item))
      .concat(insideTables(cells, input, scarce)),
    [
      ...scarce.map(({ cell, item }) => itemKey(cell, input.items[item]?.code ?? '')),
      ...[...hiddenCells].flatMap((key) => input.items.map(({ code }) => itemKey(key, code))),
    ],
  );
  return {
    mayShow: (name, item) => {
      const key = keyOf(name);
      return cells.has(key) && !hiddenCells.has(key) && !hiddenItems.has(itemKey(key, item));
    },
  };
}

function countCells({ agencies, items, counts }: PlanInput): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const count of counts) {
    const { dimension, value } = count;
    for (const scope of scopesOf(count, agencies)) {
      for (const quality of QUALITIES) {
        if (quality === 'clean' && count.flagged) continue;
        const key = keyOf({ quality, scope, dimension, value });
        const cell = cells.get(key) ?? {
          key,
          quality,
          scope,
          dimension,
          value,
          n: 0,
          items: items.map(() => 0),
        };
        cell.n += count.n;
        cell.items = cell.items.map((respondents, item) => respondents + (count.items[item] ?? 0));
        cells.set(key, cell);
      }
    }
  }
  return cells;
}

function scopesOf({ agencyId, dimension }: AgencyCount, agencies: PlanInput['agencies']): readonly Scope[] {
  const scopes: Scope[] = ['*'];
  if (dimension === 'province') scopes.push(`own ${agencyId}`, levelOf(agencyId, agencies));
  const seen = new Set<number>();
  let id: number | null | undefined = agencyId;
  while (typeof id === 'number' && !seen.has(id)) {
    seen.add(id);
    scopes.push(`subtree ${id}`);
    id = agencies.get(id)?.parentId;
  }
  return scopes;
}

/** A cell in a table with the cell whose respondents contain its own. */
interface Link {
  readonly cell: Cell;
  readonly parent: string | null;
}

/** Every table in which one cell is the sum of others. */
function linksOf(cells: ReadonlyMap<string, Cell>, { agencies }: PlanInput): readonly (readonly Link[])[] {
  const tables = new Map<string, Link[]>();
  const enter = (table: string, cell: Cell, parent: CellName | null): void => {
    const link = { cell, parent: parent && keyOf(parent) };
    const links = tables.get(table);
    if (links === undefined) tables.set(table, [link]);
    else links.push(link);
  };
  for (const cell of cells.values()) {
    const { quality, scope, dimension, value } = cell;
    const level = levelAbove(scope, agencies);
    if (dimension === 'province' && level !== undefined)
      enter(`levels ${quality}`, cell, level && { ...cell, scope: level });
    if (!scope.startsWith('level ')) {
      const above = scopeAbove(scope, agencies);
      enter(`agencies ${quality} ${dimension} ${value}`, cell, above && { ...cell, scope: above });
    }
    if (dimension === 'province') {
      for (const other of ['service', 'channel', 'month'])
        enter(`parts ${quality} ${scope} ${other}`, cell, null);
    } else
      enter(`parts ${quality} ${scope} ${dimension}`, cell, { ...cell, dimension: 'province', value: '' });
    const table = `qualities ${scope} ${dimension} ${value}`;
    enter(table, cell, quality === 'clean' ? { ...cell, quality: 'all' } : null);
  }
  return [...tables.values()].filter((links) => links.length > 1);
}

/** The tables with the respondents that count; a cell without any is no row. */
function tablesOf(
  tables: readonly (readonly Link[])[],
  respondents: (cell: Cell) => number,
  rename: (key: string) => string = (key) => key,
): Table[] {
  return tables.flatMap((links) => {
    const rows = links.flatMap(({ cell, parent }): TableRow[] => {
      const n = respondents(cell);
      return n === 0 ? [] : [{ key: rename(cell.key), parent: parent === null ? null : rename(parent), n }];
    });
    return rows.length > 1 ? [rows] : [];
  });
}

function levelOf(agencyId: number, agencies: PlanInput['agencies']): Scope {
  return `level ${agencies.get(agencyId)?.level ?? ''}`;
}

/** The parent in the table province → level → agencies; undefined for a scope that is not in it. */
function levelAbove(scope: Scope, agencies: PlanInput['agencies']): Scope | null | undefined {
  if (scope === '*') return null;
  if (scope.startsWith('level ')) return '*';
  return scope.startsWith('own ') ? levelOf(Number(scope.slice(4)), agencies) : undefined;
}

function scopeAbove(scope: Scope, agencies: PlanInput['agencies']): Scope | null {
  if (scope === '*') return null;
  const [kind, id] = scope.split(' ');
  if (kind === 'own') return `subtree ${Number(id)}`;
  const parent = agencies.get(Number(id))?.parentId ?? null;
  return parent === null ? '*' : `subtree ${parent}`;
}

/** Items of a shown cell that some, but too few, people answered. */
function scarceItems(
  cell: Cell,
  { items }: PlanInput,
  hidden: ReadonlySet<string>,
): { cell: string; item: number }[] {
  if (hidden.has(cell.key)) return [];
  return items.flatMap((_, item) => {
    const respondents = cell.items[item] ?? 0;
    return respondents > 0 && respondents < LEAST_RESPONDENTS ? [{ cell: cell.key, item }] : [];
  });
}

function itemTables(
  links: readonly (readonly Link[])[],
  { items }: PlanInput,
  item: number,
): readonly Table[] {
  const code = items[item]?.code ?? '';
  return tablesOf(
    links,
    (cell) => cell.items[item] ?? 0,
    (key) => itemKey(key, code),
  );
}

/** Inside a cell an item is the sum of its parts; answers are what adds up there. */
function insideTables(
  cells: ReadonlyMap<string, Cell>,
  { items, groups }: PlanInput,
  scarce: readonly { cell: string; item: number }[],
): Table[] {
  const keys = new Set(scarce.map(({ cell }) => cell));
  return [...keys].map((key) => {
    const respondents = cells.get(key)?.items ?? [];
    return items.flatMap(({ code, parent, criteria }) => {
      const n = criteria.reduce((sum, position) => sum + (respondents[groups + position] ?? 0), 0);
      return n === 0 ? [] : [{ key: itemKey(key, code), parent: parent && itemKey(key, parent), n }];
    });
  });
}

function keyOf({ quality, scope, dimension, value }: CellName): string {
  return `${quality}/${scope}/${dimension}/${value}`;
}

function itemKey(cell: string, item: string): string {
  return `${cell}/${item}`;
}
