/** planned → open → closing → closed → published. `closing`: nobody begins any more, paper and outboxes still arrive. */
export const ROUND_STATUSES = ['planned', 'open', 'closing', 'closed', 'published'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

/** Every move that a person may make; anything else is refused. */
const ROUND_TRANSITIONS: Readonly<Record<RoundStatus, readonly RoundStatus[]>> = {
  planned: ['open'],
  open: ['closing'],
  closing: ['closed'],
  closed: ['published'],
  published: [],
};

/** Whether a round may go from one status to another. */
export function mayMove(from: RoundStatus, to: RoundStatus): boolean {
  return ROUND_TRANSITIONS[from].includes(to);
}

/** Whether citizens see the round: a planned one may still change. */
export function isVisible(status: RoundStatus): boolean {
  return status !== 'planned';
}
