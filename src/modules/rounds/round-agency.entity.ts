import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Round } from './round.entity.js';

/** An agency that a round measures. */
@Entity('round_agency')
export class RoundAgency {
  @PrimaryColumn('int', { name: 'round_id' })
  roundId!: number;

  @ManyToOne(() => Round, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'round_id', foreignKeyConstraintName: 'round_agency_round_id_fkey' })
  round?: Round;

  @PrimaryColumn('int', { name: 'agency_id' })
  agencyId!: number;
}
