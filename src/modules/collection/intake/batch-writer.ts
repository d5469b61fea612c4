/** What the writer needs to know of the place that it writes to. */
export interface BatchTarget<Row, Result> {
  /** Writes all rows or none, durably, and says what became of each, in order. */
  readonly write: (rows: readonly Row[]) => Promise<readonly Result[]>;
  /** Whether an error says that one of the rows cannot be stored, so that the others may succeed without it. */
  readonly isRefusal: (error: unknown) => boolean;
  /** What the caller of a row that was refused alone is told. */
  readonly refused: (row: Row, error: unknown) => unknown;
  /** What a caller is told when too many wait already. */
  readonly busy: () => unknown;
}

export interface BatchLimits {
  /** Rows in one statement. */
  readonly batch: number;
  /** Rows that may wait, those in flight not counted. */
  readonly waiting: number;
}

interface Waiting<Row, Result> {
  readonly row: Row;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Adaptive batching: while one statement is in flight the next batch fills, and it leaves the moment the
 * first one returns. No timer, so that a lone caller waits for its own commit only, and a crowd shares
 * commits. Every caller is answered after its row is durable.
 */
export class BatchWriter<Row, Result> {
  private waiting: Waiting<Row, Result>[] = [];
  private isWriting = false;

  constructor(
    private readonly target: BatchTarget<Row, Result>,
    private readonly limits: BatchLimits,
  ) {}

  /** Queues a row. Rejects with what `target` says when it is refused, or with the error of its batch. */
  submit(row: Row): Promise<Result> {
    // The error is made by the target and is an Error; a rejected promise keeps callers on one path.
    if (this.waiting.length >= this.limits.waiting) return rejected(this.target.busy());
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, resolve, reject });
      this.pump();
    });
  }

  private pump(): void {
    if (this.isWriting || this.waiting.length === 0) return;
    this.isWriting = true;
    const batch = this.waiting.slice(0, this.limits.batch);
    this.waiting = this.waiting.slice(this.limits.batch);
    void this.run(batch).finally(() => {
      this.isWriting = false;
      this.pump();
    });
  }

  private async run(batch: readonly Waiting<Row, Result>[]): Promise<void> {
    try {
      const results = await this.target.write(batch.map(({ row }) => row));
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      if (this.target.isRefusal(error)) await this.bisect(batch, error);
      else this.giveUp(batch, error);
    }
  }

  /** Finds the poisoned row in log₂ steps: it fails alone, its neighbours are stored. */
  private async bisect(batch: readonly Waiting<Row, Result>[], error: unknown): Promise<void> {
    const [first] = batch;
    if (batch.length === 1 && first !== undefined) {
      first.reject(this.target.refused(first.row, error));
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await this.run(batch.slice(0, middle));
    await this.run(batch.slice(middle));
  }

  /** The target is away: whoever waits would only wait longer for the same answer. */
  private giveUp(batch: readonly Waiting<Row, Result>[], error: unknown): void {
    const everyone = [...batch, ...this.waiting];
    this.waiting = [];
    for (const { reject } of everyone) reject(error);
  }
}

function rejected<T>(error: unknown): Promise<T> {
  return new Promise((_resolve, reject) => {
    reject(error instanceof Error ? error : new Error(String(error)));
  });
}
