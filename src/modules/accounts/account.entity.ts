import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Role } from './domain/rights.js';

/** A person of the office. */
@Entity('account')
@Unique('account_email_key', ['email'])
export class Account {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  email!: string;

  @Column('text')
  role!: Role;

  @Column('int', { name: 'agency_id', nullable: true })
  agencyId!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
