import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BUILT_IN_DEFINITIONS } from '../../method/built-in-definitions.js';
import { Clock } from '../../platform/clock/clock.js';
import { platformErrors } from '../../platform/platform.errors.js';
import { checkDefinition, isDefinition } from './domain/definition-check.js';
import { bilingualFault, type Fault } from './domain/fault.js';
import { statusAfter, type VersionAction, type VersionStatus } from './domain/life-cycle.js';
import { type QuestionnaireDefinition } from './domain/questionnaire.js';
import { IndexDefinitionVersion } from './index-definition-version.entity.js';
import { QuestionnaireVersion } from './questionnaire-version.entity.js';
import { Questionnaire } from './questionnaire.entity.js';
import { questionnaireErrors } from './questionnaire.errors.js';
import { QuestionnairesQueries } from './questionnaires.queries.js';
import { sipas2640, SIPAS_2640_NOTES } from './templates/sipas-2640.template.js';
import { fromTemplateForm, isTemplateForm, type TemplateNotes } from './templates/template-form.js';

/** Names one version for whoever asked for it. */
export interface VersionReference {
  readonly id: number;
  readonly code: string;
  readonly number: number;
  readonly status: VersionStatus;
}

interface Template {
  readonly definition: () => QuestionnaireDefinition;
  readonly notes: TemplateNotes;
}

/** The questionnaires that come with the platform, by code. */
const TEMPLATES: ReadonlyMap<string, Template> = new Map([
  ['sipas-2640', { definition: sipas2640, notes: SIPAS_2640_NOTES }],
]);

