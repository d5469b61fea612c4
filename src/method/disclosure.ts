/** Fewest respondents of a published cell (method §5). */
export const LEAST_RESPONDENTS = 10;
/** The same for sensitive breakdowns such as ethnicity or disability. */
export const LEAST_RESPONDENTS_SENSITIVE = 20;

/** How a table is read for disclosure control. */
export interface DisclosureView<Row> {
  readonly keyOf: (row: Row) => string;
  /** Key of the row whose respondents contain this row's; null at the top or when none is published. */
  readonly parentOf: (row: Row) => string | null;
  readonly respondentsOf: (row: Row) => number;
}

/** A row as it may leave: with its figures, or only with the reason why not. */
export type Disclosed<Row> =
  | { readonly suppressed: false; readonly key: string; readonly row: Row }
  | { readonly suppressed: true; readonly key: string; readonly reason: 'few' | 'subtraction' };

interface Node {
  readonly key: string;
  readonly n: number;
  readonly children: Node[];
  /** Respondents of the row that belong to none of its children: derivable, though never a row. */
  own: number;
}

/**
 * The one function between figures and every output (method §5). Rows with fewer respondents than the threshold
 * lose their figures; then further rows do, smallest first, until nothing hidden can be found by subtracting
 * published rows from a published row above them: what remains of every published row after taking away the
 * published rows beneath holds at least two hidden rows and at least `threshold` respondents, or nothing.
 * Rows may come in any order; the answer keeps theirs.
 * @param hiddenElsewhere keys of rows that another table already withholds
 */
export function discloseRows<Row>(
  rows: readonly Row[],
  view: DisclosureView<Row>,
  threshold: number = LEAST_RESPONDENTS,
  hiddenElsewhere: ReadonlySet<string> = new Set(),
): Disclosed<Row>[] {
  const nodes = buildForest(rows, view);
  const few = new Set(
    rows.map((row) => nodes.get(view.keyOf(row))).flatMap((n) => (n && n.n < threshold ? [n.key] : [])),
  );
  const withheld = [...hiddenElsewhere].filter((key) => nodes.has(key));
  const hidden = hideUntilSafe(nodes, new Set([...few, ...withheld]), threshold);
  return rows.map((row): Disclosed<Row> => {
    const key = view.keyOf(row);
    if (!hidden.has(key)) return { suppressed: false, key, row };
    return { suppressed: true, key, reason: few.has(key) ? 'few' : 'subtraction' };
  });
}

function buildForest<Row>(rows: readonly Row[], view: DisclosureView<Row>): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const row of rows) {
    const key = view.keyOf(row);
    nodes.set(key, { key, n: view.respondentsOf(row), children: [], own: 0 });
  }
  for (const row of rows) {
    const node = nodes.get(view.keyOf(row));
    const parent = nodes.get(view.parentOf(row) ?? '');
    if (node && parent && parent !== node) parent.children.push(node);
  }
  for (const node of nodes.values()) {
    node.own =
      node.children.length === 0 ? 0 : node.n - node.children.reduce((sum, child) => sum + child.n, 0);
  }
  return nodes;
}

function hideUntilSafe(nodes: Map<string, Node>, start: ReadonlySet<string>, threshold: number): Set<string> {
  const hidden = new Set(start);
  for (;;) {
    const next = firstExposed(nodes, hidden, threshold);
    if (next === null) return hidden;
    hidden.add(next);
  }
}

/** The next row that must be hidden too, or null when nothing hidden can be derived. */
function firstExposed(
  nodes: Map<string, Node>,
  hidden: ReadonlySet<string>,
  threshold: number,
): string | null {
  for (const node of nodes.values()) {
    if (hidden.has(node.key)) continue;
    const rest = restOf(node, hidden);
    if (isSafeRest(rest, threshold)) {
      const exposed = rest.inner.find((inside) => isDerivable(inside, rest, hidden));
      if (!exposed) continue;
      return smallest(restOf(exposed, hidden).frontier) ?? smallest(rest.frontier) ?? node.key;
    }
    return smallest(rest.frontier) ?? node.key;
  }
  return null;
}

/** What a row holds beside the published rows beneath it. */
interface Rest {
  /** Hidden rows without children, whose sum can be derived. */
  readonly leaves: readonly Node[];
  /** Hidden rows with children, whose sum can be derived if their leaves' can. */
  readonly inner: readonly Node[];
  /** Published rows right beneath, which could be hidden to protect the rest. */
  readonly frontier: readonly Node[];
  /** Respondents outside of every child. */
  readonly own: number;
  readonly n: number;
}

function restOf(node: Node, hidden: ReadonlySet<string>): Rest {
  const leaves: Node[] = [];
  const inner: Node[] = [];
  const frontier: Node[] = [];
  let own = node.own;
  for (const child of node.children) {
    if (!hidden.has(child.key)) frontier.push(child);
    else if (child.children.length === 0) leaves.push(child);
    else {
      const below = restOf(child, hidden);
      inner.push(child, ...below.inner);
      leaves.push(...below.leaves);
      frontier.push(...below.frontier);
      own += below.own;
    }
  }
  return { leaves, inner, frontier, own, n: own + leaves.reduce((sum, leaf) => sum + leaf.n, 0) };
}

function isSafeRest(rest: Rest, threshold: number): boolean {
  if (rest.leaves.length === 0 && rest.inner.length === 0) return rest.own <= 0 || rest.own >= threshold;
  const parts = rest.leaves.length + (rest.own > 0 ? 1 : 0);
  return rest.n >= threshold && (parts >= 2 || rest.leaves.length === 0);
}

/** A hidden row is derivable when everything unknown beneath its published ancestor lies in it, or nothing does. */
function isDerivable(inside: Node, rest: Rest, hidden: ReadonlySet<string>): boolean {
  const below = restOf(inside, hidden);
  const unknown = below.leaves.length + (below.own > 0 ? 1 : 0);
  return unknown === 0 || unknown === rest.leaves.length + (rest.own > 0 ? 1 : 0);
}

function smallest(nodes: readonly Node[]): string | null {
  const [first] = nodes.toSorted((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  return first?.key ?? null;
}
