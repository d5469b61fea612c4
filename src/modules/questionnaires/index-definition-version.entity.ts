import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type IndexDefinition } from '../../method/index-definition.js';

export type IndexDefinitionStatus = 'draft' | 'published' | 'retired';

/** How an index is computed, as versioned data; as unchangeable once published as a questionnaire. */
@Entity('index_definition')
@Unique('index_definition_code_version_key', ['code', 'version'])
export class IndexDefinitionVersion {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  code!: string;

  @Column('int')
  version!: number;

  @Column('text', { default: 'draft' })
  status!: IndexDefinitionStatus;

  @Column('jsonb')
  definition!: IndexDefinition;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
