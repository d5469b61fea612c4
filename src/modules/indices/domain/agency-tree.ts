/** An agency as a round knows it. */
export interface TreeAgency {
  readonly id: number;
  readonly code: string;
  readonly level: string;
  readonly parentId: number | null;
}

/** The agencies of a round's days, each under its latest parent in the round. */
export class AgencyTree {
  readonly byId: ReadonlyMap<number, TreeAgency>;
  private readonly byCode: ReadonlyMap<string, TreeAgency>;

  /** Of agencies that are given twice the later one counts. */
  constructor(agencies: readonly TreeAgency[]) {
    this.byId = new Map(agencies.map((agency) => [agency.id, agency]));
    this.byCode = new Map([...this.byId.values()].map((agency) => [agency.code, agency]));
  }

  find(code: string): TreeAgency | undefined {
    return this.byCode.get(code);
  }

  /** The agency and everything beneath it. */
  subtreeOf(id: number): ReadonlySet<number> {
    return new Set([...this.byId.keys()].filter((each) => this.pathFrom(each).includes(id)));
  }

  /** The agency at the top of all the given ones; undefined when there is no single one. */
  topOf(ids: readonly number[]): TreeAgency | undefined {
    const tops = new Set(ids.map((id) => this.pathFrom(id).at(-1)));
    const [top] = tops;
    return tops.size === 1 && top !== undefined ? this.byId.get(top) : undefined;
  }

  /** Equal for equal trees. */
  signature(): string {
    return [...this.byId.values()].map(({ id, parentId }) => `${id}<${parentId ?? ''}`).join();
  }

  /** The agency and those above it, nearest first. */
  private pathFrom(id: number): readonly number[] {
    const path: number[] = [];
    let next: number | null | undefined = id;
    while (typeof next === 'number' && !path.includes(next) && this.byId.has(next)) {
      path.push(next);
      next = this.byId.get(next)?.parentId;
    }
    return path;
  }
}
