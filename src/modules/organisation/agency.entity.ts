import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A unit that is measured; what changes over time stands in its versions. */
@Entity('agency')
@Unique('agency_code_key', ['code'])
export class Agency {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text')
  code!: string;
}
