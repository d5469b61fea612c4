import { LEVELS, MOMENTS, type TallyShape } from './tally-shape.js';

/** The counts of one cell. Arrays are laid out by the shape of the round. */
export interface Tally {
  /** Responses. */
  readonly n: number;
  /** Responses with free text. */
  readonly comments: number;
  /** Per group: respondents who answered at least one of its criteria. */
  readonly respondents: readonly number[];
  /** Per criterion: answers at levels 1–5. */
  readonly levels: readonly number[];
  /** Per group: the five sums of `GroupMoments`. */
  readonly moments: readonly number[];
  /** Per choice question: how many answered it, then how many chose each option. */
  readonly choices: readonly number[];
}

/** What a cell is about. `month` is the first day of the month in Vietnam, `YYYY-MM-DD`. */
export interface TallyKey {
  readonly agencyId: number;
  readonly serviceFieldId: number;
  readonly channel: string;
  readonly month: string;
  readonly flagged: boolean;
}

/** A cell without responses. */
export function emptyTally(shape: TallyShape): Tally {
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  return {
    n: 0,
    comments: 0,
    respondents: zeros(shape.groups.length),
    levels: zeros(shape.criteria * LEVELS),
    moments: zeros(shape.groups.length * MOMENTS),
    choices: zeros(shape.options.reduce((sum, options) => sum + options + 1, 0)),
  };
}

/** The counts of both cells together; they must have the same shape. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    n: a.n + b.n,
    comments: a.comments + b.comments,
    respondents: added(a.respondents, b.respondents),
    levels: added(a.levels, b.levels),
    moments: added(a.moments, b.moments),
    choices: added(a.choices, b.choices),
  };
}

function added(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value + (b[index] ?? 0));
}

/** A text that is equal exactly for equal keys. */
export function keyText(key: TallyKey): string {
  return `${key.agencyId}/${key.serviceFieldId}/${key.channel}/${key.month}/${key.flagged ? 'flagged' : 'clean'}`;
}
