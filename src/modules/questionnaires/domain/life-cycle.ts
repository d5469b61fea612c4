/** The life of a questionnaire version. From `published` on, its definition can no longer change. */
export type VersionStatus = 'draft' | 'inReview' | 'approved' | 'published' | 'retired';

export type VersionAction = 'submit' | 'returnToDraft' | 'approve' | 'publish' | 'retire';

/** status → what can be done with it → the status afterwards. What is not listed is refused. */
export const VERSION_TRANSITIONS: Readonly<
  Record<VersionStatus, Readonly<Partial<Record<VersionAction, VersionStatus>>>>
> = {
  draft: { submit: 'inReview' },
  inReview: { approve: 'approved', returnToDraft: 'draft' },
  approved: { publish: 'published', returnToDraft: 'draft' },
  published: { retire: 'retired' },
  retired: {},
};

/** The status after `action`, or undefined where the life cycle does not allow it. */
export function statusAfter(status: VersionStatus, action: VersionAction): VersionStatus | undefined {
  return VERSION_TRANSITIONS[status][action];
}
