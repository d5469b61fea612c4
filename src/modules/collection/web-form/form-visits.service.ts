import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { paths } from '../../../web/paths.js';
import { withQuery } from '../../../web/route.js';
import { isSent, type OpenDraft, type SentDraft } from './domain/draft-state.js';
import { draftToken } from './draft-cookie.js';
import { webFormErrors } from './web-form.errors.js';
import { type FormRound, WebFormQueries } from './web-form.queries.js';
import { WebFormService } from './web-form.service.js';

/** Somebody in the middle of a form. */
export interface OpenVisit {
  readonly round: FormRound;
  readonly token: string;
  readonly draft: OpenDraft;
}

/** Where a request stands that does not have an open draft. */
export interface Detour {
  readonly elsewhere: string;
}

/** Finds out who is at the door: which round, and how far with its form. */
@Injectable()
export class FormVisits {
  constructor(
    private readonly queries: WebFormQueries,
    private readonly service: WebFormService,
  ) {}

  /** @throws AppError `form-round-unknown` */
  async round(code: string): Promise<FormRound> {
    const round = await this.queries.formRound(code);
    if (round === undefined) throw webFormErrors['form-round-unknown']();
    return round;
  }

  /** The open draft of a visitor, or the page to go to: the thank-you once sent, the start without a draft. */
  async open(code: string, request: FastifyRequest): Promise<OpenVisit | Detour> {
    const round = await this.round(code);
    const token = draftToken(request);
    const draft = await this.service.draft(round, token);
    if (token === undefined || draft === undefined) {
      return { elsewhere: withQuery(paths.form.start({ round: code }), { lost: 1 }) };
    }
    return isSent(draft) ? { elsewhere: paths.form.thanks({ round: code }) } : { round, token, draft };
  }

  /** The sent draft of a visitor, or the page to go to. */
  async sent(code: string, request: FastifyRequest): Promise<{ round: FormRound; sent: SentDraft } | Detour> {
    const round = await this.round(code);
    const draft = await this.service.draft(round, draftToken(request));
    if (draft === undefined) return { elsewhere: paths.form.start({ round: code }) };
    return isSent(draft) ? { round, sent: draft } : { elsewhere: paths.form.review({ round: code }) };
  }
}
