import { defineJob } from '../../../../platform/queue/job.js';

/** Deletes forms that were left half-filled; runs every quarter of an hour. */
export const sweepDraftsJob = defineJob<Record<string, never>>({ queue: 'collection', name: 'sweep-drafts' });
