import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Name } from '../organisation/domain/file-cursor.js';
import { type Channel, CHANNELS } from './domain/round-file.js';
import { type RoundStatus } from './domain/round-life-cycle.js';

/** One measuring exercise with everything that it fixes. */
@Entity('round')
@Unique('round_code_key', ['code'])
export class Round {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  code!: string;

  @Column('jsonb')
  title!: Name;

  @Column('int', { name: 'measuring_agency_id' })
  measuringAgencyId!: number;

  @Column('jsonb')
  population!: Name;

  @Column('int', { name: 'questionnaire_version_id' })
  questionnaireVersionId!: number;

  @Column('int', { name: 'index_definition_id' })
  indexDefinitionId!: number;

  /** Half-open: `[2025-10-01,2026-01-01)`. */
  @Column('daterange')
  days!: string;

  @Column('enum', { enum: CHANNELS, enumName: 'channel', array: true })
  channels!: Channel[];

  @Column('text', { name: 'legal_basis' })
  legalBasis!: string;

  @Column('text', { default: 'planned' })
  status!: RoundStatus;

  @Column('boolean', { default: false })
  simulated!: boolean;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
