import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Round } from './round.entity.js';

/** A threshold by a day, with the law that sets it. */
@Entity('target')
@Unique('target_round_id_item_key', ['roundId', 'item'])
export class Target {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('int', { name: 'round_id' })
  roundId!: number;

  @ManyToOne(() => Round, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'round_id', foreignKeyConstraintName: 'target_round_id_fkey' })
  round?: Round;

  @Column('text', { default: 'overall' })
  item!: string;

  @Column('numeric', { precision: 5, scale: 2 })
  threshold!: string;

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column('text', { name: 'legal_basis' })
  legalBasis!: string;
}
