import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { fileFault, type FileFault } from '../organisation/domain/file-fault.js';
import { OrganisationQueries } from '../organisation/organisation.queries.js';
import { indexStructureOf, type QuestionnaireDefinition } from '../questionnaires/domain/questionnaire.js';
import { QuestionnairesQueries } from '../questionnaires/questionnaires.queries.js';
import { readRoundFile, type RoundFile } from './domain/round-file.js';
import { mayMove, type RoundStatus } from './domain/round-life-cycle.js';
import { RoundAgency } from './round-agency.entity.js';
import { RoundServiceField } from './round-service-field.entity.js';
import { Round } from './round.entity.js';
import { roundErrors } from './round.errors.js';
import { RoundsQueries } from './rounds.queries.js';
import { Target } from './target.entity.js';

/** What a round file names, found in the database. */
interface References {
  readonly measuringAgencyId: number;
  readonly questionnaireVersionId: number;
  readonly indexDefinitionId: number;
  readonly agencyIds: readonly number[];
  readonly serviceIds: readonly number[];
}

/** What is done to rounds. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly database: DataSource,
    private readonly organisation: OrganisationQueries,
    private readonly questionnaires: QuestionnairesQueries,
    private readonly rounds: RoundsQueries,
  ) {}

  /**
   * Creates a planned round from a file.
   * @returns its code and the number of measured agencies
   * @throws AppError `round-file-invalid` with every fault, `round-exists`
   */
  async createRound(source: unknown): Promise<{ readonly code: string; readonly agencies: number }> {
    const { file, faults } = readRoundFile(source);
    refuse(faults);
    const found = await this.resolve(file);
    try {
      await this.database.transaction((manager) => writeRound(manager, file, found));
    } catch (error) {
      if (isRepeated(error)) throw roundErrors['round-exists']({ round: file.code });
      throw error;
    }
    return { code: file.code, agencies: found.agencyIds.length };
  }

  /**
   * Moves a round along its life cycle.
   * @throws AppError `round-not-found`, `round-move-refused`, and `round-not-ready` when it is to be opened before
   *   its questionnaire version and index definition are published
   */
  async move(code: string, to: RoundStatus): Promise<void> {
    const round = await this.rounds.roundByCode(code);
    if (round === undefined) throw roundErrors['round-not-found']({ round: code });
    const from = round.status;
    if (!mayMove(from, to)) throw roundErrors['round-move-refused']({ round: code, from, to });
    const published = round.questionnaire.status === 'published' && round.index.status === 'published';
    if (to === 'open' && !published) throw roundErrors['round-not-ready']({ round: code });
    // The status is part of the condition: of two people who move at once, one is refused.
    const { affected } = await this.database.manager.update(Round, { code, status: from }, { status: to });
    if (affected !== 1) throw roundErrors['round-move-refused']({ round: code, from, to });
    this.rounds.forgetIntakeView(code);
  }

  private async resolve(file: RoundFile): Promise<References> {
    const faults: FileFault[] = [];
    const note = (pointer: string, what: string): number => {
      faults.push(fileFault(pointer, 'unknown', what));
      return 0;
    };
    const { questionnaire, index } = file;
    const measuring = await this.organisation.agencyVersionByCode(file.measuringAgency, file.from);
    const version = await this.questionnaires.version(questionnaire.code, questionnaire.version);
    const definition = await this.questionnaires.indexDefinition(index.code, index.version);
    const found = {
      measuringAgencyId: measuring?.agencyId ?? note('/measuringAgency', file.measuringAgency),
      questionnaireVersionId:
        version?.id ?? note('/questionnaire', `${questionnaire.code} ${questionnaire.version}`),
      indexDefinitionId: definition?.id ?? note('/index', `${index.code} ${index.version}`),
      agencyIds: await this.agencyIdsOf(file, note),
      serviceIds: await this.serviceIdsOf(file, note),
    };
    const items = version && itemsOf(version.definition);
    if (items !== undefined) {
      file.targets.forEach(({ item }, i) => items.has(item) || note(`/targets/${i}/item`, item));
    }
    refuse(faults);
    return found;
  }

  /** Agencies exist on the first day; those that begin later are added by `under` on no day but that. */
  private async agencyIdsOf(
    file: RoundFile,
    note: (pointer: string, what: string) => number,
  ): Promise<number[]> {
    const present = await this.organisation.agenciesOn(file.from);
    const chosen = file.agencies;
    if ('under' in chosen) {
      const beneath = new Set(await this.organisation.subtreeOf(chosen.under, file.from));
      const ids = present.filter(
        ({ agencyId, level }) => beneath.has(agencyId) && chosen.levels.includes(level),
      );
      if (ids.length === 0) note('/agencies/under', chosen.under);
      return ids.map(({ agencyId }) => agencyId);
    }
    const byCode = new Map(present.map(({ code, agencyId }) => [code, agencyId]));
    return chosen.map((code, i) => byCode.get(code) ?? note(`/agencies/${i}`, code));
  }

  private async serviceIdsOf(
    file: RoundFile,
    note: (pointer: string, what: string) => number,
  ): Promise<number[]> {
    const present = await this.organisation.serviceFieldsOn(file.from);
    const byCode = new Map(present.map(({ code, id }) => [code, id]));
    return file.services.map((code, i) => byCode.get(code) ?? note(`/services/${i}`, code));
  }
}

function refuse(faults: readonly FileFault[]): void {
  if (faults.length > 0) throw roundErrors['round-file-invalid']({ count: faults.length }, faults);
}

async function writeRound(manager: EntityManager, file: RoundFile, found: References): Promise<void> {
  const { code, title, population, legalBasis, simulated } = file;
  const { measuringAgencyId, questionnaireVersionId, indexDefinitionId } = found;
  const round = await manager.save(
    manager.create(Round, {
      ...{ code, title, population, legalBasis, simulated },
      ...{ measuringAgencyId, questionnaireVersionId, indexDefinitionId },
      days: `[${file.from},${file.to}]`,
      channels: [...file.channels],
    }),
  );
  await manager.insert(
    RoundAgency,
    found.agencyIds.map((agencyId) => ({ roundId: round.id, agencyId })),
  );
  await manager.insert(
    RoundServiceField,
    found.serviceIds.map((serviceFieldId) => ({ roundId: round.id, serviceFieldId })),
  );
  const targets = file.targets.map(({ item, threshold, due, legalBasis: basis }) => ({
    ...{ roundId: round.id, item, dueOn: due, legalBasis: basis },
    threshold: threshold.toFixed(2),
  }));
  if (targets.length > 0) await manager.insert(Target, targets);
}

function isRepeated(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, constraint } = error.driverError as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'round_code_key';
}

/** Codes that a target may name. */
function itemsOf(definition: QuestionnaireDefinition): ReadonlySet<string> {
  const { aspects } = indexStructureOf(definition);
  const factors = aspects.flatMap((aspect) => aspect.factors);
  const criteria = factors.flatMap((factor) => factor.criteria);
  return new Set([
    'overall',
    ...aspects.map(({ code }) => code),
    ...factors.map(({ code }) => code),
    ...criteria,
  ]);
}
