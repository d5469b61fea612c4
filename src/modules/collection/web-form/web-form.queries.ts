import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { type AnswerCheck, compileCheck } from '../../questionnaires/domain/answer-check.js';
import { type RoundDetail, RoundsQueries } from '../../rounds/rounds.queries.js';

/** A round with the compiled check of its questionnaire. */
export interface FormRound extends RoundDetail {
  readonly check: AnswerCheck;
}

/** Milliseconds for which a page may show a round as it was: pages are many, changes of a round are few. */
const formAge = 5000;

/** Rounds as the web form needs them. */
@Injectable()
export class WebFormQueries {
  private readonly known = new Map<string, { readAt: number; round: Promise<FormRound | undefined> }>();
  private readonly checks = new Map<number, AnswerCheck>();

  constructor(
    private readonly rounds: RoundsQueries,
    private readonly clock: Clock,
  ) {}

  /** The round, at most five seconds old; undefined when there is none of this code. */
  formRound(code: string): Promise<FormRound | undefined> {
    const now = this.clock.now().getTime();
    const known = this.known.get(code);
    if (known !== undefined && now - known.readAt < formAge) return known.round;
    const round = this.read(code);
    this.known.set(code, { readAt: now, round });
    // Neither a failed read nor a code that somebody made up may stay in memory.
    const forget = (): boolean => this.known.get(code)?.round === round && this.known.delete(code);
    round.then((found) => found ?? forget(), forget);
    return round;
  }

  private async read(code: string): Promise<FormRound | undefined> {
    const round = await this.rounds.roundByCode(code);
    return round && { ...round, check: this.checkOf(round) };
  }

  private checkOf({ questionnaireVersionId, questionnaire }: RoundDetail): AnswerCheck {
    const known = this.checks.get(questionnaireVersionId) ?? compileCheck(questionnaire.definition);
    this.checks.set(questionnaireVersionId, known);
    return known;
  }
}
