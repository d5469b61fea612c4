import { Injectable } from '@nestjs/common';
import { type AnswerCheck, compileCheck } from '../../questionnaires/domain/answer-check.js';
import { type QuestionnaireDefinition } from '../../questionnaires/domain/questionnaire.js';
import { type IntakeView, periodOn, RoundsQueries } from '../../rounds/rounds.queries.js';
import { type IntakeRound } from '../domain/admission.js';

interface CompiledVersion {
  readonly definition: QuestionnaireDefinition;
  readonly check: AnswerCheck;
}

/** Rounds as the intake needs them. How fresh they are is decided by `RoundsQueries.intakeView`. */
@Injectable()
export class IntakeRounds {
  /** A published version never changes, so its check is compiled once; by id of the version. */
  private readonly versions = new Map<number, Promise<CompiledVersion>>();
  private readonly prepared = new WeakMap<IntakeView, IntakeRound>();

  constructor(private readonly rounds: RoundsQueries) {}

  /** The round with this code, ready to judge submissions, or undefined. */
  async find(code: string): Promise<IntakeRound | undefined> {
    const view = await this.rounds.intakeView(code);
    if (view === undefined) return undefined;
    const known = this.prepared.get(view);
    if (known !== undefined) return known;
    const round = prepare(view, await this.versionOf(view));
    this.prepared.set(view, round);
    return round;
  }

  private versionOf({ code, questionnaireVersionId }: IntakeView): Promise<CompiledVersion> {
    const known = this.versions.get(questionnaireVersionId);
    if (known !== undefined) return known;
    const version = this.compile(code);
    this.versions.set(questionnaireVersionId, version);
    version.catch(() => this.versions.delete(questionnaireVersionId));
    return version;
  }

  private async compile(code: string): Promise<CompiledVersion> {
    const round = await this.rounds.roundByCode(code);
    if (round === undefined) throw new Error(`The round ${code} has gone`);
    const { definition } = round.questionnaire;
    return { definition, check: compileCheck(definition) };
  }
}

function prepare(view: IntakeView, version: CompiledVersion): IntakeRound {
  return {
    id: view.roundId,
    code: view.code,
    status: view.status,
    firstDay: view.from,
    lastDay: view.to,
    channels: view.channels,
    versionNumber: view.questionnaireVersion,
    ...version,
    agencyOn: (code, day) => periodOn(view.agencies.get(code), day)?.versionId,
    anyAgencyOn: (code, day) => periodOn(view.deciders.get(code), day)?.versionId,
    services: view.services,
  };
}
