import { SetMetadata } from '@nestjs/common';

/** Jobs carry ids only; what they need to know they read from the database, which is the truth. */
export type JobPayload = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | readonly number[]>
>;

export interface JobOptions {
  /** How often a failing job is tried in all. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled for every further one. */
  readonly backoff: number;
  /** Milliseconds before the first try. */
  readonly delay: number;
}

export interface JobDefinition<Payload extends JobPayload> {
  readonly queue: string;
  readonly name: string;
  /** Jobs with the same id are thinned: at most one waits while another one runs. Never a promise of once only. */
  readonly id?: (payload: Payload) => string;
  /** The guard at the edge of the handler: what it refuses fails for good instead of being tried again. */
  readonly isPayload?: (payload: unknown) => payload is Payload;
  readonly options?: Partial<JobOptions>;
}

export type Job<Payload extends JobPayload> = Readonly<JobDefinition<Payload>> & {
  readonly options: JobOptions;
};

/** The one place for how often and how patiently jobs are tried: about two minutes in all. */
const defaultJobOptions: JobOptions = Object.freeze({ attempts: 8, backoff: 1000, delay: 0 });

const declared = new Map<string, { readonly queue: string; readonly name: string }>();

/**
 * Declares a job once, in `jobs/x.job.ts`. Every declared job needs exactly one handler, see `HandlesJob`.
 * @throws Error when another job has this queue and name
 */
export function defineJob<Payload extends JobPayload>(definition: JobDefinition<Payload>): Job<Payload> {
  const key = jobKey(definition);
  if (declared.has(key)) throw new Error(`The job ${key} is defined twice`);
  const job = Object.freeze({
    ...definition,
    options: Object.freeze({ ...defaultJobOptions, ...definition.options }),
  });
  declared.set(key, job);
  return job;
}

/** Queue and name, as `tally/fold-round`. */
export function jobKey({ queue, name }: { readonly queue: string; readonly name: string }): string {
  return `${queue}/${name}`;
}

/** Every job that loaded code declares. */
export function declaredJobs(): readonly { readonly queue: string; readonly name: string }[] {
  return [...declared.values()];
}

/** A processor: one line into a service. It must be idempotent and safe to overlap with itself. */
export interface JobHandler<Payload extends JobPayload> {
  handle(payload: Payload): Promise<void>;
}

export const HANDLES_JOB = Symbol('handles-job');

/** Marks the class whose `handle(payload)` does a job. */
export const HandlesJob =
  <Payload extends JobPayload>(job: Job<Payload>) =>
  (target: new (...args: never[]) => JobHandler<Payload>): void => {
    SetMetadata(HANDLES_JOB, job)(target);
  };
