import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { indexStructureOf, type QuestionnaireDefinition } from '../questionnaires/domain/questionnaire.js';

/** What a new round refers to by code and version. */
@Injectable()
export class RoundReferences {
  constructor(private readonly database: Database) {}

  /** The version of a questionnaire with the codes of its index items, or undefined. */
  async questionnaireVersion(
    code: string,
    version: number,
  ): Promise<{ readonly id: number; readonly items: ReadonlySet<string> } | undefined> {
    const row = await this.database.one<{ id: number; definition: QuestionnaireDefinition }>(
      `SELECT questionnaire_version.id, questionnaire_version.definition
       FROM questionnaire_version JOIN questionnaire ON questionnaire.id = questionnaire_version.questionnaire_id
       WHERE questionnaire.code = $1 AND questionnaire_version.number = $2`,
      [code, version],
    );
    return row && { id: row.id, items: itemsOf(row.definition) };
  }

  /** The id of an index definition, or undefined. */
  async indexDefinition(code: string, version: number): Promise<number | undefined> {
    const row = await this.database.one<{ id: number }>(
      `SELECT index_definition.id FROM index_definition
       WHERE index_definition.code = $1 AND index_definition.version = $2`,
      [code, version],
    );
    return row?.id;
  }
}

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
