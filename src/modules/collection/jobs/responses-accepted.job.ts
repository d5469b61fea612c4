import { defineJob } from '../../../platform/queue/job.js';

/** Ids only, as in every job. */
export type ResponsesAccepted = Readonly<Record<'roundId', number>>;

/**
 * News that a round has responses which no tally holds yet. It only wakes whoever counts: the truth is
 * `response_pending`, which a sweep reads too.
 */
export const responsesAcceptedJob = defineJob<ResponsesAccepted>({
  queue: 'tally',
  name: 'responses-accepted',
  id: ({ roundId }) => `round-${roundId}`,
  isPayload: (payload): payload is ResponsesAccepted =>
    Number.isInteger((payload as Partial<ResponsesAccepted>).roundId),
});