/** What is done to questionnaires and index definitions. */
@Injectable()
export class QuestionnairesService {
  constructor(
    private readonly database: DataSource,
    private readonly questionnaires: QuestionnairesQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports a file's text, in our own JSON or in the template form, as a draft.
   * @throws AppError `not-json`, `questionnaire-invalid` with every fault
   */
  async importFile(text: string): Promise<VersionReference> {
    const json = parseJson(text);
    if (!isTemplateForm(json)) return this.importDefinition(json);
    const notes = TEMPLATES.get(String(json['code']))?.notes;
    return this.importDraft(fromTemplateForm(json, notes));
  }

  /**
   * Imports a definition as a draft: the next version of the questionnaire of its code.
   * @throws AppError `questionnaire-invalid` with every fault
   */
  importDefinition(json: unknown): Promise<VersionReference> {
    return this.importDraft(checkDefinition(json));
  }

  /** Hands a draft to whoever reviews it. @throws AppError as `move` */
  submit(code: string, number: number): Promise<VersionReference> {
    return this.move(code, number, 'submit');
  }

  /** Gives a version back for changes. @throws AppError as `move` */
  returnToDraft(code: string, number: number): Promise<VersionReference> {
    return this.move(code, number, 'returnToDraft');
  }

  /** @throws AppError as `move` */
  approve(code: string, number: number): Promise<VersionReference> {
    return this.move(code, number, 'approve');
  }

  /** From now on rounds may use the version, and its definition is fixed. @throws AppError as `move` */
  async publish(code: string, number: number): Promise<VersionReference> {
    return this.move(code, number, 'publish');
  }

  /** No new round may use the version. @throws AppError as `move` */
  retire(code: string, number: number): Promise<VersionReference> {
    return this.move(code, number, 'retire');
  }

  /**
   * Publishes a questionnaire that comes with the platform as its version 1. Doing it again changes nothing.
   * @throws AppError `template-not-found`, `template-code-taken`
   */
  async publishTemplate(code: string): Promise<VersionReference> {
    const template = TEMPLATES.get(code);
    if (template === undefined) throw questionnaireErrors['template-not-found']({ template: code });
    if ((await this.questionnaires.version(code, 1)) === undefined) {
      await this.database.transaction(async (manager) => {
        const questionnaire = await lockQuestionnaire(manager, template.definition());
        await insertIfNew(manager, {
          ...{ questionnaireId: questionnaire.id, number: 1, definition: template.definition() },
          ...{ status: 'published', publishedAt: this.clock.now() },
        });
      });
    }
    const published = await this.questionnaires.publishedVersion(code, 1);
    if (published === undefined) throw questionnaireErrors['template-code-taken']({ template: code });
    return referenceTo(published);
  }

  /** Publishes the index definitions that come with the platform; those that are there stay as they are. */
  async publishBuiltInIndexDefinitions(): Promise<void> {
    const rows = BUILT_IN_DEFINITIONS.map((definition) => ({
      ...{ code: definition.code, version: definition.version },
      ...{ status: 'published' as const, definition },
    }));
    await this.database
      .createQueryBuilder()
      .insert()
      .into(IndexDefinitionVersion)
      .values(rows)
      .orIgnore()
      .execute();
  }

  private async importDraft(read: QuestionnaireDefinition | readonly Fault[]): Promise<VersionReference> {
    if (!isDefinition(read)) throw invalid(read);
    return this.database.transaction(async (manager) => {
      const questionnaire = await lockQuestionnaire(manager, read);
      const newest = await manager.maximum(QuestionnaireVersion, 'number', {
        questionnaireId: questionnaire.id,
      });
      const { id, number, status } = await manager.save(
        manager.create(QuestionnaireVersion, {
          ...{ questionnaireId: questionnaire.id, number: (newest ?? 0) + 1, definition: read },
          ...{ status: 'draft', publishedAt: null },
        }),
      );
      return { id, code: questionnaire.code, number, status };
    });
  }

  /**
   * Moves a version along its life cycle.
   * @throws AppError `questionnaire-version-not-found`, `questionnaire-move-refused`
   */
  private async move(code: string, number: number, action: VersionAction): Promise<VersionReference> {
    const version = await this.questionnaires.version(code, number);
    if (version === undefined) {
      throw questionnaireErrors['questionnaire-version-not-found']({ questionnaire: code, version: number });
    }
    const { id, status: from } = version;
    const status = statusAfter(from, action);
    const refused = questionnaireErrors['questionnaire-move-refused'];
    const params = { questionnaire: code, version: number, status: from, action };
    if (status === undefined) throw refused(params);
    await this.database.transaction(async (manager) => {
      const change = status === 'published' ? { status, publishedAt: this.clock.now() } : { status };
      // The status is part of the condition: of two people who move at once, one is refused.
      const { affected } = await manager.update(QuestionnaireVersion, { id, status: from }, change);
      if (affected !== 1) throw refused(params);
      if (status === 'published')
        await manager.update(Questionnaire, { code }, { title: version.definition.title });
    });
    return { id, code, number, status };
  }
}

/** The questionnaire of the definition's code, made if need be, locked until the transaction ends. */
async function lockQuestionnaire(
  manager: EntityManager,
  { code, title }: QuestionnaireDefinition,
): Promise<Questionnaire> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(Questionnaire)
    .values({ code, title })
    .orIgnore()
    .execute();
  return manager.findOneOrFail(Questionnaire, { where: { code }, lock: { mode: 'pessimistic_write' } });
}

async function insertIfNew(
  manager: EntityManager,
  version: Pick<QuestionnaireVersion, 'questionnaireId' | 'number' | 'status' | 'definition' | 'publishedAt'>,
): Promise<void> {
  await manager.createQueryBuilder().insert().into(QuestionnaireVersion).values(version).orIgnore().execute();
}

function referenceTo({ id, code, number, status }: VersionReference): VersionReference {
  return { id, code, number, status };
}

function invalid(faults: readonly Fault[]): Error {
  return questionnaireErrors['questionnaire-invalid']({ count: faults.length }, faults.map(bilingualFault));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, '')) as unknown;
  } catch (error) {
    throw platformErrors['not-json']({}, undefined, { cause: error });
  }
}
