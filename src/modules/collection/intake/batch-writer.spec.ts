import fc from 'fast-check';
import { type BatchTarget, BatchWriter } from './batch-writer.js';

const POISONED = 'poisoned';
const AWAY = 'away';

/** A store that writes when it is told to, so that a test decides what is in flight. */
class Store implements BatchTarget<number, string> {
  readonly batches: (readonly number[])[] = [];
  readonly stored: number[] = [];
  poison = new Set<number>();
  isAway = false;
  private release: (() => void)[] = [];

  write = async (rows: readonly number[]): Promise<readonly string[]> => {
    this.batches.push(rows);
    await new Promise<void>((resolve) => this.release.push(resolve));
    if (this.isAway) throw new Error(AWAY);
    if (rows.some((row) => this.poison.has(row))) throw new Error(POISONED);
    this.stored.push(...rows);
    return rows.map((row) => `stored ${row}`);
  };
  isRefusal = (error: unknown) => (error as Error).message === POISONED;
  refused = (row: number) => new Error(`refused ${row}`);
  busy = () => new Error('busy');

  /** Lets everything through until nothing is in flight. */
  async flush(): Promise<void> {
    while (this.release.length > 0) {
      this.release.splice(0).forEach((go) => {
        go();
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** What each caller was told, in order. */
function settle(promises: readonly Promise<string>[]): Promise<string[]> {
  return Promise.all(promises.map((promise) => promise.catch((error: unknown) => (error as Error).message)));
}

describe('BatchWriter', () => {
  let store: Store;
  let writer: BatchWriter<number, string>;

  beforeEach(() => {
    store = new Store();
    writer = new BatchWriter(store, { batch: 4, waiting: 6 });
  });

  it('sends a lone row at once and gathers the others while it is in flight', async () => {
    const told = settle([1, 2, 3, 4, 5, 6].map((row) => writer.submit(row)));
    expect(store.batches).toEqual([[1]]);
    await store.flush();
    expect(store.batches).toEqual([[1], [2, 3, 4, 5], [6]]);
    expect(await told).toEqual([1, 2, 3, 4, 5, 6].map((row) => `stored ${row}`));
  });

  it('refuses at once who would wait behind too many', async () => {
    const told = settle([1, 2, 3, 4, 5, 6, 7, 8].map((row) => writer.submit(row)));
    await store.flush();
    expect((await told).slice(6)).toEqual(['stored 7', 'busy']);
    expect(store.stored).not.toContain(8);
  });

  it('lets a poisoned row fail alone', async () => {
    store.poison = new Set([3]);
    const told = settle([1, 2, 3, 4, 5].map((row) => writer.submit(row)));
    await store.flush();
    expect(await told).toEqual(['stored 1', 'stored 2', 'refused 3', 'stored 4', 'stored 5']);
    expect(store.stored.sort()).toEqual([1, 2, 4, 5]);
  });

  it('tells everybody who waits when the target is away, and works again afterwards', async () => {
    store.isAway = true;
    const told = settle([1, 2, 3, 4, 5, 6].map((row) => writer.submit(row)));
    await store.flush();
    expect(await told).toEqual(new Array(6).fill(AWAY));
    expect(store.batches).toEqual([[1]]);
    store.isAway = false;
    const again = settle([writer.submit(7)]);
    await store.flush();
    expect(await again).toEqual(['stored 7']);
  });

  it('acknowledges exactly what is stored, once, whatever comes in what order', async () => {
    const step = fc.oneof(
      fc.constant('row'),
      fc.constant('poison'),
      fc.constant('flush'),
      fc.constant('away'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const place = new Store();
        const many = new BatchWriter(place, { batch: 3, waiting: 8 });
        const promises: Promise<string>[] = [];
        for (const [row, kind] of steps.entries()) {
          if (kind === 'away') place.isAway = !place.isAway;
          else if (kind === 'flush') await place.flush();
          else {
            if (kind === 'poison') place.poison.add(row);
            promises.push(writerPromise(many, row));
          }
        }
        await place.flush();
        const acknowledged = (await settle(promises)).filter((text) => text.startsWith('stored'));
        expect(acknowledged.sort()).toEqual(place.stored.map((row) => `stored ${row}`).sort());
        expect(new Set(place.stored).size).toBe(place.stored.length);
      }),
    );
  });
});

/** Submits and marks the promise as looked after, so that a rejection before `settle` is no accident. */
function writerPromise(writer: BatchWriter<number, string>, row: number): Promise<string> {
  const promise = writer.submit(row);
  promise.catch(() => undefined);
  return promise;
}
