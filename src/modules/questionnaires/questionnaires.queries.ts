import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type IndexDefinition } from '../../method/index-definition.js';
import { compileCheck, type AnswerCheck } from './domain/answer-check.js';
import { type VersionStatus } from './domain/life-cycle.js';
import { type QuestionnaireDefinition, type Text } from './domain/questionnaire.js';
import { questionnaireErrors } from './questionnaire.errors.js';

export interface VersionRow {
  readonly id: number;
  readonly code: string;
  readonly number: number;
  readonly status: VersionStatus;
  /** `YYYY-MM-DDTHH:MM:SSZ`, null before publication. */
  readonly publishedAt: string | null;
  readonly definition: QuestionnaireDefinition;
}

/** What of a version can no longer change once it is published, with its compiled check. */
export interface FixedVersion {
  readonly id: number;
  readonly code: string;
  readonly number: number;
  readonly definition: QuestionnaireDefinition;
  readonly check: AnswerCheck;
}

export interface QuestionnaireRow {
  readonly code: string;
  readonly title: Text;
  /** Newest first. */
  readonly versions: readonly Omit<VersionRow, 'code' | 'definition'>[];
}

export interface IndexDefinitionRow {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly status: 'draft' | 'published' | 'retired';
  readonly definition: IndexDefinition;
}

const PUBLISHED_AT = `to_char(questionnaire_version.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const VERSION = `
  SELECT questionnaire_version.id, questionnaire.code, questionnaire_version.number, questionnaire_version.status,
    ${PUBLISHED_AT} AS "publishedAt", questionnaire_version.definition
  FROM questionnaire_version
  JOIN questionnaire ON questionnaire.id = questionnaire_version.questionnaire_id`;
const INDEX_DEFINITION = `
  SELECT index_definition.id, index_definition.code, index_definition.version, index_definition.status,
    index_definition.definition
  FROM index_definition`;

/** What questionnaires and index definitions are there. */
@Injectable()
export class QuestionnairesQueries {
  /** Published versions never change, so that one copy serves for as long as the process lives. */
  private readonly fixedVersions = new Map<number, FixedVersion>();

  constructor(private readonly database: DataSource) {}

  /** All questionnaires with their versions, by code. */
  list(): Promise<readonly QuestionnaireRow[]> {
    return this.database.query(
      `SELECT questionnaire.code, questionnaire.title,
         coalesce(jsonb_agg(jsonb_build_object(
           'id', questionnaire_version.id, 'number', questionnaire_version.number,
           'status', questionnaire_version.status, 'publishedAt', ${PUBLISHED_AT})
           ORDER BY questionnaire_version.number DESC)
           FILTER (WHERE questionnaire_version.id IS NOT NULL), '[]') AS versions
       FROM questionnaire
       LEFT JOIN questionnaire_version ON questionnaire_version.questionnaire_id = questionnaire.id
       GROUP BY questionnaire.id ORDER BY questionnaire.code`,
    );
  }

  /** The version of an id, in whatever state, or undefined. */
  versionById(id: number): Promise<VersionRow | undefined> {
    return this.readVersion(`questionnaire_version.id = $1`, [id]);
  }

  /** A version by code and number, in whatever state, or undefined. */
  version(code: string, number: number): Promise<VersionRow | undefined> {
    return this.readVersion(`questionnaire.code = $1 AND questionnaire_version.number = $2`, [code, number]);
  }

  /** The same, if it may be answered or has been: published or retired. */
  async publishedVersion(code: string, number: number): Promise<VersionRow | undefined> {
    const version = await this.version(code, number);
    return version !== undefined && isFixed(version) ? version : undefined;
  }

  /** The published version of an id with its compiled check, kept in memory; undefined before publication. */
  async fixedVersion(id: number): Promise<FixedVersion | undefined> {
    const known = this.fixedVersions.get(id);
    if (known !== undefined) return known;
    const version = await this.versionById(id);
    if (version === undefined || !isFixed(version)) return undefined;
    const { code, number, definition } = version;
    const fixed = { id, code, number, definition, check: compileCheck(definition) };
    this.fixedVersions.set(id, fixed);
    return fixed;
  }

  /**
   * The definition that `questionnaire:export` writes: of the newest version that is published, else of
   * the newest one.
   * @throws AppError `questionnaire-not-found`
   */
  async exportDefinition(code: string): Promise<QuestionnaireDefinition> {
    const newest = await this.readVersion(`questionnaire.code = $1`, [code]);
    if (newest === undefined) throw questionnaireErrors['questionnaire-not-found']({ questionnaire: code });
    return newest.definition;
  }

  /** An index definition by id, or undefined. */
  indexDefinitionById(id: number): Promise<IndexDefinitionRow | undefined> {
    return this.readIndexDefinition(`${INDEX_DEFINITION} WHERE index_definition.id = $1`, [id]);
  }

  /** An index definition by code and version; without a version the newest published one. */
  indexDefinition(code: string, version?: number): Promise<IndexDefinitionRow | undefined> {
    if (version !== undefined) {
      return this.readIndexDefinition(
        `${INDEX_DEFINITION} WHERE index_definition.code = $1 AND index_definition.version = $2`,
        [code, version],
      );
    }
    return this.readIndexDefinition(
      `${INDEX_DEFINITION} WHERE index_definition.code = $1 AND index_definition.status = 'published'
       ORDER BY index_definition.version DESC LIMIT 1`,
      [code],
    );
  }

  /** Every index definition, by code and version. */
  indexDefinitions(): Promise<readonly IndexDefinitionRow[]> {
    return this.database.query(
      `${INDEX_DEFINITION} ORDER BY index_definition.code, index_definition.version`,
    );
  }

  private async readVersion(where: string, parameters: unknown[]): Promise<VersionRow | undefined> {
    const rows: VersionRow[] = await this.database.query(
      `${VERSION} WHERE ${where}
       ORDER BY questionnaire_version.published_at IS NULL, questionnaire_version.number DESC LIMIT 1`,
      parameters,
    );
    return rows[0];
  }

  private async readIndexDefinition(
    sql: string,
    parameters: unknown[],
  ): Promise<IndexDefinitionRow | undefined> {
    const rows: IndexDefinitionRow[] = await this.database.query(sql, parameters);
    return rows[0];
  }
}

function isFixed(version: VersionRow): boolean {
  return version.status === 'published' || version.status === 'retired';
}
