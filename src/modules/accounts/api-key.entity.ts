import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Role } from './domain/rights.js';

/** The key of another system; only its hash is stored. */
@Entity('api_key')
@Unique('api_key_name_key', ['name'])
@Unique('api_key_key_hash_key', ['keyHash'])
export class ApiKey {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  name!: string;

  @Column('bytea', { name: 'key_hash' })
  keyHash!: Buffer;

  @Column('text')
  role!: Role;

  @Column('int', { name: 'agency_id', nullable: true })
  agencyId!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
