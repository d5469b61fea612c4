import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type ResponseRow, ResponsesQueries } from '../../src/modules/collection/intake/responses.queries.js';
import { type Submission } from '../../src/modules/collection/domain/submission.js';
import { criteriaOf } from '../../src/modules/questionnaires/domain/questionnaire.js';
import { choiceColumnsOf } from '../../src/modules/questionnaires/domain/answer-encoding.js';
import { sipas2640 } from '../../src/modules/questionnaires/templates/sipas-2640.template.js';
import { TalliesService } from '../../src/modules/indices/tallies.service.js';
import { RoundsQueries } from '../../src/modules/rounds/rounds.queries.js';
import { type TestApp } from '../support/app.js';

const CRITERIA = criteriaOf(sipas2640()).map((criterion) => criterion.code);
const CHOICES = choiceColumnsOf(sipas2640()).length;

/** A citizen who gives every criterion the same level and answers nothing else. */
export function evenSubmission(level: number, own: Partial<Submission> = {}): Submission {
  return {
    id: randomUUID(),
    round: 'BD-2025-Q2',
    questionnaireVersion: 1,
    agency: 'BD-TDM',
    service: 'BD-XD',
    channel: 'web',
    locale: 'vi',
    startedAt: '2025-05-05T09:00:00+07:00',
    submittedAt: '2025-05-05T09:05:00+07:00',
    answers: Object.fromEntries(CRITERIA.map((code) => [code, level])),
    ...own,
  };
}

/** Sends a response over HTTP and expects it to be accepted. */
export async function send(app: TestApp, submission: Submission): Promise<void> {
  const body = JSON.stringify(submission);
  const answer = await app.fetch('/api/v1/responses', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
}

/**
 * Waits until the worker has counted everything that was accepted in a round. An empty queue would not do: the
 * intake gathers its news for a moment before it wakes the worker.
 */
export async function allCounted(app: TestApp, round: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { pending } = await app.get(TalliesService).check(round);
    if (pending === 0) return;
    if (Date.now() > deadline) throw new Error(`${pending} responses are still not counted`);
    await pause(50);
  }
}

/** One stored response in words; what is left out is ordinary. */
export interface StoredWish {
  /** Code of a measured agency. */
  readonly agency: string;
  /** Code of a service field of the round. */
  readonly service?: string;
  readonly channel?: ResponseRow['channel'];
  /** ISO 8601 with offset, a full hour. */
  readonly hour?: string;
  readonly flags?: number;
  /** A level for all criteria, or one per criterion. */
  readonly levels: number | readonly number[];
  readonly choices?: readonly number[];
  readonly others?: object | null;
}

/** Writes responses through the statement of the intake: each list is one batch, marked as not counted. */
export async function store(
  app: TestApp,
  round: string,
  batches: readonly (readonly StoredWish[])[],
): Promise<void> {
  const rowOf = await rowMaker(app, round);
  for (const batch of batches) {
    if (batch.length > 0) await app.get(ResponsesQueries).insert(batch.map(rowOf));
  }
}

async function rowMaker(app: TestApp, code: string): Promise<(wish: StoredWish) => ResponseRow> {
  const round = await app.get(RoundsQueries).intakeView(code);
  if (round === undefined) throw new Error(`There is no round ${code}`);
  return ({ agency, service = 'BD-XD', channel = 'web', hour = '2025-05-05T09:00:00+07:00', ...wish }) => ({
    id: randomUUID(),
    roundId: round.roundId,
    hour: Date.parse(hour),
    agencyVersionId: round.agencies.get(agency)?.[0]?.versionId ?? 0,
    serviceFieldId: round.services.get(service) ?? 0,
    decidedByVersionId: null,
    channel,
    seconds: 100,
    flags: wish.flags ?? 0,
    locale: 'vi',
    contentHash: '00'.repeat(16),
    levels: typeof wish.levels === 'number' ? CRITERIA.map(() => wish.levels as number) : wish.levels,
    choices: wish.choices ?? new Array<number>(CHOICES).fill(0),
    others: wish.others ?? null,
  });
}
