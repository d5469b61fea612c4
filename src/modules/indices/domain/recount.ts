import { momentsOfResponse } from '../../../method/moments.js';
import { emptyTally, keyText, type Tally, type TallyKey } from './tally.js';
import { LEVELS, type TallyShape } from './tally-shape.js';

/** A stored response as the recount reads it. */
export interface RawResponse extends TallyKey {
  /** One digit per criterion, 0 = not answered. */
  readonly levels: string;
  /** One bitmask per choice question. */
  readonly choices: readonly number[];
  readonly commented: boolean;
}

/**
 * Counts responses one by one in plain code. It shares nothing with the SQL of the fold but the shape, so that
 * agreement of the two means something.
 */
export class Recount {
  private readonly cells = new Map<string, { key: TallyKey; tally: Counting }>();

  constructor(private readonly shape: TallyShape) {}

  add(response: RawResponse): void {
    const tally = this.cellOf(response);
    tally.n += 1;
    if (response.commented) tally.comments += 1;
    this.addChoices(tally, response.choices);
    const levels = Array.from(response.levels, Number);
    const answered = this.shape.groups[0]?.filter((position) => (levels[position] ?? 0) > 0) ?? [];
    if (answered.length >= this.shape.leastAnswered) this.addLevels(tally, levels);
  }

  /** The counted cells by the text of their key. */
  result(): ReadonlyMap<string, { readonly key: TallyKey; readonly tally: Tally }> {
    return this.cells;
  }

  private cellOf({ agencyId, serviceFieldId, channel, month, flagged }: TallyKey): Counting {
    const key = { agencyId, serviceFieldId, channel, month, flagged };
    const known = this.cells.get(keyText(key));
    if (known !== undefined) return known.tally;
    const tally = emptyCounting(this.shape);
    this.cells.set(keyText(key), { key, tally });
    return tally;
  }

  private addLevels(tally: Counting, levels: readonly number[]): void {
    levels.forEach((level, criterion) => {
      if (level > 0) bump(tally.levels, criterion * LEVELS + level - 1);
    });
    momentsOfResponse(this.shape.groups, levels).forEach((moment, index) => {
      bump(tally.moments, index, moment);
    });
    this.shape.groups.forEach((positions, group) => {
      if (positions.some((position) => (levels[position] ?? 0) > 0)) bump(tally.respondents, group);
    });
  }

  private addChoices(tally: Counting, choices: readonly number[]): void {
    let start = 0;
    this.shape.options.forEach((options, question) => {
      const mask = choices[question] ?? 0;
      if (mask !== 0) bump(tally.choices, start);
      for (let option = 0; option < options; option += 1) {
        if (((mask >>> option) & 1) === 1) bump(tally.choices, start + 1 + option);
      }
      start += options + 1;
    });
  }
}

interface Counting {
  n: number;
  comments: number;
  respondents: number[];
  levels: number[];
  moments: number[];
  choices: number[];
}

function emptyCounting(shape: TallyShape): Counting {
  const { n, comments, respondents, levels, moments, choices } = emptyTally(shape);
  return {
    n,
    comments,
    respondents: [...respondents],
    levels: [...levels],
    moments: [...moments],
    choices: [...choices],
  };
}

function bump(counts: number[], index: number, by = 1): void {
  counts[index] = (counts[index] ?? 0) + by;
}
