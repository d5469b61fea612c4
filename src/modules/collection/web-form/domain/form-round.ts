import { type Channel } from '../../../rounds/domain/round-file.js';
import { type RoundStatus } from '../../../rounds/domain/round-life-cycle.js';

/** When and how a round is answered. `from` and `to` are its first and last day in Viet Nam, `YYYY-MM-DD`. */
interface AnswerPeriod {
  readonly status: RoundStatus;
  readonly from: string;
  readonly to: string;
  readonly channels: readonly Channel[];
}

/** Whether a citizen can begin, and if not, which page says why. */
export type Availability = 'open' | 'notYet' | 'closed' | 'otherChannel';

/**
 * Whether the form of a round can be begun on a day. One that was begun may still be sent while the
 * round is closing; what becomes of it then is for the intake to decide.
 */
export function availabilityOn(round: AnswerPeriod, day: string): Availability {
  if (!round.channels.includes('web')) return 'otherChannel';
  if (round.status === 'planned' || day < round.from) return 'notYet';
  return round.status === 'open' && day <= round.to ? 'open' : 'closed';
}
