import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Name } from './domain/file-cursor.js';

/** What a citizen came for. */
@Entity('service_field')
@Unique('service_field_code_key', ['code'])
export class ServiceField {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  code!: string;

  @Column('jsonb')
  name!: Name;

  @Column('daterange', { default: '[2000-01-01,)' })
  valid!: string;
}
