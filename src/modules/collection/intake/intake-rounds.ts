import { Injectable } from '@nestjs/common';
import { type FixedVersion, QuestionnairesQueries } from '../../questionnaires/questionnaires.queries.js';
import { type IntakeView, periodOn, RoundsQueries } from '../../rounds/rounds.queries.js';
import { type IntakeRound } from '../domain/admission.js';

/** Rounds as the intake needs them. How fresh they are is decided by `RoundsQueries.intakeView`. */
@Injectable()
export class IntakeRounds {
  private readonly prepared = new WeakMap<IntakeView, IntakeRound>();

  constructor(
    private readonly rounds: RoundsQueries,
    private readonly questionnaires: QuestionnairesQueries,
  ) {}

  /** The round with this code, ready to judge submissions; undefined when there is none that was ever open. */
  async find(code: string): Promise<IntakeRound | undefined> {
    const view = await this.rounds.intakeView(code);
    if (view === undefined) return undefined;
    const known = this.prepared.get(view);
    if (known !== undefined) return known;
    const version = await this.questionnaires.fixedVersion(view.questionnaireVersionId);
    if (version === undefined) return undefined;
    const round = prepare(view, version);
    this.prepared.set(view, round);
    return round;
  }
}

function prepare(view: IntakeView, { definition, check }: FixedVersion): IntakeRound {
  return {
    id: view.roundId,
    code: view.code,
    status: view.status,
    firstDay: view.from,
    lastDay: view.to,
    channels: view.channels,
    versionNumber: view.questionnaireVersion,
    definition,
    check,
    agencyOn: (code, day) => periodOn(view.agencies.get(code), day)?.versionId,
    anyAgencyOn: (code, day) => periodOn(view.deciders.get(code), day)?.versionId,
    services: view.services,
  };
}
