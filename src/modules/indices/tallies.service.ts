import { Injectable } from '@nestjs/common';
import { Metrics } from '../../platform/metrics/metrics.js';
import { type RoundDetail, RoundsQueries } from '../rounds/rounds.queries.js';
import { roundErrors } from '../rounds/round.errors.js';
import { Recount } from './domain/recount.js';
import { keyText, type Tally, type TallyKey } from './domain/tally.js';
import { TalliesQueries } from './tallies.queries.js';

/** Batches in one transaction: large enough to share the cost of writing each cell, small enough to be quick. */
const BATCHES = 400;
/** Differences that a check lists; more tell nothing new. */
const MOST_DIFFERENCES = 100;

/** One count on which the tallies and the recount do not agree. */
export interface TallyDifference extends TallyKey {
  /** `n`, or the array and the position in it, as `levels[12]`. */
  readonly count: string;
  readonly tally: number;
  readonly recount: number;
}

export interface TallyCheck {
  readonly equal: boolean;
  /** At most a hundred. */
  readonly differences: readonly TallyDifference[];
  /** Responses in the tallies. */
  readonly counted: number;
  /** Accepted responses that are not counted yet; they are no difference. */
  readonly pending: number;
}

/** Keeps the tallies equal to a recount of the accepted responses, each counted exactly once. */
@Injectable()
export class TalliesService {
  constructor(
    private readonly tallies: TalliesQueries,
    private readonly rounds: RoundsQueries,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Counts everything that is accepted and not counted, of all rounds, until nothing is due. May run twice, at
   * once, anywhere: the mark of a batch goes in the transaction that counts it.
   * @returns the number of batches that this call counted
   */
  async foldPending(): Promise<number> {
    let batches = 0;
    for (;;) {
      const due = await this.tallies.roundsDue();
      if (due.length === 0) return batches;
      for (const roundId of due) batches += await this.foldRound(roundId);
    }
  }

  /**
   * Counts everything of one round that is accepted and not counted.
   * @returns the number of batches that this call counted
   */
  async foldRound(roundId: number): Promise<number> {
    const shape = await this.tallies.shapeOf(roundId);
    let total = 0;
    for (;;) {
      const taken = await this.tallies.exclusively(roundId, async (connection) => {
        const batches = await this.tallies.takePending(connection, roundId, BATCHES);
        if (batches.length > 0) await this.tallies.fold(connection, roundId, shape, batches);
        return batches.length;
      });
      total += taken;
      if (taken < BATCHES) return total;
    }
  }

  /** Counts what the queue forgot and reports how long the oldest of it has waited. */
  async sweep(): Promise<void> {
    this.metrics.tallyLag.set(await this.tallies.lagSeconds());
    await this.foldPending();
    this.metrics.tallyLag.set(await this.tallies.lagSeconds());
  }

  /**
   * Throws the tallies of a round away and counts all its responses anew, while others go on counting new ones.
   * @throws AppError `round-not-found`
   */
  async recompute(round: string): Promise<void> {
    const { id } = await this.findRound(round);
    const shape = await this.tallies.shapeOf(id);
    await this.tallies.exclusivelyAtOneMoment(id, (connection) =>
      this.tallies.recompute(connection, id, shape),
    );
  }

  /**
   * Compares the tallies of a round, count by count, with a recount of its raw responses at the same moment.
   * @throws AppError `round-not-found`
   */
  async check(round: string): Promise<TallyCheck> {
    const { id } = await this.findRound(round);
    const shape = await this.tallies.shapeOf(id);
    return this.tallies.atOneMoment(async (connection) => {
      const recount = new Recount(shape);
      for await (const page of this.tallies.countedResponses(connection, id, shape)) {
        for (const response of page) recount.add(response);
      }
      const tallies = await this.tallies.tallies(connection, id);
      const differences = differencesOf(new Map(tallies.map((row) => [keyText(row), row])), recount.result());
      return {
        equal: differences.length === 0,
        differences: differences.slice(0, MOST_DIFFERENCES),
        counted: tallies.reduce((sum, { n }) => sum + n, 0),
        pending: await this.tallies.pendingResponses(connection, id),
      };
    });
  }

  private async findRound(code: string): Promise<RoundDetail> {
    const round = await this.rounds.roundByCode(code);
    if (round === undefined) throw roundErrors['round-not-found']({ round: code });
    return round;
  }
}

function differencesOf(
  tallies: ReadonlyMap<string, TallyKey & Tally>,
  recounted: ReadonlyMap<string, { readonly key: TallyKey; readonly tally: Tally }>,
): TallyDifference[] {
  const keys = new Set([...tallies.keys(), ...recounted.keys()]);
  return [...keys].sort().flatMap((text) => {
    const stored = tallies.get(text);
    const found = recounted.get(text);
    const key = stored ?? found?.key;
    return key === undefined ? [] : compare(key, countsOf(stored), countsOf(found?.tally));
  });
}

function compare(
  { agencyId, serviceFieldId, channel, month, flagged }: TallyKey,
  stored: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): TallyDifference[] {
  const key = { agencyId, serviceFieldId, channel, month, flagged };
  return [...new Set([...stored.keys(), ...found.keys()])].flatMap((count) => {
    const [tally, recount] = [stored.get(count) ?? 0, found.get(count) ?? 0];
    return tally === recount ? [] : [{ ...key, count, tally, recount }];
  });
}

function countsOf(tally: Tally | undefined): ReadonlyMap<string, number> {
  if (tally === undefined) return new Map();
  const arrays = (['respondents', 'levels', 'moments', 'choices'] as const).flatMap((name) =>
    tally[name].map((count, index): [string, number] => [`${name}[${index}]`, count]),
  );
  return new Map([['n', tally.n], ['comments', tally.comments], ...arrays]);
}
