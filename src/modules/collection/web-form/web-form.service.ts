import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { NOBODY } from '../../accounts/domain/principal.js';
import { type Submission } from '../domain/submission.js';
import { IntakeService } from '../intake/intake.service.js';
import { type DraftState, isSent, type OpenDraft, type SentDraft, withPage } from './domain/draft-state.js';
import { faultsOn, firstFaultyPage, type FormPage } from './domain/form-pages.js';
import { answersOf, type TypedAnswers } from './domain/typed-answers.js';
import { type DraftRow, DraftsQueries } from './drafts.queries.js';
import { type FormRound } from './web-form.queries.js';
import { webFormErrors } from './web-form.errors.js';

/** What the form is about: codes of agency and service field. */
export interface FormSubject {
  readonly agency: string;
  readonly service: string;
}

/** What became of "send": the form is sent, a page still needs an answer, or the draft is gone. */
export type SendResult = { readonly sent: SentDraft } | { readonly faulty: FormPage } | undefined;

/** A citizen fills in the form of a round, page by page, and sends it once. */
@Injectable()
export class WebFormService {
  constructor(
    private readonly drafts: DraftsQueries,
    private readonly intake: IntakeService,
    private readonly clock: Clock,
  ) {}

  /** The state of the draft that a token opens; undefined when there is none in this round. */
  async draft(round: FormRound, token: string | undefined): Promise<DraftState | undefined> {
    return token === undefined ? undefined : (await this.drafts.find(hashOf(token), round.id))?.state;
  }

  /**
   * Begins a form, or changes what an open one is about and keeps its answers.
   * @returns the token of the draft: 128 random bits, of which only a digest is stored
   */
  async begin(round: FormRound, token: string | undefined, subject: FormSubject): Promise<string> {
    const kept =
      token &&
      (await this.drafts.change(hashOf(token), round.id, (state) => ({ ...state, ...pick(state, subject) })));
    if (token !== undefined && kept && !isSent(kept.state)) return token;
    const fresh = randomBytes(16).toString('base64url');
    const state: OpenDraft = {
      ...subject,
      startedAt: this.clock.now().toISOString(),
      typed: {},
      attempted: [],
    };
    await this.drafts.insert(hashOf(fresh), round.id, randomUUID(), state);
    return fresh;
  }

  /** Throws away what was typed so far. */
  async abandon(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.drafts.remove(hashOf(token));
  }

  /** Keeps what was typed on a page, faulty or not; undefined when the draft is gone. */
  async answer(
    round: FormRound,
    token: string,
    page: FormPage,
    typed: TypedAnswers,
  ): Promise<DraftState | undefined> {
    const changed = await this.drafts.change(hashOf(token), round.id, (state) => {
      if (isSent(state)) return state;
      const after = { ...state.typed, ...typed };
      const faults = faultsOn(page, round.questionnaire.definition, round.check, after);
      return withPage(state, page.key, typed, faults.size === 0);
    });
    return changed?.state;
  }

  /**
   * Sends the form. Pressing twice sends the same response twice, which the intake knows as one: the id,
   * both times and the language are fixed by the first press.
   * @throws AppError `form-not-taken` when the intake refuses what the questionnaire accepts; what the
   *   intake itself throws (busy, database away) passes through, and the draft stays
   */
  async send(round: FormRound, token: string, locale: string): Promise<SendResult> {
    const sending = { at: this.clock.now().toISOString(), locale };
    const row = await this.drafts.change(hashOf(token), round.id, (state) => prepare(round, state, sending));
    if (row === undefined) return undefined;
    if (isSent(row.state)) return { sent: row.state };
    const faulty = firstFaultyPage(round.questionnaire.definition, round.check, row.state.typed);
    if (faulty !== undefined) return { faulty };
    const sent = await this.handIn(submissionOf(round, row, row.state, row.state.sending ?? sending));
    await this.drafts.finish(hashOf(token), sent);
    return { sent };
  }

  private async handIn(submission: Submission): Promise<SentDraft> {
    const outcome = await this.intake.accept(submission, NOBODY);
    switch (outcome.status) {
      case 'accepted':
      case 'duplicate':
        return { receipt: outcome.receipt, status: 'accepted' };
      case 'held':
        return { receipt: outcome.receipt, status: 'held' };
      case 'conflict':
      case 'invalid': {
        const cause = new Error(`${outcome.status}: ${JSON.stringify(outcome.problem)}`);
        throw webFormErrors['form-not-taken']({}, undefined, { cause });
      }
    }
  }
}

type Sending = NonNullable<OpenDraft['sending']>;

/** Marks the first page with a fault as tried, or fixes what is sent beside the answers. */
function prepare(round: FormRound, state: DraftState, sending: Sending): DraftState {
  if (isSent(state)) return state;
  const faulty = firstFaultyPage(round.questionnaire.definition, round.check, state.typed);
  return faulty === undefined
    ? { ...state, sending: state.sending ?? sending }
    : withPage(state, faulty.key, {}, false);
}

function pick(state: DraftState, subject: FormSubject): Partial<OpenDraft> {
  return isSent(state) ? {} : subject;
}

function submissionOf(round: FormRound, row: DraftRow, draft: OpenDraft, sending: Sending): Submission {
  return {
    id: row.responseId,
    round: round.code,
    questionnaireVersion: round.questionnaire.version,
    agency: draft.agency,
    service: draft.service,
    channel: 'web',
    locale: sending.locale,
    startedAt: draft.startedAt,
    submittedAt: sending.at,
    answers: answersOf(round.questionnaire.definition, draft.typed),
  };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
