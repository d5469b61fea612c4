import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Agency } from './agency.entity.js';
import { type SuccessionKind } from './domain/organisation-file.js';

/** What became of an agency on a day, by which decision. */
@Entity('agency_succession')
@Unique('agency_succession_once', ['fromAgencyId', 'toAgencyId', 'effectiveOn'])
export class AgencySuccession {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('int', { name: 'from_agency_id' })
  fromAgencyId!: number;

  @ManyToOne(() => Agency, { nullable: false })
  @JoinColumn({ name: 'from_agency_id', foreignKeyConstraintName: 'agency_succession_from_agency_id_fkey' })
  from?: Agency;

  @Column('int', { name: 'to_agency_id', nullable: true })
  toAgencyId!: number | null;

  @ManyToOne(() => Agency, { nullable: true })
  @JoinColumn({ name: 'to_agency_id', foreignKeyConstraintName: 'agency_succession_to_agency_id_fkey' })
  to?: Agency | null;

  @Column('text')
  kind!: SuccessionKind;

  @Column('date', { name: 'effective_on' })
  effectiveOn!: string;

  @Column('text')
  decision!: string;
}
