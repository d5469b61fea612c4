import { defineJob } from '../../../platform/queue/job.js';

/** Milliseconds between two sweeps: how late a response is counted when the queue lost the news of it. */
export const SWEEP_EVERY = 3000;

/** Counts whatever is due, whether or not the queue heard of it. */
export const foldSweepJob = defineJob<Readonly<Record<string, never>>>({
  queue: 'tally',
  name: 'fold-sweep',
  options: { attempts: 1 },
});
