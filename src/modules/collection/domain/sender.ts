/**
 * Who hands in a submission, as far as the intake cares: a citizen, an account of the office, or a key of a
 * device or another system. Only who holds the right `collect` may hand in for others.
 */
export interface Sender {
  readonly kind: 'nobody' | 'account' | 'key';
  readonly rights: ReadonlySet<string> | readonly string[];
}

/** A citizen who uses an open channel alone. */
export const CITIZEN: Sender = { kind: 'nobody', rights: [] };

/** Whether the sender may hand in what somebody else answered, and is told about less than a citizen. */
export function mayCollect({ rights }: Sender): boolean {
  return rights instanceof Set ? rights.has('collect') : (rights as readonly string[]).includes('collect');
}
