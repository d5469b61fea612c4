import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { Agency } from './agency.entity.js';
import { type Name } from './domain/file-cursor.js';
import { type AgencyLevel } from './domain/organisation-file.js';

/** What an agency is during a period; an exclusion constraint keeps one version per agency and day. */
@Entity('agency_version')
@Index('agency_version_parent', ['parentId'])
export class AgencyVersion {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('int', { name: 'agency_id' })
  agencyId!: number;

  @ManyToOne(() => Agency, { nullable: false })
  @JoinColumn({ name: 'agency_id', foreignKeyConstraintName: 'agency_version_agency_id_fkey' })
  agency?: Agency;

  /** Half-open, as PostgreSQL writes it: `[2021-01-01,2025-07-01)`. */
  @Column('daterange')
  valid!: string;

  @Column('jsonb')
  name!: Name;

  @Column('text')
  level!: AgencyLevel;

  @Column('int', { name: 'parent_id', nullable: true })
  parentId!: number | null;

  @ManyToOne(() => Agency, { nullable: true })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'agency_version_parent_id_fkey' })
  parent?: Agency | null;
}
