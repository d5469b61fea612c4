import { Injectable } from '@nestjs/common';
import { collectionErrors } from '../collection.errors.js';
import { AcceptedNews } from './accepted-news.js';
import { BatchWriter } from './batch-writer.js';
import { HeldResponsesQueries, type HeldResult, type HeldRow } from './held-responses.queries.js';
import { ResponsesQueries, type ResponseRow } from './responses.queries.js';

export type WriteResult = 'accepted' | 'duplicate' | 'conflict';

/** Rows per statement; more make a statement no cheaper per row and a lone caller's wait longer. */
const LIMITS = { batch: 100, waiting: 10_000 };

/** Makes responses durable, in batches. What is held goes its own way, so that it never delays the others. */
@Injectable()
export class ResponseWriter {
  private readonly responses: BatchWriter<ResponseRow, WriteResult>;
  private readonly held: BatchWriter<HeldRow, HeldResult>;

  constructor(
    private readonly queries: ResponsesQueries,
    heldQueries: HeldResponsesQueries,
    private readonly news: AcceptedNews,
  ) {
    const target = {
      isRefusal: isRefusedRow,
      refused: (_row: unknown, error: unknown) =>
        collectionErrors['response-refused']({}, undefined, { cause: error }),
      busy: () => collectionErrors['intake-busy'](),
    };
    this.responses = new BatchWriter<ResponseRow, WriteResult>(
      { ...target, write: (rows) => this.write(rows) },
      LIMITS,
    );
    this.held = new BatchWriter<HeldRow, HeldResult>(
      { ...target, write: (rows) => heldQueries.keep(rows) },
      LIMITS,
    );
  }

  /**
   * Stores a response; resolves after its commit. `conflict` means that other content has the id, and that
   * this one is stored nowhere yet.
   * @throws AppError `intake-busy`, `response-refused`, or the error of a database that is away
   */
  store(row: ResponseRow): Promise<WriteResult> {
    return this.responses.submit(row);
  }

  /** Keeps a submission for a person to decide; resolves after its commit. Throws as `store` does. */
  hold(row: HeldRow): Promise<HeldResult> {
    return this.held.submit(row);
  }

  private async write(rows: readonly ResponseRow[]): Promise<readonly WriteResult[]> {
    // Several processes insert in one order, so that they never wait for each other in a circle.
    const sorted = [...rows].sort(byId);
    const { batch, inserted } = await this.queries.insert(sorted);
    if (inserted > 0) this.news.announce(new Set(rows.map(({ roundId }) => roundId)));
    if (inserted === rows.length) return rows.map(() => 'accepted');
    return this.judge(rows, batch);
  }

  /** The unique key has decided which rows went in; what it left out is compared with what it kept. */
  private async judge(rows: readonly ResponseRow[], batch: string): Promise<readonly WriteResult[]> {
    const stored = new Map((await this.queries.stored(rows)).map((content) => [keyOf(content), content]));
    const taken = new Set<string>();
    return rows.map((row) => {
      const key = keyOf(row);
      const content = stored.get(key);
      if (content?.contentHash !== row.contentHash) return 'conflict';
      if (content.batch !== batch || taken.has(key)) return 'duplicate';
      taken.add(key);
      return 'accepted';
    });
  }
}

/** Equal ids keep their order: the first one of a batch wins. */
function byId(a: ResponseRow, b: ResponseRow): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function keyOf({ roundId, id }: { readonly roundId: number; readonly id: string }): string {
  return `${roundId}/${id}`;
}

/** Data exceptions and broken constraints (PostgreSQL manual, appendix A, classes 22 and 23). */
function isRefusedRow(error: unknown): boolean {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return severity !== undefined && typeof code === 'string' && /^2[23]/.test(code);
}
