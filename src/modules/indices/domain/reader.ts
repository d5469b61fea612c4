/** Who reads figures: nobody in particular, an account of the office, or a key of another system. */
export interface Reader {
  readonly kind: 'nobody' | 'account' | 'key';
  /** The agency to whose subtree the reader is confined; null for the whole province. */
  readonly agencyId: number | null;
  readonly rights: ReadonlySet<string> | readonly string[];
}

export const STRANGER: Reader = { kind: 'nobody', agencyId: null, rights: [] };

/** Whether the reader may see figures before they are published. */
export function mayReadUnpublished({ rights }: Reader): boolean {
  return rights instanceof Set ? rights.has('read') : (rights as readonly string[]).includes('read');
}
