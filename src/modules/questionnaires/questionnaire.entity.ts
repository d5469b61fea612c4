import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Text } from './domain/questionnaire.js';

/** What versions of one questionnaire have in common. */
@Entity('questionnaire')
@Unique('questionnaire_code_key', ['code'])
export class Questionnaire {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  code!: string;

  /** The title of the version published last, of the first draft before that. */
  @Column('jsonb')
  title!: Text;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
