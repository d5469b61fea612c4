import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type VersionStatus } from './domain/life-cycle.js';
import { type QuestionnaireDefinition } from './domain/questionnaire.js';

/** One state of a questionnaire. The database refuses any change of the definition once it is published. */
@Entity('questionnaire_version')
@Unique('questionnaire_version_questionnaire_id_number_key', ['questionnaireId', 'number'])
export class QuestionnaireVersion {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('int', { name: 'questionnaire_id' })
  questionnaireId!: number;

  @Column('int')
  number!: number;

  @Column('text', { default: 'draft' })
  status!: VersionStatus;

  @Column('jsonb')
  definition!: QuestionnaireDefinition;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
