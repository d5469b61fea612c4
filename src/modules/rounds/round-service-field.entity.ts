import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Round } from './round.entity.js';

/** A service field that a round asks about. */
@Entity('round_service')
export class RoundServiceField {
  @PrimaryColumn('int', { name: 'round_id' })
  roundId!: number;

  @ManyToOne(() => Round, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'round_id', foreignKeyConstraintName: 'round_service_round_id_fkey' })
  round?: Round;

  @PrimaryColumn('int', { name: 'service_field_id' })
  serviceFieldId!: number;
}
